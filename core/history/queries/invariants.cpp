// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/invariants.h"

#include "core/history/budgets/budgetqueries.h"
#include "core/history/connection.h"

#include <QSqlError>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Invariant {
    QLatin1StringView sentence; ///< what is wrong with the row that was found
    QLatin1StringView query; ///< run id and lane index of rows that break it
};

// Sums of amounts are taken in two parts, because one could leave 64 bits, which SQLite makes an error: amounts are
// equal when high + low / 10^6 and low % 10^6 are.
#define ASSAY_SAME_SUM(HIGH, LOW, AMOUNT)                                                                              \
    "(" HIGH ") + (" LOW ") / 1000000 = (" AMOUNT ") / 1000000 AND (" LOW ") % 1000000 = (" AMOUNT ") % 1000000"

constexpr std::array kInvariants = {
    Invariant{"The lane's state is none that a lane ends in."_L1,
        "SELECT r.id, l.idx FROM lane l JOIN run r ON r.seq = l.run WHERE l.state NOT IN"
        " ('complete', 'truncated', 'refused', 'failed', 'cancelled', 'indeterminate') LIMIT 1"_L1},
    Invariant{"The lane's cost is known although its state says it is not, or the other way round."_L1,
        "SELECT r.id, l.idx FROM lane l JOIN run r ON r.seq = l.run"
        " WHERE (l.cost_state = 'unknown') <> (l.cost_pico IS NULL)"
        " OR (l.cost_state = 'reported' AND l.reported_pico IS NULL) LIMIT 1"_L1},
    Invariant{"An attempt's cost is known although its state says it is not, or the other way round."_L1,
        "SELECT r.id, l.idx FROM attempt a JOIN lane l ON l.seq = a.lane JOIN run r ON r.seq = l.run"
        " WHERE (a.cost_state = 'unknown') <> (a.cost_pico IS NULL)"
        " OR (a.cost_state = 'reported' AND a.reported_pico IS NULL) LIMIT 1"_L1},
    Invariant{"The lane's cost is not the sum of its attempts."_L1,
        "SELECT r.id, l.idx FROM (SELECT lane, count(*) AS n, count(cost_pico) AS known,"
        " sum(cost_pico / 1000000) AS high, sum(cost_pico % 1000000) AS low FROM attempt GROUP BY lane) s"
        " JOIN lane l ON l.seq = s.lane JOIN run r ON r.seq = l.run"
        " WHERE (s.known < s.n AND l.cost_pico IS NOT NULL)"
        " OR (s.known = s.n AND l.cost_pico IS NULL AND l.cost_note NOT LIKE '%overflow%')"
        " OR (s.known = s.n AND l.cost_pico IS NOT NULL AND NOT (" //
        ASSAY_SAME_SUM("s.high", "s.low", "l.cost_pico") ")) LIMIT 1"_L1},
    Invariant{"A cost line is not its units times its rate."_L1,
        "SELECT r.id, l.idx FROM cost_line c JOIN lane l ON l.seq = c.lane JOIN run r ON r.seq = l.run"
        " WHERE c.pico <> c.units * c.per_unit_pico LIMIT 1"_L1},
    Invariant{"The cost lines of an attempt do not sum to its cost."_L1,
        "SELECT r.id, l.idx FROM (SELECT a.lane AS lane, a.cost_pico AS amount,"
        " coalesce(sum(c.pico / 1000000), 0) AS high, coalesce(sum(c.pico % 1000000), 0) AS low FROM attempt a"
        " LEFT JOIN cost_line c ON c.lane = a.lane AND c.attempt = CASE WHEN EXISTS"
        " (SELECT 1 FROM cost_line o WHERE o.lane = a.lane AND o.attempt = a.idx)"
        " OR (SELECT count(*) FROM attempt o WHERE o.lane = a.lane) > 1 THEN a.idx ELSE -1 END"
        " WHERE a.cost_state IN ('computed', 'estimated') GROUP BY a.lane, a.idx) s"
        " JOIN lane l ON l.seq = s.lane JOIN run r ON r.seq = l.run WHERE NOT (" //
        ASSAY_SAME_SUM("s.high", "s.low", "s.amount") ") LIMIT 1"_L1},
    Invariant{"The cost lines of the lane do not sum to its cost."_L1,
        "SELECT r.id, s.idx FROM (SELECT l.seq AS lane, l.run AS run, l.idx AS idx, l.cost_pico AS amount,"
        " coalesce(sum(c.pico / 1000000), 0) AS high, coalesce(sum(c.pico % 1000000), 0) AS low FROM lane l"
        " LEFT JOIN cost_line c ON c.lane = l.seq AND c.attempt = -1"
        " WHERE l.cost_state IN ('computed', 'estimated') AND NOT EXISTS"
        " (SELECT 1 FROM attempt a WHERE a.lane = l.seq AND a.cost_state = 'reported') GROUP BY l.seq) s"
        " JOIN run r ON r.seq = s.run WHERE NOT (" //
        ASSAY_SAME_SUM("s.high", "s.low", "s.amount") ") LIMIT 1"_L1},
    Invariant{"A cost line or an estimate belongs to no attempt."_L1,
        "SELECT r.id, l.idx FROM (SELECT lane, attempt FROM cost_line UNION ALL SELECT lane, attempt FROM estimate) c"
        " JOIN lane l ON l.seq = c.lane JOIN run r ON r.seq = l.run WHERE c.attempt >= 0"
        " AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.lane = c.lane AND a.idx = c.attempt) LIMIT 1"_L1},
    Invariant{"An estimated cost lies outside its interval."_L1,
        "SELECT r.id, l.idx FROM estimate e JOIN lane l ON l.seq = e.lane JOIN run r ON r.seq = l.run"
        " LEFT JOIN attempt a ON a.lane = e.lane AND a.idx = e.attempt"
        " WHERE (e.low_pico IS NULL) <> (e.high_pico IS NULL) OR (e.low_pico IS NOT NULL AND NOT coalesce("
        " CASE e.attempt WHEN -1 THEN l.cost_pico ELSE a.cost_pico END BETWEEN e.low_pico AND e.high_pico, 0))"
        " LIMIT 1"_L1},
    Invariant{"A lane belongs to no run."_L1,
        "SELECT '', l.idx FROM lane l WHERE NOT EXISTS (SELECT 1 FROM run r WHERE r.seq = l.run) LIMIT 1"_L1},
    Invariant{"An attempt belongs to no lane."_L1,
        "SELECT '', 0 FROM attempt a WHERE NOT EXISTS (SELECT 1 FROM lane l WHERE l.seq = a.lane) LIMIT 1"_L1},
    Invariant{"A cost line belongs to no lane."_L1,
        "SELECT '', 0 FROM cost_line c WHERE NOT EXISTS (SELECT 1 FROM lane l WHERE l.seq = c.lane) LIMIT 1"_L1},
    Invariant{"A reservation was settled more than once."_L1,
        "SELECT run_id, lane FROM reservation WHERE state = 'settled' GROUP BY run_id, lane HAVING count(*) > 1"
        " LIMIT 1"_L1},
    Invariant{"A reservation was settled without its run."_L1,
        "SELECT run_id, lane FROM reservation v WHERE state = 'settled'"
        " AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = v.run_id) LIMIT 1"_L1},
    Invariant{"A reservation is open although its run was recorded."_L1,
        "SELECT v.run_id, v.lane FROM reservation v JOIN run r ON r.id = v.run_id WHERE v.state = 'open' LIMIT 1"_L1},
    Invariant{"A draft is left of a run that was recorded."_L1,
        "SELECT j.run_id, j.lane FROM journal j JOIN run r ON r.id = j.run_id LIMIT 1"_L1},
};

#undef ASSAY_SAME_SUM

} // namespace

Result<std::optional<LedgerBreak>> findBrokenInvariant(const Connection& connection)
{
    for (const auto& invariant : kInvariants) {
        auto query = connection.prepare(invariant.query);
        if (!query)
            return std::unexpected(query.error());
        if (auto done = connection.run(*query, {}); !done)
            return std::unexpected(done.error());
        if (query->next())
            return LedgerBreak{query->value(0).toString(), query->value(1).toInt(), QString(invariant.sentence)};
        if (query->lastError().isValid())
            return std::unexpected(connection.error(*query));
    }
    return findBudgetDifference(connection);
}

} // namespace assay
