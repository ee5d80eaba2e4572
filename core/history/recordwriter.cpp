// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/recordwriter.h"

#include "core/history/budgets/processowner.h"
#include "core/history/ledgerchain.h"
#include "core/history/onlyattempt.h"
#include "core/history/rows.h"

#include <QJsonDocument>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kBegin = "BEGIN IMMEDIATE"_L1;
constexpr auto kCommit = "COMMIT"_L1;
constexpr auto kRollback = "ROLLBACK"_L1;
constexpr auto kHeads = "SELECT (SELECT coalesce(max(seq), 0) FROM run), (SELECT coalesce(max(seq), 0) FROM lane),"
                        " (SELECT hash FROM lane ORDER BY seq DESC LIMIT 1)"_L1;

constexpr auto kInsertRun
    = "INSERT INTO run(seq, id, project, surface, at_us, started_us, recorded_us, duration_us, text_sha)"
      " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO NOTHING"_L1;
constexpr auto kInsertRunLabel
    = "INSERT INTO run_label(run, key_id, purpose, tags, client_format) VALUES(?,?,?,?,?)"_L1;
constexpr auto kInsertRunText = "INSERT INTO run_text(run, prompt, system) VALUES(?,?,?)"_L1;
constexpr auto kInsertLane
    = "INSERT INTO lane(seq, run, idx, provider, model, served_by, served_model, upstream_provider, response_id,"
      " simulated, local, state, finish_reason, native_finish_reason, usage_disagrees, raw_usage,"
      " input, cache_read, cache_write, cache_write_1h, input_audio, input_image, input_video, cache_read_audio,"
      " output, reasoning, citation, output_audio, output_image, web_search,"
      " cost_state, cost_pico, reported_pico, price_revision, cost_note,"
      " dns_us, connect_us, tls_us, first_byte_us, first_token_us, first_text_us, last_token_us, total_us,"
      " error_kind, error_detail, error_http_status, error_code, error_request_id, error_retry_after_ms,"
      " text_sha, hash)"
      " VALUES(?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?, ?,?,?,?,?,?,?,?,"
      " ?,?,?,?,?,?, ?,?)"_L1;
constexpr auto kInsertLaneText
    = "INSERT INTO lane_text(lane, text, reasoning, refusal, tool_calls, sent) VALUES(?,?,?,?,?,?)"_L1;
constexpr auto kInsertRoute = "INSERT INTO lane_route(lane, route) VALUES(?,?)"_L1;
constexpr auto kInsertAttempt
    = "INSERT INTO attempt(lane, idx, endpoint, model, started_us, http_status, request_id, request_sent,"
      " input, cache_read, cache_write, cache_write_1h, input_audio, input_image, input_video, cache_read_audio,"
      " output, reasoning, citation, output_audio, output_image, web_search,"
      " cost_state, cost_pico, reported_pico, price_revision, cost_note,"
      " dns_us, connect_us, tls_us, first_byte_us, first_token_us, first_text_us, last_token_us, total_us,"
      " error_kind, error_detail, error_http_status, error_code, error_request_id, error_retry_after_ms)"
      " VALUES(?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?, ?,?,?,?,?,?,?,?, ?,?,?,?,?,?)"_L1;
constexpr auto kInsertCostLine
    = "INSERT INTO cost_line(lane, attempt, idx, class, units, per_unit_pico, pico) VALUES(?,?,?,?,?,?,?)"_L1;
constexpr auto kInsertEstimate
    = "INSERT INTO estimate(lane, attempt, prompt_tokens, low_pico, high_pico) VALUES(?,?,?,?,?)"_L1;

// A draft that comes after its run is too late.
constexpr auto kSaveDraft = "INSERT INTO journal(run_id, lane, model, prompt, text, reasoning, saved_us, record, owner)"
                            " SELECT ?,?,?,?,?,?,?,?,? WHERE NOT EXISTS (SELECT 1 FROM run WHERE id = ?)"
                            " ON CONFLICT(run_id, lane) DO UPDATE SET model = excluded.model, prompt = excluded.prompt,"
                            " text = excluded.text, reasoning = excluded.reasoning, saved_us = excluded.saved_us,"
                            " record = excluded.record, owner = excluded.owner"_L1;
