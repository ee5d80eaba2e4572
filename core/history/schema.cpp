// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema.h"

#include "core/history/schema/budgets.h"
#include "core/history/schema/checks.h"
#include "core/history/schema/clientformat.h"
#include "core/history/schema/imports.h"
#include "core/history/schema/marks.h"
#include "core/history/schema/replays.h"
#include "core/history/schema/routes.h"
#include "core/history/schema/spendslots.h"
#include "core/history/schema/threads.h"
#include "core/history/schema/virtualkeys.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Rules of every table: STRICT, no REAL column, amounts are whole pico-dollars, times whole microseconds (UTC for
// dates), NULL is unknown. What people wrote and models answered stands apart (run_text, lane_text), so that it can be
// deleted while the money stays. docs/data-dictionary.md describes each column.
constexpr std::array kVersion1 = {
    R"(CREATE TABLE meta(
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID)"_L1,

    R"(CREATE TABLE run(
        seq INTEGER PRIMARY KEY NOT NULL,
        id TEXT NOT NULL UNIQUE CHECK (length(id) > 0),
        project TEXT NOT NULL,
        surface TEXT NOT NULL,
        at_us INTEGER NOT NULL,
        started_us INTEGER,
        recorded_us INTEGER NOT NULL,
        duration_us INTEGER NOT NULL,
        text_sha BLOB NOT NULL CHECK (length(text_sha) = 32)
    ) STRICT)"_L1,
    "CREATE INDEX run_at ON run(at_us)"_L1,

    R"(CREATE TABLE run_text(
        run INTEGER PRIMARY KEY NOT NULL REFERENCES run(seq),
        prompt TEXT NOT NULL,
        system TEXT NOT NULL
    ) STRICT)"_L1,

    R"(CREATE TABLE lane(
        seq INTEGER PRIMARY KEY NOT NULL,
        run INTEGER NOT NULL REFERENCES run(seq),
        idx INTEGER NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        served_by TEXT NOT NULL,
        served_model TEXT NOT NULL,
        upstream_provider TEXT NOT NULL,
        response_id TEXT NOT NULL,
        simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
        local INTEGER NOT NULL CHECK (local IN (0, 1)),
        state TEXT NOT NULL,
        finish_reason TEXT,
        native_finish_reason TEXT NOT NULL,
        usage_disagrees INTEGER NOT NULL CHECK (usage_disagrees IN (0, 1)),
        raw_usage BLOB NOT NULL,
        input INTEGER, cache_read INTEGER, cache_write INTEGER, cache_write_1h INTEGER, input_audio INTEGER,
        input_image INTEGER, input_video INTEGER, cache_read_audio INTEGER, output INTEGER, reasoning INTEGER,
        citation INTEGER, output_audio INTEGER, output_image INTEGER, web_search INTEGER,
        cost_state TEXT NOT NULL CHECK (cost_state IN ('reported', 'computed', 'estimated', 'unknown')),
        cost_pico INTEGER CHECK (typeof(cost_pico) IN ('integer', 'null')),
        reported_pico INTEGER CHECK (typeof(reported_pico) IN ('integer', 'null')),
        price_revision TEXT NOT NULL,
        cost_note TEXT NOT NULL,
        dns_us INTEGER, connect_us INTEGER, tls_us INTEGER, first_byte_us INTEGER, first_token_us INTEGER,
        first_text_us INTEGER, last_token_us INTEGER, total_us INTEGER,
        error_kind TEXT, error_detail TEXT, error_http_status INTEGER, error_code TEXT, error_request_id TEXT,
        error_retry_after_ms INTEGER,
        text_sha BLOB NOT NULL CHECK (length(text_sha) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        UNIQUE (run, idx)
    ) STRICT)"_L1,

    R"(CREATE TABLE lane_text(
        lane INTEGER PRIMARY KEY NOT NULL REFERENCES lane(seq),
        text TEXT NOT NULL,
        reasoning TEXT NOT NULL,
        refusal TEXT NOT NULL,
        tool_calls TEXT NOT NULL
    ) STRICT)"_L1,

    R"(CREATE TABLE attempt(
        lane INTEGER NOT NULL REFERENCES lane(seq),
        idx INTEGER NOT NULL,
        endpoint TEXT NOT NULL,
        model TEXT NOT NULL,
        started_us INTEGER,
        http_status INTEGER NOT NULL,
        request_id TEXT NOT NULL,
        request_sent INTEGER NOT NULL CHECK (request_sent IN (0, 1)),
        input INTEGER, cache_read INTEGER, cache_write INTEGER, cache_write_1h INTEGER, input_audio INTEGER,
        input_image INTEGER, input_video INTEGER, cache_read_audio INTEGER, output INTEGER, reasoning INTEGER,
        citation INTEGER, output_audio INTEGER, output_image INTEGER, web_search INTEGER,
        cost_state TEXT NOT NULL CHECK (cost_state IN ('reported', 'computed', 'estimated', 'unknown')),
        cost_pico INTEGER CHECK (typeof(cost_pico) IN ('integer', 'null')),
        reported_pico INTEGER CHECK (typeof(reported_pico) IN ('integer', 'null')),
        price_revision TEXT NOT NULL,
        cost_note TEXT NOT NULL,
        dns_us INTEGER, connect_us INTEGER, tls_us INTEGER, first_byte_us INTEGER, first_token_us INTEGER,
        first_text_us INTEGER, last_token_us INTEGER, total_us INTEGER,
        error_kind TEXT, error_detail TEXT, error_http_status INTEGER, error_code TEXT, error_request_id TEXT,
        error_retry_after_ms INTEGER,
        PRIMARY KEY (lane, idx)
    ) STRICT, WITHOUT ROWID)"_L1,

    // attempt -1: the lane's own cost, which is the sum of its attempts.
    R"(CREATE TABLE cost_line(
        lane INTEGER NOT NULL REFERENCES lane(seq),
        attempt INTEGER NOT NULL,
        idx INTEGER NOT NULL,
        class TEXT NOT NULL,
        units INTEGER NOT NULL,
        per_unit_pico INTEGER NOT NULL CHECK (typeof(per_unit_pico) = 'integer'),
        pico INTEGER NOT NULL CHECK (typeof(pico) = 'integer'),
        PRIMARY KEY (lane, attempt, idx)
    ) STRICT, WITHOUT ROWID)"_L1,

    // The roll-up that spend is read from. day: whole days since 1970-01-01 UTC.
    R"(CREATE TABLE spend_day(
        day INTEGER NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        surface TEXT NOT NULL,
        project TEXT NOT NULL,
        simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
        calls INTEGER NOT NULL,
        complete INTEGER NOT NULL,
        truncated INTEGER NOT NULL,
        refused INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        cancelled INTEGER NOT NULL,
        indeterminate INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        unmeasured INTEGER NOT NULL,
        pico INTEGER NOT NULL CHECK (typeof(pico) = 'integer'),
        input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
        cache_write_1h INTEGER NOT NULL, input_audio INTEGER NOT NULL, input_image INTEGER NOT NULL,
        input_video INTEGER NOT NULL, cache_read_audio INTEGER NOT NULL, output INTEGER NOT NULL,
        reasoning INTEGER NOT NULL, citation INTEGER NOT NULL, output_audio INTEGER NOT NULL,
        output_image INTEGER NOT NULL, web_search INTEGER NOT NULL,
        PRIMARY KEY (day, provider, model, surface, project, simulated)
    ) STRICT, WITHOUT ROWID)"_L1,

    // What a lane had said so far when it was last written down; removed when its run is appended.
    R"(CREATE TABLE journal(
        run_id TEXT NOT NULL,
        lane INTEGER NOT NULL,
        model TEXT NOT NULL,
        prompt TEXT NOT NULL,
        text TEXT NOT NULL,
        reasoning TEXT NOT NULL,
        saved_us INTEGER NOT NULL,
        PRIMARY KEY (run_id, lane)
    ) STRICT, WITHOUT ROWID)"_L1,

    // One document a run. The index reads its text through the view, so that no text is stored twice.
    R"(CREATE VIEW search_source(rowid, prompt, answers) AS
        SELECT r.run, r.prompt, coalesce((SELECT group_concat(t.text, char(10)) FROM
            (SELECT lt.text FROM lane l JOIN lane_text lt ON lt.lane = l.seq WHERE l.run = r.run ORDER BY l.idx) t), '')
        FROM run_text r)"_L1,
    R"(CREATE VIRTUAL TABLE search USING fts5(prompt, answers, content='search_source', content_rowid='rowid',
        tokenize='unicode61 remove_diacritics 2'))"_L1,
    // The last run the index holds; the writer feeds it in batches.
    "CREATE TABLE search_state(id INTEGER PRIMARY KEY CHECK (id = 1), run INTEGER NOT NULL) STRICT"_L1,
    "INSERT INTO search_state(id, run) VALUES(1, 0)"_L1,

    // The ledger is append-only.
    "CREATE TRIGGER run_keep BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'run is append-only'); END"_L1,
    "CREATE TRIGGER run_fix BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'run is append-only'); END"_L1,
    "CREATE TRIGGER lane_keep BEFORE DELETE ON lane BEGIN SELECT RAISE(ABORT, 'lane is append-only'); END"_L1,
    "CREATE TRIGGER lane_fix BEFORE UPDATE ON lane BEGIN SELECT RAISE(ABORT, 'lane is append-only'); END"_L1,
    "CREATE TRIGGER attempt_keep BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END"_L1,
    "CREATE TRIGGER attempt_fix BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END"_L1,
    "CREATE TRIGGER cost_line_keep BEFORE DELETE ON cost_line BEGIN SELECT RAISE(ABORT, 'cost_line is append-only'); END"_L1,
    "CREATE TRIGGER cost_line_fix BEFORE UPDATE ON cost_line BEGIN SELECT RAISE(ABORT, 'cost_line is append-only'); END"_L1,
};

} // namespace

std::span<const Migration> ledgerMigrations()
{
    static const std::array kMigrations = {
        Migration{.version = 1, .statements = kVersion1},
        Migration{.version = 2, .statements = spendSlotStatements(), .sumsAnew = true},
        Migration{.version = 3, .statements = budgetStatements()},
        Migration{.version = 4, .statements = importStatements()},
        Migration{.version = 5, .statements = virtualKeyStatements()},
        Migration{.version = 6, .statements = threadStatements()},
        Migration{.version = 7, .statements = routeStatements()},
        Migration{.version = 8, .statements = markStatements()},
        Migration{.version = 9, .statements = replayStatements()},
        Migration{.version = 10, .statements = clientFormatStatements()},
        Migration{.version = 11, .statements = checkStatements()},
    };
    return kMigrations;
}

int ledgerVersion()
{
    return ledgerMigrations().back().version;
}

} // namespace assay
