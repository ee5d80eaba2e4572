// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/threadwriter.h"

#include "core/domain/requestjson.h"
#include "core/history/prompthash.h"
#include "core/history/rows.h"
#include "core/support/sha256.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kInsertPlace
    = "INSERT INTO thread_run(run, thread, parent, turn, promoted, sample_of, prompt_version, variables)"
      " VALUES(?,?,?,?,?,?,?,?)"_L1;
constexpr auto kInsertBytes = "INSERT INTO request_bytes(sha, data) VALUES(?,?) ON CONFLICT(sha) DO NOTHING"_L1;
constexpr auto kInsertRequest = "INSERT INTO request(sha, body) VALUES(?,?) ON CONFLICT(sha) DO NOTHING"_L1;
constexpr auto kFindRequest = "SELECT seq FROM request WHERE sha = ?"_L1;
constexpr auto kInsertLane = "INSERT INTO lane_request(lane, col, request) VALUES(?,?,?)"_L1;
constexpr auto kInsertPrompt
    = "INSERT INTO prompt(id, kind, name, created_us) VALUES(?, 'prompt', '', ?) ON CONFLICT(id) DO NOTHING"_L1;
constexpr auto kInsertVersion
    = "INSERT INTO prompt_version(prompt, version, sha, text, system, at_us)"
      " SELECT p.seq, (SELECT coalesce(max(v.version), 0) + 1 FROM prompt_version v WHERE v.prompt = p.seq), ?, ?, ?, ?"
      " FROM prompt p WHERE p.id = ? ON CONFLICT(prompt, sha) DO NOTHING"_L1;
constexpr auto kFindVersion = "SELECT v.seq FROM prompt_version v JOIN prompt p ON p.seq = v.prompt"
                              " WHERE p.id = ? AND v.sha = ?"_L1;

} // namespace

QByteArray promptHash(const QString& text, const QString& system)
{
    // The length keeps text and system apart.
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QByteArray utf8 = text.toUtf8();
    hash.addData(QByteArray::number(utf8.size()));
    hash.addData(":"_ba);
    hash.addData(utf8);
    hash.addData(system.toUtf8());
    return hash.result();
}

Result<std::unique_ptr<ThreadWriter>> ThreadWriter::prepare(const Connection& connection)
{
    std::unique_ptr<ThreadWriter> writer(new ThreadWriter(connection));
    const std::pair<Statement*, QLatin1StringView> statements[]
        = {{&writer->m_insertPlace, kInsertPlace}, {&writer->m_insertBytes, kInsertBytes},
            {&writer->m_insertRequest, kInsertRequest}, {&writer->m_findRequest, kFindRequest},
            {&writer->m_insertLane, kInsertLane}, {&writer->m_insertPrompt, kInsertPrompt},
            {&writer->m_insertVersion, kInsertVersion}, {&writer->m_findVersion, kFindVersion}};
    for (const auto& [statement, text] : statements) {
        auto prepared = Statement::prepare(connection, text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    return writer;
}

Result<std::optional<qint64>> ThreadWriter::number(Statement& statement, const RowBuilder& values)
{
    return statement.first(m_connection, values).transform([](const std::optional<RowBuilder>& row) {
        return row.transform([](const RowBuilder& found) { return found.integerAt(0); });
    });
}

Result<std::optional<qint64>> ThreadWriter::versionOf(const PromptUse& prompt, qint64 at)
{
    if (prompt.id.isEmpty())
        return std::nullopt;
    if (auto done = m_insertPrompt.run(m_connection, RowBuilder().text(prompt.id).integer(at)); !done)
        return std::unexpected(done.error());
    const QByteArray sha = promptHash(prompt.text, prompt.system);
    RowBuilder row;
    row.blob(sha).text(prompt.text).text(prompt.system).integer(at).text(prompt.id);
    if (auto done = m_insertVersion.run(m_connection, row); !done)
        return std::unexpected(done.error());
    return number(m_findVersion, RowBuilder().text(prompt.id).blob(sha));
}

Result<void> ThreadWriter::appendPlace(qint64 run, const ThreadPlace& place, qint64 at)
{
    const auto version = versionOf(place.prompt, at);
    if (!version)
        return std::unexpected(version.error());
    const std::optional<qint64> promoted = place.promoted ? std::optional<qint64>(*place.promoted) : std::nullopt;
    RowBuilder row;
    row.integer(run).text(place.thread).text(place.parent).integer(place.turn).maybe(promoted).text(place.sampleOf);
    row.maybe(*version);
    row.text(QString::fromUtf8(QJsonDocument(place.prompt.values).toJson(QJsonDocument::Compact)));
    return m_insertPlace.run(m_connection, row);
}

Result<void> ThreadWriter::appendRequest(qint64 lane, int column, const std::optional<ChatRequest>& request)
{
    std::optional<qint64> seq;
    if (request) {
        Result<void> kept;
        const auto keep = [&](const QByteArray& bytes) {
            const QByteArray sha = sha256(bytes);
            if (kept)
                kept = m_insertBytes.run(m_connection, RowBuilder().blob(sha).blob(bytes));
            return QString::fromLatin1(sha.toHex());
        };
        const QByteArray body = QJsonDocument(requestToJson(*request, keep)).toJson(QJsonDocument::Compact);
        if (!kept)
            return kept;
        const QByteArray sha = sha256(body);
        if (auto done = m_insertRequest.run(m_connection, RowBuilder().blob(sha).text(QString::fromUtf8(body))); !done)
            return done;
        const auto found = number(m_findRequest, RowBuilder().blob(sha));
        if (!found)
            return std::unexpected(found.error());
        seq = *found;
    }
    return m_insertLane.run(m_connection, RowBuilder().integer(lane).integer(column).maybe(seq));
}

} // namespace assay
