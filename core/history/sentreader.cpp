// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/sentreader.h"

#include "core/history/connection.h"
#include "core/history/sentpack.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kPiece = "SELECT data FROM sent_piece WHERE sha = ?"_L1;
constexpr auto kAttachment = "SELECT data FROM request_bytes WHERE sha = ?"_L1;

std::optional<QByteArray> blobOf(const Connection& connection, QLatin1StringView statement, const QByteArray& sha)
{
    auto query = connection.prepare(statement);
    if (!query || !connection.run(*query, {sha}) || !query->next())
        return std::nullopt;
    return query->value(0).toByteArray();
}

std::optional<QByteArray> bytesOf(const Connection& connection, const SentPart& part)
{
    switch (part.kind) {
    case SentPart::Kind::Literal: return part.bytes;
    case SentPart::Kind::Piece:
        return blobOf(connection, kPiece, part.bytes).transform([](const QByteArray& data) {
            return qUncompress(data);
        });
    case SentPart::Kind::Attachment:
        return blobOf(connection, kAttachment, part.bytes).transform([](const QByteArray& data) {
            return data.toBase64();
        });
    }
    return std::nullopt;
}

std::optional<QByteArray> bodyOf(const Connection& connection, const SentColumn& column)
{
    if (column.form == SentBody::Plain)
        return column.payload;
    if (column.form == SentBody::Packed)
        return qUncompress(column.payload);
    const auto parts = partsFrom(column.payload);
    if (!parts)
        return std::nullopt;
    QByteArray out;
    for (const auto& part : *parts) {
        const auto bytes = bytesOf(connection, part);
        if (!bytes || bytes->isEmpty())
            return std::nullopt;
        out += *bytes;
    }
    return out;
}

} // namespace

void readSent(const Connection& connection, const QByteArray& column, LaneRecord& lane)
{
    if (column.isEmpty())
        return;
    auto read = sentColumnFrom(column);
    if (!read)
        return;
    lane.fingerprint = QString::fromUtf8(read->fingerprint);
    if (read->form == SentBody::None)
        return;
    if (auto body = bodyOf(connection, *read)) {
        lane.sent = std::move(read->request);
        lane.sent->body = *std::move(body);
    }
}

} // namespace assay
