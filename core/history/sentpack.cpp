// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/sentpack.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kVersion = "1";
constexpr std::array<QByteArrayView, 4> kForms = {"plain", "packed", "parts", "none"};
constexpr std::array<char, 3> kKinds = {'t', 'p', 'a'};
constexpr qsizetype kHash = 32;

constexpr qsizetype kLeastPiece = 8 * 1024;
constexpr qsizetype kMostPiece = 128 * 1024;
constexpr quint64 kCutMask = ((1ULL << 15) - 1) << 40; // one place in 32,768 is a cut

/// A number for each byte value; any will do that never changes.
constexpr std::array<quint64, 256> gears()
{
    std::array<quint64, 256> out{};
    quint64 state = 0x9e3779b97f4a7c15ULL;
    for (auto& gear : out) { // splitmix64
        state += 0x9e3779b97f4a7c15ULL;
        quint64 mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        gear = mixed ^ (mixed >> 31);
    }
    return out;
}
constexpr std::array<quint64, 256> kGears = gears();

/// A line must stay a line.
void addValue(QByteArray& out, QByteArrayView value)
{
    const qsizetype begin = out.size();
    out.append(value);
    if (value.contains('\n') || value.contains('\r'))
        std::replace_if(out.begin() + begin, out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    out.append('\n');
}

void addLine(QByteArray& out, QByteArrayView name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    out.append(name).append(' ');
    addValue(out, value);
}

void readOwnLine(SentColumn& column, QByteArrayView name, const QByteArray& value)
{
    if (name == ":dialect")
        column.request.dialect = QString::fromUtf8(value);
    else if (name == ":url")
        column.request.url = value;
    else if (name == ":stream")
        column.request.stream = value != "0";
    else if (name == ":redacted")
        column.request.isRedacted = value == "1";
    else if (name == ":fingerprint")
        column.fingerprint = value;
    else if (name == ":body") {
        const auto form = std::ranges::find(kForms, QByteArrayView(value));
        column.form = static_cast<SentBody>(std::min<std::ptrdiff_t>(form - kForms.begin(), 3));
    }
}

qsizetype cutOf(QByteArrayView bytes)
{
    const char* const begin = bytes.data();
    const auto* const end = begin + std::min(bytes.size(), kMostPiece);
    const auto* at = begin + std::min(bytes.size(), kLeastPiece);
    quint64 hash = 0;
    // Twice in a turn: it looks at every byte of big requests.
    for (; end - at >= 2; at += 2) {
        hash = (hash << 1) + kGears[static_cast<unsigned char>(at[0])];
        if ((hash & kCutMask) == 0)
            return at + 1 - begin;
        hash = (hash << 1) + kGears[static_cast<unsigned char>(at[1])];
        if ((hash & kCutMask) == 0)
            return at + 2 - begin;
    }
    if (at != end)
        ++at;
    return at - begin;
}

} // namespace

QByteArray sentColumn(const SentColumn& column)
{
    QByteArray out;
    out.reserve(column.payload.size() + 512);
    addLine(out, ":sent", kVersion);
    addLine(out, ":dialect", column.request.dialect.toUtf8());
    addLine(out, ":url", column.request.url);
    addLine(out, ":stream", column.request.stream ? "1" : "0");
    if (column.request.isRedacted)
        addLine(out, ":redacted", "1");
    addLine(out, ":fingerprint", column.fingerprint);
    addLine(out, ":body", kForms.at(static_cast<std::size_t>(column.form)));
    for (const auto& [name, value] : column.request.headers) {
        out.append(name).append(": ");
        addValue(out, value);
    }
    return out.append('\n').append(column.payload);
}

std::optional<SentColumn> sentColumnFrom(const QByteArray& bytes)
{
    if (!bytes.startsWith(":sent 1\n"))
        return std::nullopt;
    SentColumn out;
    qsizetype at = 0;
    for (;;) {
        const qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            return std::nullopt;
        const QByteArray line = bytes.sliced(at, end - at);
        at = end + 1;
        if (line.isEmpty())
            break;
        if (line.startsWith(':')) {
            const auto space = line.indexOf(' ');
            readOwnLine(out, QByteArrayView(line).first(std::max<qsizetype>(space, 0)), line.sliced(space + 1));
        } else if (const auto colon = line.indexOf(": "); colon > 0) {
            out.request.headers.append({line.first(colon), line.sliced(colon + 2)});
        }
    }
    out.payload = bytes.sliced(at);
    return out;
}

QByteArray partsPayload(const QList<SentPart>& parts)
{
    QByteArray out;
    for (const auto& part : parts) {
        out += kKinds.at(static_cast<std::size_t>(part.kind));
        if (part.kind == SentPart::Kind::Literal)
            out += QByteArray::number(part.bytes.size()) + '\n';
        out += part.bytes;
    }
    return out;
}

std::optional<QList<SentPart>> partsFrom(const QByteArray& payload)
{
    QList<SentPart> out;
    for (qsizetype at = 0; at < payload.size();) {
        const auto kind = std::ranges::find(kKinds, payload[at++]);
        if (kind == kKinds.end())
            return std::nullopt;
        SentPart part{.kind = static_cast<SentPart::Kind>(kind - kKinds.begin()), .bytes = {}};
        qsizetype size = kHash;
        if (part.kind == SentPart::Kind::Literal) {
            const qsizetype end = payload.indexOf('\n', at);
            bool isNumber = false;
            size = end < 0 ? -1 : payload.sliced(at, end - at).toLongLong(&isNumber);
            if (!isNumber)
                return std::nullopt;
            at = end + 1;
        }
        if (size < 0 || size > payload.size() - at)
            return std::nullopt;
        part.bytes = payload.sliced(at, size);
        at += size;
        out.append(std::move(part));
    }
    return out;
}

QList<QByteArrayView> contentPieces(QByteArrayView bytes)
{
    QList<QByteArrayView> out;
    while (!bytes.isEmpty()) {
        const qsizetype cut = cutOf(bytes);
        out.append(bytes.first(cut));
        bytes = bytes.sliced(cut);
    }
    return out;
}

} // namespace assay
