// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/piecememory.h"

#include "core/history/sentpack.h"
#include "core/support/sha256.h"

#include <algorithm>
#include <cstring>

namespace assay {

namespace {

constexpr qsizetype kMostPast = 4; // conversations that go on at the same time
constexpr qsizetype kMostBytes = 1024 * 1024; // of all of them

/// How many bytes two have in common from their beginning on.
qsizetype commonLength(const QByteArray& a, const QByteArray& b)
{
    constexpr qsizetype kBlock = 256;
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype at = 0;
    while (shorter - at >= kBlock && std::memcmp(a.constData() + at, b.constData() + at, kBlock) == 0)
        at += kBlock;
    while (at < shorter && a[at] == b[at])
        ++at;
    return at;
}

} // namespace

QList<NamedPiece> PieceMemory::cut(const QByteArray& bytes)
{
    qsizetype same = 0;
    qsizetype nearest = -1;
    for (qsizetype i = 0; i < m_past.size(); ++i) {
        const qsizetype common = commonLength(m_past[i].bytes, bytes);
        if (common > same) {
            same = common;
            nearest = i;
        }
    }
    QList<NamedPiece> out;
    if (nearest >= 0) {
        out = shared(m_past[nearest], bytes, same);
        // What went on is what it was before, and more.
        if (same > m_past[nearest].bytes.size() / 2)
            m_past.removeAt(nearest);
    }
    qsizetype done = out.isEmpty() ? 0 : out.last().start + out.last().length;
    const auto rest = contentPieces(QByteArrayView(bytes).sliced(done));
    for (const auto& piece : rest) {
        out.append({.start = done, .length = piece.size(), .sha = sha256(piece)});
        done += piece.size();
    }
    remember(bytes, out);
    return out;
}

/// Where a piece ends is said by its own bytes alone, unless all bytes ended there.
QList<NamedPiece> PieceMemory::shared(const Past& past, const QByteArray& bytes, qsizetype same)
{
    if (same == bytes.size() && same == past.bytes.size())
        return past.pieces;
    const auto isOther = [&](const NamedPiece& piece) {
        const qsizetype end = piece.start + piece.length;
        return end > same || end == past.bytes.size();
    };
    return {past.pieces.begin(), std::ranges::find_if(past.pieces, isOther)};
}

void PieceMemory::remember(const QByteArray& bytes, const QList<NamedPiece>& pieces)
{
    m_past.prepend({.bytes = bytes, .pieces = pieces});
    qsizetype total = 0;
    for (qsizetype i = 0; i < m_past.size(); ++i) {
        total += m_past[i].bytes.size();
        if (i == kMostPast || total > kMostBytes) {
            m_past.resize(i);
            return;
        }
    }
}

} // namespace assay
