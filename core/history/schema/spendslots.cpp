// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/spendslots.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// The same in three tables: what a roll-up counts (SpendMeasure, then one column for each usage class).
#define ASSAY_SPEND_MEASURES                                                                                           \
    " calls INTEGER NOT NULL, complete INTEGER NOT NULL, truncated INTEGER NOT NULL, refused INTEGER NOT NULL,"        \
    " failed INTEGER NOT NULL, cancelled INTEGER NOT NULL, indeterminate INTEGER NOT NULL, unpriced INTEGER NOT NULL," \
    " unmeasured INTEGER NOT NULL, reported INTEGER NOT NULL, computed INTEGER NOT NULL, estimated INTEGER NOT NULL,"  \
    " attempts INTEGER NOT NULL, unsaved INTEGER NOT NULL,"                                                            \
    " pico INTEGER NOT NULL CHECK (typeof(pico) = 'integer'),"                                                         \
    " retry_pico INTEGER NOT NULL CHECK (typeof(retry_pico) = 'integer'),"                                             \
    " saved_pico INTEGER NOT NULL CHECK (typeof(saved_pico) = 'integer'),"                                             \
    " input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,"                              \
    " cache_write_1h INTEGER NOT NULL, input_audio INTEGER NOT NULL, input_image INTEGER NOT NULL,"                    \
    " input_video INTEGER NOT NULL, cache_read_audio INTEGER NOT NULL, output INTEGER NOT NULL,"                       \
    " reasoning INTEGER NOT NULL, citation INTEGER NOT NULL, output_audio INTEGER NOT NULL,"                           \
    " output_image INTEGER NOT NULL, web_search INTEGER NOT NULL,"

constexpr std::array kStatements = {
    // A run without labels (no key, no tags, an answer) has no row, and its hash is what it was in version 1.
    R"(CREATE TABLE run_label(
        run INTEGER PRIMARY KEY NOT NULL REFERENCES run(seq),
        key_id TEXT NOT NULL,
        purpose TEXT NOT NULL CHECK (purpose IN ('answer', 'judge', 'title', 'test')),
        tags TEXT NOT NULL
    ) STRICT)"_L1,
    "CREATE TRIGGER run_label_keep BEFORE DELETE ON run_label"
    " BEGIN SELECT RAISE(ABORT, 'run_label is append-only'); END"_L1,
    "CREATE TRIGGER run_label_fix BEFORE UPDATE ON run_label"
    " BEGIN SELECT RAISE(ABORT, 'run_label is append-only'); END"_L1,

    "DROP TABLE spend_day"_L1,
    // Each combination that ever cost something, once: the roll-ups name it by its number.
    R"(CREATE TABLE spend_group(
        id INTEGER PRIMARY KEY NOT NULL,
        provider TEXT NOT NULL,
        upstream TEXT NOT NULL,
        model TEXT NOT NULL,
        surface TEXT NOT NULL,
        project TEXT NOT NULL,
        key_id TEXT NOT NULL,
        purpose TEXT NOT NULL,
        simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
        UNIQUE (provider, upstream, model, surface, project, key_id, purpose, simulated)
    ) STRICT)"_L1,
    // day: whole days since 1970-01-01 UTC.
    "CREATE TABLE spend_day(day INTEGER NOT NULL, grp INTEGER NOT NULL REFERENCES spend_group(id)," //
    ASSAY_SPEND_MEASURES " PRIMARY KEY (day, grp)) STRICT, WITHOUT ROWID"_L1,
    // slot: whole quarters of an hour since 1970-01-01 UTC. Every time zone of today is a multiple of it.
    "CREATE TABLE spend_slot(slot INTEGER NOT NULL, grp INTEGER NOT NULL REFERENCES spend_group(id)," //
    ASSAY_SPEND_MEASURES " PRIMARY KEY (slot, grp)) STRICT, WITHOUT ROWID"_L1,
    // A run with two tags is in two rows: tags overlap, so they are never summed over each other.
    "CREATE TABLE spend_tag(slot INTEGER NOT NULL, tag TEXT NOT NULL, grp INTEGER NOT NULL"
    " REFERENCES spend_group(id)," //
    ASSAY_SPEND_MEASURES " PRIMARY KEY (slot, tag, grp)) STRICT, WITHOUT ROWID"_L1,
};

#undef ASSAY_SPEND_MEASURES

} // namespace

std::span<const QLatin1StringView> spendSlotStatements()
{
    return kStatements;
}

} // namespace assay
