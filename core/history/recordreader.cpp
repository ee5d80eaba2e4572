// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/recordreader.h"

#include "core/history/connection.h"
#include "core/history/onlyattempt.h"
#include "core/history/queries/threads.h"
#include "core/history/rows.h"
#include "core/history/sentreader.h"

#include <QJsonDocument>
#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kRun = "SELECT r.seq, r.id, r.project, r.surface, r.started_us, r.duration_us, b.key_id, b.purpose,"
                      " b.tags, b.client_format, t.prompt, t.system FROM run r LEFT JOIN run_label b ON b.run = r.seq"
                      " LEFT JOIN run_text t ON t.run = r.seq WHERE r.id = ?"_L1;
constexpr auto kLanes
    = "SELECT l.idx, l.provider, l.model, l.served_by, l.served_model, l.upstream_provider, l.response_id,"
      " l.simulated, l.local, l.state, l.finish_reason, l.native_finish_reason, l.usage_disagrees, l.raw_usage,"
      " l.input, l.cache_read, l.cache_write, l.cache_write_1h, l.input_audio, l.input_image, l.input_video,"
      " l.cache_read_audio, l.output, l.reasoning, l.citation, l.output_audio, l.output_image, l.web_search,"
      " l.cost_state, l.cost_pico, l.reported_pico, l.price_revision, l.cost_note,"
      " l.dns_us, l.connect_us, l.tls_us, l.first_byte_us, l.first_token_us, l.first_text_us, l.last_token_us,"
      " l.total_us, l.error_kind, l.error_detail, l.error_http_status, l.error_code, l.error_request_id,"
      " l.error_retry_after_ms, t.text, t.reasoning, t.refusal, t.tool_calls, t.sent, w.route, p.of_run, p.of_lane, "
      "l.seq"
      " FROM lane l LEFT JOIN lane_text t ON t.lane = l.seq LEFT JOIN lane_route w ON w.lane = l.seq"
      " LEFT JOIN lane_replay p ON p.lane = l.seq"
      " WHERE l.run = ? ORDER BY l.seq"_L1;
constexpr auto kAttempts
    = "SELECT endpoint, model, started_us, http_status, request_id, request_sent,"
      " input, cache_read, cache_write, cache_write_1h, input_audio, input_image, input_video, cache_read_audio,"
      " output, reasoning, citation, output_audio, output_image, web_search,"
      " cost_state, cost_pico, reported_pico, price_revision, cost_note,"
      " dns_us, connect_us, tls_us, first_byte_us, first_token_us, first_text_us, last_token_us, total_us,"
      " error_kind, error_detail, error_http_status, error_code, error_request_id, error_retry_after_ms"
      " FROM attempt WHERE lane = ? ORDER BY idx"_L1;
constexpr auto kCostLines = "SELECT attempt, class, units, per_unit_pico, pico FROM cost_line"
                            " WHERE lane = ? ORDER BY attempt, idx"_L1;
constexpr auto kEstimates = "SELECT attempt, prompt_tokens, low_pico, high_pico FROM estimate WHERE lane = ?"_L1;

LaneRecord laneOf(const Connection& connection, RowReader& row)
{
    LaneRecord lane;
    lane.index = row.number();
    lane.model.provider = row.text();
    lane.model.model = row.text();
    lane.servedBy = row.text();
    lane.servedModel = row.text();
    lane.upstreamProvider = row.text();
    lane.responseId = row.text();
    lane.simulated = row.flag();
    lane.local = row.flag();
    lane.state = row.laneState();
    lane.finishReason = row.finishReason();
    lane.nativeFinishReason = row.text();
    lane.usageDisagrees = row.flag();
    lane.rawUsage = row.blob();
    lane.usage = row.usage();
    lane.cost = row.cost();
    lane.timing = row.timing();
    lane.error = row.error();
    lane.text = row.text();
    lane.reasoning = row.text();
    lane.refusal = row.text();
    lane.toolCalls = toolCallsFromText(row.text());
    readSent(connection, row.blob(), lane);
    lane.route = routeTraceFromJson(QJsonDocument::fromJson(row.text().toUtf8()).object());
    const QString origin = row.text();
    const int originLane = row.number();
    if (!origin.isEmpty())
        lane.replayOf = LaneOrigin{.run = origin, .lane = originLane};
    return lane;
}

std::unexpected<Error> damaged(const QString& path, const QString& id)
{
    return fail(ErrorKind::Storage, u"The record of run %1 in the history file %2 is damaged."_s.arg(id, path));
}

/// Reads one run with statements prepared once for all its lanes.
class RunReader
{
public:
    explicit RunReader(const Connection& connection)
        : m_connection(connection)
    {
    }
    Result<RunRecord> read(const QString& id);

private:
    Result<void> readLanes(RunRecord& run, qint64 seq);
    Result<void> readAttempts(LaneRecord& lane, qint64 seq, const QString& id);
    Result<void> readCostLines(LaneRecord& lane, qint64 seq, const QString& id);
    Result<void> readEstimates(LaneRecord& lane, qint64 seq, const QString& id);
    Result<void> ended(const QSqlQuery& query) const;

