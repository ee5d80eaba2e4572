// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/threads.h"

#include "core/domain/requestjson.h"
#include "core/history/connection.h"
#include "core/history/prompthash.h"
#include "core/history/rows.h"
#include "core/support/ids.h"

#include <QJsonDocument>
#include <QSqlError>

#include <functional>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kPlace
    = "SELECT t.thread, t.parent, t.turn, t.promoted, t.sample_of, t.variables, p.id, v.text, v.system"
      " FROM thread_run t LEFT JOIN prompt_version v ON v.seq = t.prompt_version"
      " LEFT JOIN prompt p ON p.seq = v.prompt WHERE t.run = ?"_L1;
constexpr auto kRequests = "SELECT l.idx, lr.col, r.body FROM lane l JOIN lane_request lr ON lr.lane = l.seq"
                           " LEFT JOIN request r ON r.seq = lr.request WHERE l.run = ? ORDER BY l.seq"_L1;
constexpr auto kBytes = "SELECT data FROM request_bytes WHERE sha = ?"_L1;
constexpr auto kThreadRuns = "SELECT r.id FROM thread_run t JOIN run r ON r.seq = t.run WHERE t.thread = ?"
                             " ORDER BY t.run"_L1;
constexpr auto kThreads
    = "SELECT g.thread, f.id, l.id, l.at_us, substr(x.prompt, 1, 200), g.runs, g.turns,"
      " (SELECT group_concat(n.model, char(10)) FROM (SELECT provider || '/' || model AS model FROM lane"
      " WHERE run = g.first ORDER BY idx) n)"
      " FROM (SELECT thread, min(run) AS first, max(run) AS last, count(*) AS runs, max(turn) + 1 AS turns"
      " FROM thread_run GROUP BY thread ORDER BY last DESC LIMIT ?) g"
      " JOIN run f ON f.seq = g.first JOIN run l ON l.seq = g.last LEFT JOIN run_text x ON x.run = g.first"
      " ORDER BY g.last DESC"_L1;
constexpr auto kVersions = "SELECT v.version, v.text, v.system, v.at_us,"
                           " (SELECT count(*) FROM thread_run t WHERE t.prompt_version = v.seq)"
                           " FROM prompt_version v JOIN prompt p ON p.seq = v.prompt WHERE p.id = ?"
                           " ORDER BY v.version"_L1;
constexpr auto kPrompts = "SELECT p.id, p.name, v.version, v.text, v.system, v.at_us, 0 FROM prompt p"
                          " JOIN prompt_version v ON v.prompt = p.seq AND v.version ="
                          " (SELECT max(version) FROM prompt_version WHERE prompt = p.seq)"
                          " WHERE p.kind = ? ORDER BY v.at_us DESC, p.seq DESC LIMIT ?"_L1;
constexpr auto kFindSystem = "SELECT id FROM prompt WHERE kind = 'system' AND name = ?"_L1;
constexpr auto kInsertSystem = "INSERT INTO prompt(id, kind, name, created_us) VALUES(?, 'system', ?, ?)"_L1;
constexpr auto kInsertVersion = "INSERT INTO prompt_version(prompt, version, sha, text, system, at_us)"
                                " SELECT p.seq, (SELECT coalesce(max(v.version), 0) + 1 FROM prompt_version v WHERE "
                                "v.prompt = p.seq), ?, ?, '', ?"
                                " FROM prompt p WHERE p.id = ? ON CONFLICT(prompt, sha) DO NOTHING"_L1;

/// Runs a query and hands each row to `each`.
Result<void> forEach(const Connection& connection, QLatin1StringView text, const QVariantList& values,
    const std::function<void(RowReader&)>& each)
{
    auto query = connection.prepare(text);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, values); !done)
        return done;
    while (query->next()) {
        RowReader row(*query);
        each(row);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return {};
}

PromptVersion versionOf(RowReader& row)
{
    PromptVersion out;
    out.version = row.number();
    out.text = row.text();
    out.system = row.text();
    out.at = row.date();
    out.runs = row.number();
    return out;
}

