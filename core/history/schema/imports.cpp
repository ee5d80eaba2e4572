// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/imports.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kStatements = {
    // One row a source (`claude-code`, `openai-usage`, …). revision rises with every import, so that two imports at
    // once cannot both add the same messages.
    R"(CREATE TABLE import_source(
        source TEXT PRIMARY KEY NOT NULL CHECK (length(source) > 0),
        revision INTEGER NOT NULL,
        place TEXT NOT NULL,
        imported_us INTEGER NOT NULL,
        files INTEGER NOT NULL,
        bytes_read INTEGER NOT NULL,
        added INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        duplicates INTEGER NOT NULL,
        bad_lines INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID)"_L1,

    // How far each file was read. bytes [0, read_to) end with a whole line; check_sum tells whether they are the same.
    R"(CREATE TABLE import_file(
        source TEXT NOT NULL,
        path TEXT NOT NULL,
        device INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        read_to INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        bad_lines INTEGER NOT NULL,
        check_sum BLOB NOT NULL,
        state BLOB NOT NULL,
        PRIMARY KEY (source, path)
    ) STRICT, WITHOUT ROWID)"_L1,

    R"(CREATE TABLE import_group(
        source TEXT NOT NULL,
        id INTEGER NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        project TEXT NOT NULL,
        session TEXT NOT NULL,
        PRIMARY KEY (source, id)
    ) STRICT, WITHOUT ROWID)"_L1,

    // The roll-up. slot: whole quarters of an hour since 1970-01-01 UTC, so that local days are exact.
    R"(CREATE TABLE import_usage(
        source TEXT NOT NULL,
        slot INTEGER NOT NULL,
        grp INTEGER NOT NULL,
        messages INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        estimated INTEGER NOT NULL,
        pico INTEGER NOT NULL CHECK (typeof(pico) = 'integer'),
        reported INTEGER NOT NULL,
        reported_pico INTEGER NOT NULL CHECK (typeof(reported_pico) = 'integer'),
        input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
        cache_write_1h INTEGER NOT NULL, input_audio INTEGER NOT NULL, input_image INTEGER NOT NULL,
        input_video INTEGER NOT NULL, cache_read_audio INTEGER NOT NULL, output INTEGER NOT NULL,
        reasoning INTEGER NOT NULL, citation INTEGER NOT NULL, output_audio INTEGER NOT NULL,
        output_image INTEGER NOT NULL, web_search INTEGER NOT NULL,
        PRIMARY KEY (source, slot, grp),
        FOREIGN KEY (source, grp) REFERENCES import_group(source, id)
    ) STRICT, WITHOUT ROWID)"_L1,

    // Which messages were counted, packed (docs/data-dictionary.md). Read only when something is to be added.
    R"(CREATE TABLE import_segment(
        id INTEGER PRIMARY KEY NOT NULL,
        source TEXT NOT NULL,
        bytes BLOB NOT NULL
    ) STRICT)"_L1,
    "CREATE INDEX import_segment_source ON import_segment(source)"_L1,
};

} // namespace

std::span<const QLatin1StringView> importStatements()
{
    return kStatements;
}

} // namespace assay