    const Connection& m_connection;
    QSqlQuery m_attempts;
    QSqlQuery m_costLines;
    QSqlQuery m_estimates;
};

Result<void> RunReader::ended(const QSqlQuery& query) const
{
    if (query.lastError().isValid())
        return std::unexpected(m_connection.error(query));
    return {};
}

Result<RunRecord> RunReader::read(const QString& id)
{
    auto runs = m_connection.prepare(kRun);
    auto attempts = m_connection.prepare(kAttempts);
    auto lines = m_connection.prepare(kCostLines);
    auto estimates = m_connection.prepare(kEstimates);
    for (const auto* query : {&runs, &attempts, &lines, &estimates}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    m_attempts = *std::move(attempts);
    m_costLines = *std::move(lines);
    m_estimates = *std::move(estimates);
    if (auto done = m_connection.run(*runs, {id}); !done)
        return std::unexpected(done.error());
    if (!runs->next()) {
        if (auto done = ended(*runs); !done)
            return std::unexpected(done.error());
        return fail(ErrorKind::InvalidRequest, u"There is no run %1 in the history."_s.arg(id));
    }
    RowReader row(*runs);
    const qint64 seq = row.integer();
    RunRecord run;
    run.id = row.text();
    run.project = row.text();
    run.surface = row.text();
    run.startedAt = row.date();
    run.duration = std::chrono::microseconds(row.integer());
    run.key = row.text();
    run.purpose = runPurposeFromName(row.text()).value_or(RunPurpose::Answer); // NULL where there are no labels
    run.tags = tagsFromText(row.text());
    run.clientFormat = row.text();
    run.prompt = row.text();
    run.system = row.text();
    if (auto done = readLanes(run, seq); !done)
        return std::unexpected(done.error());
    if (auto done = readPlace(m_connection, seq, run); !done)
        return std::unexpected(done.error());
    return run;
}

Result<void> RunReader::readLanes(RunRecord& run, qint64 seq)
{
    auto lanes = m_connection.prepare(kLanes);
    if (!lanes)
        return std::unexpected(lanes.error());
    if (auto done = m_connection.run(*lanes, {seq}); !done)
        return done;
    while (lanes->next()) {
        RowReader row(*lanes);
        LaneRecord lane = laneOf(m_connection, row);
        const qint64 laneSeq = row.integer();
        if (row.isDamaged())
            return damaged(m_connection.path(), run.id);
        if (auto done = readAttempts(lane, laneSeq, run.id); !done)
            return done;
        if (auto done = readCostLines(lane, laneSeq, run.id); !done)
            return done;
        if (auto done = readEstimates(lane, laneSeq, run.id); !done)
            return done;
        run.lanes.append(std::move(lane));
    }
    return ended(*lanes);
}

Result<void> RunReader::readAttempts(LaneRecord& lane, qint64 seq, const QString& id)
{
    if (auto done = m_connection.run(m_attempts, {seq}); !done)
        return done;
    while (m_attempts.next()) {
        RowReader row(m_attempts);
        lane.attempts.append(row.attempt());
        if (row.isDamaged())
            return damaged(m_connection.path(), id);
    }
    return ended(m_attempts);
}

Result<void> RunReader::readCostLines(LaneRecord& lane, qint64 seq, const QString& id)
{
    if (auto done = m_connection.run(m_costLines, {seq}); !done)
        return done;
    bool hasOwn = false;
    while (m_costLines.next()) {
        RowReader row(m_costLines);
        const qint64 attempt = row.integer();
        const CostLine line{.usageClass = row.text(),
            .units = row.integer(),
            .perUnit = Money::fromPico(row.integer()),
            .amount = Money::fromPico(row.integer())};
        if (attempt >= lane.attempts.size())
            return damaged(m_connection.path(), id);
        hasOwn |= attempt >= 0;
        if (attempt < 0 || !line.usageClass.isEmpty())
            (attempt < 0 ? lane.cost : lane.attempts[attempt].cost).lines.append(line);
    }
    if (!hasOwn && hasFiguresOfLane(lane))
        lane.attempts.first().cost.lines = lane.cost.lines;
    return ended(m_costLines);
}

Result<void> RunReader::readEstimates(LaneRecord& lane, qint64 seq, const QString& id)
{
    if (auto done = m_connection.run(m_estimates, {seq}); !done)
        return done;
    while (m_estimates.next()) {
        RowReader row(m_estimates);
        const qint64 attempt = row.integer();
        if (attempt >= lane.attempts.size())
            return damaged(m_connection.path(), id);
        const auto tokens = row.maybe();
        if (attempt < 0)
            lane.promptEstimate = tokens;
        Cost& cost = attempt < 0 ? lane.cost : lane.attempts[attempt].cost;
        cost.low = row.maybe().transform(&Money::fromPico);
        cost.high = row.maybe().transform(&Money::fromPico);
    }
    return ended(m_estimates);
}

} // namespace

Result<RunRecord> readRun(const Connection& connection, const QString& id)
{
    return RunReader(connection).read(id);
}

} // namespace assay