std::optional<QByteArray> keptBytes(const Connection& connection, const QString& name)
{
    std::optional<QByteArray> out;
    const auto done = forEach(
        connection, kBytes, {QByteArray::fromHex(name.toLatin1())}, [&](RowReader& row) { out = row.blob(); });
    return done ? out : std::nullopt;
}

} // namespace

Result<void> readPlace(const Connection& connection, qint64 seq, RunRecord& run)
{
    auto done = forEach(connection, kPlace, {seq}, [&](RowReader& row) {
        ThreadPlace& place = run.place;
        place.thread = row.text();
        place.parent = row.text();
        place.turn = row.number();
        if (const auto promoted = row.maybe())
            place.promoted = static_cast<int>(*promoted);
        place.sampleOf = row.text();
        place.prompt.values = QJsonDocument::fromJson(row.text().toUtf8()).object();
        place.prompt.id = row.text();
        place.prompt.text = row.text();
        place.prompt.system = row.text();
    });
    if (!done || run.place.thread.isEmpty())
        return done;
    QList<int> columns;
    bool inOrder = true;
    Result<void> parsed;
    qsizetype next = 0;
    done = forEach(connection, kRequests, {seq}, [&](RowReader& row) {
        row.integer();
        columns.append(row.number());
        inOrder = inOrder && columns.last() == next;
        const QString body = row.text();
        if (body.isEmpty() || next >= run.lanes.size()) {
            ++next;
            return;
        }
        auto request = requestFromJson(QJsonDocument::fromJson(body.toUtf8()).object(),
            [&](const QString& name) { return keptBytes(connection, name); });
        if (request)
            run.lanes[next].request = *std::move(request);
        else
            parsed = std::unexpected(request.error());
        ++next;
    });
    if (!inOrder)
        run.place.columns = columns;
    return done ? parsed : done;
}

Result<QStringList> readThreadRuns(const Connection& connection, const QString& thread)
{
    QStringList runs;
    const auto done = forEach(connection, kThreadRuns, {thread}, [&](RowReader& row) { runs.append(row.text()); });
    return done.transform([&] { return runs; });
}

Result<QList<ThreadSummary>> readThreads(const Connection& connection, int limit)
{
    QList<ThreadSummary> threads;
    const auto done = forEach(connection, kThreads, {limit}, [&](RowReader& row) {
        ThreadSummary summary;
        summary.thread = row.text();
        summary.firstRun = row.text();
        summary.lastRun = row.text();
        summary.lastAt = row.date();
        summary.prompt = row.text();
        summary.runs = row.number();
        summary.turns = row.number();
        summary.models = row.text().split(u'\n', Qt::SkipEmptyParts);
        threads.append(summary);
    });
    return done.transform([&] { return threads; });
}

Result<QList<PromptVersion>> readPromptVersions(const Connection& connection, const QString& prompt)
{
    QList<PromptVersion> versions;
    const auto done
        = forEach(connection, kVersions, {prompt}, [&](RowReader& row) { versions.append(versionOf(row)); });
    return done.transform([&] { return versions; });
}

Result<QList<PromptSummary>> readPrompts(const Connection& connection, const QString& kind, int limit)
{
    QList<PromptSummary> prompts;
    const auto done = forEach(connection, kPrompts, {kind, limit}, [&](RowReader& row) {
        PromptSummary prompt;
        prompt.id = row.text();
        prompt.name = row.text();
        prompt.newest = versionOf(row);
        prompts.append(prompt);
    });
    return done.transform([&] { return prompts; });
}

Result<void> writeSystemPrompt(const Connection& connection, const QString& name, const QString& text, qint64 at)
{
    QString id;
    auto done = forEach(connection, kFindSystem, {name}, [&](RowReader& row) { id = row.text(); });
    const auto run = [&](QLatin1StringView statement, const QVariantList& values) -> Result<void> {
        auto query = connection.prepare(statement);
        return query ? connection.run(*query, values) : Result<void>(std::unexpected(query.error()));
    };
    if (done && id.isEmpty()) {
        id = newId();
        done = run(kInsertSystem, RowBuilder().text(id).text(name).integer(at).values());
    }
    if (!done)
        return done;
    return run(kInsertVersion, RowBuilder().blob(promptHash(text, {})).text(text).integer(at).text(id).values());
}

} // namespace assay
