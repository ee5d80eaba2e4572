// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/runlist.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

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

} // namespace

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