constexpr auto kDiscardDrafts = "DELETE FROM journal WHERE run_id = ?"_L1;

RowBuilder attemptRow(qint64 lane, int index, const AttemptRecord& attempt)
{
    RowBuilder row;
    row.integer(lane).integer(index).text(attempt.endpoint).text(attempt.model).date(attempt.startedAt);
    row.integer(attempt.httpStatus).text(attempt.requestId).flag(attempt.requestSent);
    row.usage(attempt.usage).cost(attempt.cost).timing(attempt.timing).error(attempt.error);
    return row;
}

std::vector<RowBuilder> costRows(qint64 lane, int attempt, const QList<CostLine>& lines)
{
    std::vector<RowBuilder> rows;
    for (int i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        rows.push_back(RowBuilder()
                .integer(lane)
                .integer(attempt)
                .integer(i)
                .text(line.usageClass)
                .integer(line.units)
                .integer(line.perUnit.pico())
                .integer(line.amount.pico()));
    }
    return rows;
}

std::vector<RowBuilder> attemptCostRows(qint64 seq, int attempt, const LaneRecord& lane)
{
    const QList<CostLine>& lines = lane.attempts[attempt].cost.lines;
    if (!hasFiguresOfLane(lane))
        return costRows(seq, attempt, lines);
    if (lines == lane.cost.lines)
        return {};
    return costRows(seq, attempt, lines.isEmpty() ? QList<CostLine>(1) : lines);
}

/// Nothing where nothing was estimated, which is most often.
std::vector<RowBuilder> estimateRows(qint64 seq, const LaneRecord& lane)
{
    std::vector<RowBuilder> rows;
    const auto add = [&](int attempt, const Cost& cost, std::optional<qint64> promptTokens) {
        if (!cost.low && !promptTokens)
            return;
        RowBuilder row;
        row.integer(seq).integer(attempt).maybe(promptTokens).maybe(cost.low.transform(&Money::pico));
        rows.push_back(row.maybe(cost.high.transform(&Money::pico)));
    };
    add(-1, lane.cost, lane.promptEstimate);
    for (int i = 0; i < lane.attempts.size(); ++i)
        add(i, lane.attempts[i].cost, std::nullopt);
    return rows;
}

/// Nothing for a run without labels: its hash is then as if there were none.
std::optional<RowBuilder> labelRow(qint64 run, const RunRecord& record)
{
    if (record.key.isEmpty() && record.tags.isEmpty() && record.purpose == RunPurpose::Answer
        && record.clientFormat.isEmpty())
        return std::nullopt;
    RowBuilder row;
    row.integer(run).text(record.key).text(runPurposeName(record.purpose)).text(tagsText(record.tags));
    return row;
}

RowBuilder formatColumn(const RunRecord& record)
{
    RowBuilder row;
    record.clientFormat.isEmpty() ? row.null() : row.text(record.clientFormat);
    return row;
}

RowBuilder laneTextRow(const LaneRecord& lane)
{
    return RowBuilder().text(lane.text).text(lane.reasoning).text(lane.refusal).text(toolCallsText(lane.toolCalls));
}

RowBuilder laneRow(qint64 seq, qint64 run, const LaneRecord& lane, const QByteArray& textSha)
{
    RowBuilder row;
    row.integer(seq).integer(run).integer(lane.index).text(lane.model.provider).text(lane.model.model);
    row.text(lane.servedBy).text(lane.servedModel).text(lane.upstreamProvider).text(lane.responseId);
    row.flag(lane.simulated).flag(lane.local).text(laneStateName(lane.state));
    if (lane.finishReason)
        row.text(finishReasonName(*lane.finishReason));
    else
        row.null();
    row.text(lane.nativeFinishReason).flag(lane.usageDisagrees).blob(lane.rawUsage);
    row.usage(lane.usage).cost(lane.cost).timing(lane.timing).error(lane.error).blob(textSha);
    return row;
}

} // namespace

