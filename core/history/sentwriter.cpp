// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/sentwriter.h"

#include "core/history/rows.h"
#include "core/support/sha256.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kInsertPiece = "INSERT INTO sent_piece(sha, data) VALUES(?,?)"_L1;
constexpr auto kFindPiece = "SELECT seq FROM sent_piece WHERE sha = ?"_L1;
constexpr auto kUsePiece = "INSERT INTO lane_piece(lane, piece) VALUES(?,?) ON CONFLICT DO NOTHING"_L1;
constexpr auto kInsertReplay = "INSERT INTO lane_replay(lane, of_run, of_lane) VALUES(?,?,?)"_L1;

constexpr qsizetype kPackFrom = 4 * 1024; // below, compressing takes longer than it saves
constexpr qsizetype kCutFrom = 48 * 1024;
constexpr qsizetype kSmallAttachment = 1024;
constexpr int kLevel = 1; // of zlib: the fastest

/// Attachments whose bytes the ledger keeps with the request (threadwriter.h).
QList<QByteArray> attachmentsOf(const RunRecord& run, const LaneRecord& lane)
{
    QList<QByteArray> out;
    if (run.place.thread.isEmpty() || !lane.request)
        return out;
    const auto add = [&](const QByteArray& data) {
        if (data.size() >= kSmallAttachment && !out.contains(data))
            out.append(data);
    };
    for (const auto& message : lane.request->messages) {
        for (const auto& part : message.parts) {
            if (const auto* image = std::get_if<ImagePart>(&part))
                add(image->data);
            else if (const auto* document = std::get_if<DocumentPart>(&part))
                add(document->data);
        }
    }
    return out;
}

struct Place {
    qsizetype start = 0;
    qsizetype length = 0;
    QByteArray sha;
};

/// Where attachments stand in a body as base64, in order.
QList<Place> placesOf(const QByteArray& body, const QList<QByteArray>& attachments)
{
    QList<Place> out;
    for (const auto& data : attachments) {
        const QByteArray text = data.toBase64();
        const QByteArray sha = sha256(data);
        for (qsizetype at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + text.size()))
            out.append({.start = at, .length = text.size(), .sha = sha});
    }
    std::ranges::sort(out, {}, &Place::start);
    return out;
}

} // namespace

Result<std::unique_ptr<SentWriter>> SentWriter::prepare(const Connection& connection)
{
    std::unique_ptr<SentWriter> writer(new SentWriter(connection));
    const std::pair<Statement*, QLatin1StringView> statements[] = {{&writer->m_insertPiece, kInsertPiece},
        {&writer->m_findPiece, kFindPiece}, {&writer->m_usePiece, kUsePiece}, {&writer->m_insertReplay, kInsertReplay}};
    for (const auto& [statement, text] : statements) {
        auto prepared = Statement::prepare(connection, text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    return writer;
}

Result<std::optional<QByteArray>> SentWriter::append(qint64 seq, const RunRecord& run, const LaneRecord& lane)
{
    m_lane = seq;
    if (lane.replayOf) {
        RowBuilder row;
        row.integer(seq).text(lane.replayOf->run).integer(lane.replayOf->lane);
        if (auto done = m_insertReplay.run(m_connection, row); !done)
            return std::unexpected(done.error());
    }
    if (!lane.sent && lane.fingerprint.isEmpty())
        return std::nullopt;
    if (!lane.sent)
        return sentColumn(
            {.request = {}, .fingerprint = lane.fingerprint.toUtf8(), .form = SentBody::None, .payload = {}});
    // Members that the user added may be named simply `key`; elsewhere that is a word like any other.
    const bool isOwn = lane.request && !lane.request->passthrough.isEmpty();
    const auto [body, redacted]
        = withoutSecretMembers(lane.sent->body, isOwn ? SecretNames::All : SecretNames::Certain);
    SentColumn column{.request = *lane.sent, .fingerprint = lane.fingerprint.toUtf8(), .form = {}, .payload = {}};
    column.request.isRedacted = column.request.isRedacted || redacted;
    if (auto done = writeBody(column, body, attachmentsOf(run, lane)); !done)
        return std::unexpected(done.error());
    return sentColumn(column);
}

Result<void> SentWriter::writeBody(SentColumn& column, const QByteArray& body, const QList<QByteArray>& attachments)
{
    const auto places = placesOf(body, attachments);
    if (places.isEmpty() && body.size() < kCutFrom) {
        column.payload = body.size() < kPackFrom ? body : qCompress(body, kLevel);
        column.form = body.size() < kPackFrom ? SentBody::Plain : SentBody::Packed;
        return {};
    }
    QList<SentPart> parts;
    qsizetype done = 0;
    for (const auto& place : places) {
        if (place.start < done)
            continue; // inside another one
        if (auto kept = appendPieces(parts, body.sliced(done, place.start - done)); !kept)
            return kept;
        parts.append({.kind = SentPart::Kind::Attachment, .bytes = place.sha});
        done = place.start + place.length;
    }
    if (auto kept = appendPieces(parts, done == 0 ? body : body.sliced(done)); !kept)
        return kept;
    column.form = SentBody::Parts;
    column.payload = partsPayload(parts);
    return {};
}

Result<void> SentWriter::appendPieces(QList<SentPart>& parts, const QByteArray& bytes)
{
    if (bytes.size() < kCutFrom) {
        if (!bytes.isEmpty())
            parts.append({.kind = SentPart::Kind::Literal, .bytes = bytes});
        return {};
    }
    const auto pieces = m_memory.cut(bytes);
    for (const auto& piece : pieces) {
        if (auto kept = keepPiece(QByteArrayView(bytes).sliced(piece.start, piece.length), piece.sha); !kept)
            return kept;
        parts.append({.kind = SentPart::Kind::Piece, .bytes = piece.sha});
    }
    return {};
}

Result<void> SentWriter::keepPiece(QByteArrayView bytes, const QByteArray& sha)
{
    const auto find = [&] { return m_findPiece.first(m_connection, RowBuilder().blob(sha)); };
    auto found = find();
    if (found && !*found) {
        const QByteArray data = qCompress(bytes.toByteArray(), kLevel);
        if (auto done = m_insertPiece.run(m_connection, RowBuilder().blob(sha).blob(data)); !done)
            return done;
        found = find();
    }
    if (!found)
        return std::unexpected(found.error());
    return m_usePiece.run(m_connection, RowBuilder().integer(m_lane).integer((*found)->integerAt(0)));
}

} // namespace assay
