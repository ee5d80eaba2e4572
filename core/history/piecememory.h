// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace assay {

/// A piece of some bytes (contentPieces) and what it is known by.
struct NamedPiece {
    qsizetype start = 0;
    qsizetype length = 0;
    QByteArray sha; ///< SHA-256
    friend bool operator==(const NamedPiece&, const NamedPiece&) = default;
};

/// Cuts requests into pieces and names them. A conversation sends its beginning again with each turn: what a request
/// shares with one of the last few is neither cut nor hashed again. The pieces are the same as without that.
class PieceMemory
{
public:
    QList<NamedPiece> cut(const QByteArray& bytes);

private:
    struct Past {
        QByteArray bytes;
        QList<NamedPiece> pieces;
    };
    static QList<NamedPiece> shared(const Past& past, const QByteArray& bytes, qsizetype same);
    void remember(const QByteArray& bytes, const QList<NamedPiece>& pieces);

    QList<Past> m_past; // the newest first
};

} // namespace assay
