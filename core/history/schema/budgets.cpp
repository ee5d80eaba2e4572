// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/budgets.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kStatements = {
    R"(CREATE TABLE budget(
        id TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
        scope TEXT NOT NULL CHECK (scope IN ('global', 'provider', 'project', 'key', 'run')),
        subject TEXT NOT NULL,
        period TEXT NOT NULL CHECK (period IN ('day', 'week', 'month', 'lifetime')),
        amount_pico INTEGER NOT NULL CHECK (typeof(amount_pico) = 'integer' AND amount_pico >= 0),
        mode TEXT NOT NULL CHECK (mode IN ('stop', 'alert')),
        thresholds TEXT NOT NULL,
        allow_unpriced INTEGER NOT NULL CHECK (allow_unpriced IN (0, 1)),
        set_us INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID)"_L1,

    // What a budget's calls of one period cost, kept in the transaction of each run. A period without a row was not
    // asked about yet: its sum is made from the lanes when it is. Open ends are the smallest and the largest integer.
    R"(CREATE TABLE budget_spend(
        budget TEXT NOT NULL REFERENCES budget(id) ON DELETE CASCADE,
        from_us INTEGER NOT NULL,
        to_us INTEGER NOT NULL CHECK (to_us > from_us),
        simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
        pico INTEGER NOT NULL CHECK (typeof(pico) = 'integer'),
        calls INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        PRIMARY KEY (budget, from_us, simulated)
    ) STRICT, WITHOUT ROWID)"_L1,

    // Thresholds that were told, once a period. from_us of a run's own budget: when the run began.
    R"(CREATE TABLE budget_alert(
        budget TEXT NOT NULL REFERENCES budget(id) ON DELETE CASCADE,
        from_us INTEGER NOT NULL,
        simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
        threshold INTEGER NOT NULL,
        spent_pico INTEGER NOT NULL CHECK (typeof(spent_pico) = 'integer'),
        told_us INTEGER NOT NULL,
        PRIMARY KEY (budget, from_us, simulated, threshold)
    ) STRICT, WITHOUT ROWID)"_L1,

    // The worst case of a lane that was let through. It is closed exactly once: settled with its run, released, or
    // expired because the process that made it is gone or its time is over.
    R"(CREATE TABLE reservation(
        seq INTEGER PRIMARY KEY NOT NULL,
        run_id TEXT NOT NULL CHECK (length(run_id) > 0),
        lane INTEGER NOT NULL,
        providers TEXT NOT NULL,
        project TEXT NOT NULL,
        key_id TEXT NOT NULL,
        simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
        pico INTEGER CHECK (pico >= 0 AND typeof(pico) IN ('integer', 'null')),
        owner TEXT NOT NULL,
        made_us INTEGER NOT NULL,
        until_us INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'released', 'expired')),
        closed_us INTEGER,
        CHECK ((state = 'open') = (closed_us IS NULL))
    ) STRICT)"_L1,
    "CREATE UNIQUE INDEX reservation_of ON reservation(run_id, lane) WHERE state = 'open'"_L1,
    "CREATE INDEX reservation_open ON reservation(simulated, project, key_id, providers, pico) WHERE state = 'open'"_L1,
    "CREATE INDEX reservation_owner ON reservation(owner, until_us) WHERE state = 'open'"_L1,
    "CREATE TRIGGER reservation_closed BEFORE UPDATE ON reservation WHEN OLD.state <> 'open'"
    " BEGIN SELECT RAISE(ABORT, 'a reservation is closed once'); END"_L1,
    "CREATE TRIGGER reservation_keep BEFORE DELETE ON reservation"
    " BEGIN SELECT RAISE(ABORT, 'reservations are kept'); END"_L1,

    // What we counted ourselves: prompt tokens before sending, and the interval of a cost that is an estimate.
    // attempt -1: the lane. Only where there is something to say.
    R"(CREATE TABLE estimate(
        lane INTEGER NOT NULL REFERENCES lane(seq),
        attempt INTEGER NOT NULL,
        prompt_tokens INTEGER,
        low_pico INTEGER CHECK (typeof(low_pico) IN ('integer', 'null')),
        high_pico INTEGER CHECK (typeof(high_pico) IN ('integer', 'null')),
        PRIMARY KEY (lane, attempt)
    ) STRICT, WITHOUT ROWID)"_L1,
    "CREATE TRIGGER estimate_keep BEFORE DELETE ON estimate"
    " BEGIN SELECT RAISE(ABORT, 'estimate is append-only'); END"_L1,
    "CREATE TRIGGER estimate_fix BEFORE UPDATE ON estimate"
    " BEGIN SELECT RAISE(ABORT, 'estimate is append-only'); END"_L1,
    // A model's past answers, for the next estimate.
    "CREATE INDEX lane_model ON lane(provider, model)"_L1,
};

} // namespace

std::span<const QLatin1StringView> budgetStatements()
{
    return kStatements;
}

} // namespace assay
