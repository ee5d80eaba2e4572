// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/runlist.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kRun = "SELECT r.seq, r.id, r.at_us, r.surface, r.project, substr(coalesce(t.prompt, ''), 1, 200)"
                      " FROM run r LEFT JOIN run_text t ON t.run = r.seq WHERE r.seq = ?"_L1;
constexpr auto kMarks
    = "SELECT (SELECT starred FROM run_mark WHERE run = r.seq), (SELECT note FROM run_mark WHERE run = r.seq),"
      " (SELECT reason FROM run_gone WHERE run = r.seq),"
      " (SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM run_tag WHERE run = r.seq ORDER BY tag)),"
      " (SELECT count(*) FROM vote v WHERE (v.first_run = r.id OR v.second_run = r.id)"
      " AND NOT EXISTS (SELECT 1 FROM vote_withdrawn w WHERE w.vote = v.seq)) FROM run r WHERE r.seq = ?"_L1;
constexpr auto kSeqOf = "SELECT seq FROM run WHERE id = ?"_L1;
constexpr auto kNewest
    = "SELECT r.seq, r.id, r.at_us, r.surface, r.project, substr(coalesce(t.prompt, ''), 1, 200)"
      " FROM run r LEFT JOIN run_text t ON t.run = r.seq WHERE r.id < ? ORDER BY r.id DESC LIMIT ?"_L1;
constexpr auto kLanes = "SELECT provider, model, simulated, local, state, cost_pico FROM lane"
                        " WHERE run = ? ORDER BY seq"_L1;
constexpr auto kLast = "SELECT id FROM run ORDER BY id DESC LIMIT 1"_L1;
constexpr auto kCountPrefix = "SELECT count(*), min(id) FROM run WHERE id >= ? AND id < ?"_L1;

// Sorts after every id: ids are ASCII, and this is the last character of the basic plane.
QString afterAll(const QString& prefix)
{
    return prefix + QChar(0xffff);
}

Result<void> addLanes(const Connection& connection, QSqlQuery& lanes, qint64 seq, RunSummary& run)
{
    if (auto done = connection.run(lanes, {seq}); !done)
        return done;
    run.simulated = true;
    while (lanes.next()) {
        RowReader row(lanes);
        const ModelRef model{.provider = row.text(), .model = row.text()};
        run.models.append(model.toString());
        const bool simulated = row.flag();
        const bool local = row.flag();
        run.states.append(row.laneState());
        const auto pico = row.maybe();
        if (simulated)
            continue;
        run.simulated = false;
        if (!pico) {
            run.unpricedLanes += local ? 0 : 1;
            continue;
        }
        const auto sum = run.realCost.value_or(Money()).plus(Money::fromPico(*pico));
        if (sum)
            run.realCost = sum;
        else
            ++run.unpricedLanes; // a sum beyond the range cannot be shown
    }
    run.simulated = run.simulated && !run.states.isEmpty();
    if (lanes.lastError().isValid())
        return std::unexpected(connection.error(lanes));
    return {};
}

RunMarks marksOf(RowReader& row)
{
    RunMarks marks;
    marks.starred = row.flag();
    marks.note = row.text();
    marks.gone = row.text();
    marks.tags = row.text().split(u'\n', Qt::SkipEmptyParts);
    marks.votes = row.number();
    return marks;
}

} // namespace

Result<SummaryReader> SummaryReader::prepare(const Connection& connection)
{
    SummaryReader reader(connection);
    for (const auto& [query, text] :
        {std::pair(&reader.m_run, kRun), std::pair(&reader.m_lanes, kLanes), std::pair(&reader.m_marks, kMarks)}) {
        auto prepared = connection.prepare(text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *query = *std::move(prepared);
    }
    return reader;
}

Result<std::optional<FoundRun>> SummaryReader::read(qint64 seq)
{
    if (auto done = m_connection.run(m_run, {seq}); !done)
        return std::unexpected(done.error());
    if (!m_run.next())
        return std::nullopt;
    RowReader row(m_run);
    FoundRun found;
    found.seq = row.integer();
    found.run.id = row.text();
    found.run.startedAt = row.date();
    found.run.surface = row.text();
    found.run.project = row.text();
    found.run.prompt = row.text();
    m_run.finish();
    if (auto done = addLanes(m_connection, m_lanes, seq, found.run); !done)
        return std::unexpected(done.error());
    if (auto done = m_connection.run(m_marks, {seq}); !done)
        return std::unexpected(done.error());
    if (m_marks.next()) {
        RowReader marks(m_marks);
        found.marks = marksOf(marks);
    }
    m_marks.finish();
    return found;
}

Result<RunMarks> readMarks(const Connection& connection, const QString& runId)
{
    auto seq = connection.prepare(kSeqOf);
    auto marks = connection.prepare(kMarks);
    for (const auto* query : {&seq, &marks}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    if (auto done = connection.run(*seq, {runId}); !done)
        return std::unexpected(done.error());
    if (!seq->next())
        return fail(ErrorKind::InvalidRequest, u"There is no run %1 in the history."_s.arg(runId));
    if (auto done = connection.run(*marks, {seq->value(0)}); !done)
        return std::unexpected(done.error());
    if (!marks->next())
        return RunMarks();
    RowReader row(*marks);
    return marksOf(row);
}

Result<QList<RunSummary>> newestRuns(const Connection& connection, int limit, const QString& beforeId)
{
    auto runs = connection.prepare(kNewest);
    auto lanes = connection.prepare(kLanes);
    for (const auto* query : {&runs, &lanes}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    const QString before = beforeId.isEmpty() ? afterAll({}) : beforeId;
    if (auto done = connection.run(*runs, {before, limit}); !done)
        return std::unexpected(done.error());
    QList<RunSummary> page;
    while (runs->next()) {
        RowReader row(*runs);
        const qint64 seq = row.integer();
        RunSummary run;
        run.id = row.text();
        run.startedAt = row.date();
        run.surface = row.text();
        run.project = row.text();
        run.prompt = row.text();
        if (auto done = addLanes(connection, *lanes, seq, run); !done)
            return std::unexpected(done.error());
        page.append(std::move(run));
    }
    if (runs->lastError().isValid())
        return std::unexpected(connection.error(*runs));
    return page;
}

Result<QString> resolveRunId(const Connection& connection, const QString& prefix)
{
    if (prefix == "last"_L1) {
        const auto last = connection.value(kLast);
        if (!last)
            return std::unexpected(last.error());
        if (!last->isValid())
            return fail(ErrorKind::InvalidRequest, u"The history is empty."_s);
        return last->toString();
    }
    if (prefix.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"No run was named."_s);
    auto query = connection.prepare(kCountPrefix);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {prefix, afterAll(prefix)}); !done)
        return std::unexpected(done.error());
    if (!query->next())
        return std::unexpected(connection.error(*query));
    const qint64 count = query->value(0).toLongLong();
    if (count == 0)
        return fail(ErrorKind::InvalidRequest, u"No run begins with '%1'."_s.arg(prefix));
    // An exact id is meant even if it begins another one.
    if (count > 1 && query->value(1).toString() != prefix) {
        return fail(ErrorKind::InvalidRequest,
            u"%1 runs begin with '%2'; give more characters of the id."_s.arg(count).arg(prefix));
    }
    return query->value(1).toString();
}

} // namespace assay
