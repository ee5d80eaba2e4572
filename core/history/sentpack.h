// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/sentrequest.h"

#include <QByteArrayView>
#include <QList>

#include <cstdint>
#include <optional>

namespace assay {

/// How the body of a kept request lies in its column.
enum class SentBody : std::uint8_t {
    Plain,
    Packed, ///< qCompress
    Parts, ///< SentPart after SentPart
    None, ///< there is no request, only what was said of the answer
};

/// A stretch of a body.
struct SentPart {
    enum class Kind : std::uint8_t {
        Literal, ///< `bytes` themselves
        Piece, ///< `bytes` is the SHA-256 of a row of sent_piece
        Attachment, ///< `bytes` is the SHA-256 of a row of request_bytes, which stands in the body as base64
    };
    Kind kind = Kind::Literal;
    QByteArray bytes;
    friend bool operator==(const SentPart&, const SentPart&) = default;
};

/// The column `lane_text.sent`: lines `:name value` of our own, the request's headers, an empty line, the body.
struct SentColumn {
    SentRequest request; ///< without its body
    QByteArray fingerprint;
    SentBody form = SentBody::Plain;
    QByteArray payload;
};
QByteArray sentColumn(const SentColumn& column);
/// Nothing for bytes that are no such column, or one of a newer version.
std::optional<SentColumn> sentColumnFrom(const QByteArray& bytes);

QByteArray partsPayload(const QList<SentPart>& parts);
std::optional<QList<SentPart>> partsFrom(const QByteArray& payload);

/// Cuts bytes where their content says so, not at fixed places: what two requests share is cut alike in both, wherever
/// it stands. Pieces of 8 KiB to 128 KiB, 32 KiB on average.
QList<QByteArrayView> contentPieces(QByteArrayView bytes);

} // namespace assay