Result<std::unique_ptr<RecordWriter>> RecordWriter::prepare(const Connection& connection)
{
    std::unique_ptr<RecordWriter> writer(new RecordWriter(connection));
    const std::pair<Statement*, QLatin1StringView> statements[]
        = {{&writer->m_begin, kBegin}, {&writer->m_commit, kCommit}, {&writer->m_rollback, kRollback},
            {&writer->m_heads, kHeads}, {&writer->m_insertRun, kInsertRun},
            {&writer->m_insertRunLabel, kInsertRunLabel}, {&writer->m_insertRunText, kInsertRunText},
            {&writer->m_insertLane, kInsertLane}, {&writer->m_insertLaneText, kInsertLaneText},
            {&writer->m_insertRoute, kInsertRoute}, {&writer->m_insertAttempt, kInsertAttempt},
            {&writer->m_insertCostLine, kInsertCostLine}, {&writer->m_insertEstimate, kInsertEstimate},
            {&writer->m_saveDraft, kSaveDraft}, {&writer->m_discardDrafts, kDiscardDrafts}};
    for (const auto& [statement, text] : statements) {
        auto prepared = Statement::prepare(connection, text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    auto spend = SpendWriter::prepare(connection);
    if (!spend)
        return std::unexpected(spend.error());
    writer->m_spend = *std::move(spend);
    auto threads = ThreadWriter::prepare(connection);
    if (!threads)
        return std::unexpected(threads.error());
    writer->m_threads = *std::move(threads);
    auto sent = SentWriter::prepare(connection);
    if (!sent)
        return std::unexpected(sent.error());
    writer->m_sent = *std::move(sent);
    return writer;
}

Result<void> RecordWriter::begin()
{
    m_rollup.clear();
    if (auto done = m_begin.run(m_connection); !done)
        return done;
    const auto heads = m_heads.first(m_connection);
    if (!heads)
        return std::unexpected(heads.error());
    m_lastRun = (*heads)->integerAt(0);
    m_lastLane = (*heads)->integerAt(1);
    m_lastHash = (*heads)->bytesAt(2).toByteArray();
    return {};
}

Result<RecordWriter::Outcome> RecordWriter::append(const RunRecord& record, qint64 recordedAt)
{
    const qint64 seq = m_lastRun + 1;
    const qint64 at = toMicroseconds(record.startedAt).value_or(recordedAt);
    const auto texts = RowBuilder().text(record.prompt).text(record.system);
    RowBuilder row;
    row.integer(seq).text(record.id).text(record.project).text(record.surface).integer(at).date(record.startedAt);
    row.integer(recordedAt).integer(record.duration.count()).blob(textHash(ChainRow::RunText, texts));
    if (auto done = m_insertRun.run(m_connection, row); !done)
        return std::unexpected(done.error());
    if (Statement::changes(m_connection) == 0)
        return Outcome::Duplicate;
    m_lastRun = seq;
    if (auto done = m_insertRunText.run(m_connection, RowBuilder().integer(seq).append(texts)); !done)
        return std::unexpected(done.error());
    const auto label = labelRow(seq, record);
    // The client's format stands with the labels, but is not covered by the hash.
    if (auto done
        = label ? m_insertRunLabel.run(m_connection, RowBuilder(*label).append(formatColumn(record))) : Result<void>();
        !done)
        return std::unexpected(done.error());
    const RunRows rows{.run = std::move(row), .label = label, .at = at};
    const qint64 firstLane = m_lastLane + 1;
    for (const auto& lane : record.lanes) {
        if (auto done = appendLane(record, lane, rows); !done)
            return std::unexpected(done.error());
    }
    if (auto done = appendThread(record, firstLane, at); !done)
        return std::unexpected(done.error());
    return Outcome::Stored;
}

Result<void> RecordWriter::appendThread(const RunRecord& run, qint64 firstLane, qint64 at)
{
    if (run.place.thread.isEmpty())
        return {};
    if (auto done = m_threads->appendPlace(m_lastRun, run.place, at); !done)
        return done;
    for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i) {
        if (auto done = m_threads->appendRequest(firstLane + i, run.place.columnOf(i), run.lanes[i].request); !done)
            return done;
    }
    return {};
}

Result<void> RecordWriter::appendLane(const RunRecord& run, const LaneRecord& lane, const RunRows& rows)
{
    const qint64 seq = m_lastLane + 1;
    const RowBuilder texts = laneTextRow(lane);
    RowBuilder row = laneRow(seq, m_lastRun, lane, textHash(ChainRow::LaneText, texts));
    std::vector<RowBuilder> attempts;
    std::vector<RowBuilder> lines = costRows(seq, -1, lane.cost.lines);
    const std::vector<RowBuilder> estimates = estimateRows(seq, lane);
    for (int i = 0; i < lane.attempts.size(); ++i) {
        attempts.push_back(attemptRow(seq, i, lane.attempts[i]));
        std::ranges::move(attemptCostRows(seq, i, lane), std::back_inserter(lines));
    }
    ChainHash hash(m_lastHash);
    hash.add(ChainRow::Run, rows.run);
    if (rows.label)
        hash.add(ChainRow::RunLabel, *rows.label);
    hash.add(ChainRow::Lane, row);
    for (const auto& attempt : attempts)
        hash.add(ChainRow::Attempt, attempt);
    for (const auto& line : lines)
        hash.add(ChainRow::CostLine, line);
    for (const auto& estimate : estimates)
        hash.add(ChainRow::Estimate, estimate);
    m_lastHash = hash.result();
    row.blob(m_lastHash);
    if (auto done = m_insertLane.run(m_connection, row); !done)
        return done;
    m_lastLane = seq;
    const auto sent = m_sent->append(seq, run, lane);
    if (!sent)
        return std::unexpected(sent.error());
    RowBuilder content;
    content.integer(seq).append(texts);
    if (*sent)
        content.blob(**sent);
    else
        content.null();
    if (auto done = m_insertLaneText.run(m_connection, content); !done)
        return done;
    if (auto done = insertRoute(seq, lane.route); !done)
        return done;
    if (auto done = insertAll(m_insertAttempt, attempts); !done)
        return done;
    if (auto done = insertAll(m_insertCostLine, lines); !done)
        return done;
    if (auto done = insertAll(m_insertEstimate, estimates); !done)
        return done;
    m_rollup.add(run, lane, rows.at);
    return {};
}

Result<void> RecordWriter::insertRoute(qint64 lane, const RouteTrace& route)
{
    if (route.isEmpty())
        return {};
    const QByteArray json = QJsonDocument(toJson(route)).toJson(QJsonDocument::Compact);
    return m_insertRoute.run(m_connection, RowBuilder().integer(lane).text(QString::fromUtf8(json)));
}

Result<void> RecordWriter::insertAll(Statement& statement, const std::vector<RowBuilder>& rows)
{
    for (const auto& row : rows) {
        if (auto done = statement.run(m_connection, row); !done)
            return done;
    }
    return {};
}

Result<void> RecordWriter::saveDraft(const Draft& draft, qint64 savedAt)
{
    RowBuilder row;
    row.text(draft.runId).integer(draft.lane).text(draft.model).text(draft.prompt).text(draft.text);
    row.text(draft.reasoning).integer(savedAt).text(QString::fromUtf8(draft.record)).text(thisProcess());
    row.text(draft.runId);
    return m_saveDraft.run(m_connection, row);
}

Result<void> RecordWriter::discardDrafts(const QString& runId)
{
    return m_discardDrafts.run(m_connection, RowBuilder().text(runId));
}

Result<void> RecordWriter::commit()
{
    if (auto done = m_spend.write(m_connection, m_rollup); !done)
        return done;
    m_rollup.clear();
    return m_commit.run(m_connection);
}

void RecordWriter::rollback()
{
    // SQLite may have rolled back by itself, then this fails and nothing is lost.
    m_spend.forget();
    [[maybe_unused]] const auto done = m_rollback.run(m_connection);
}

} // namespace assay
