// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/virtualkeys.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// models and providers: JSON arrays of text. A removed key keeps its row, so that old spend still has its name; its
// hash is gone, so that it opens nothing.
constexpr std::array kStatements = {
    R"(CREATE TABLE virtual_key(
        id TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
        name TEXT NOT NULL,
        hash BLOB UNIQUE CHECK (hash IS NULL OR length(hash) = 32),
        hint TEXT NOT NULL,
        created_us INTEGER NOT NULL,
        expires_us INTEGER,
        removed_us INTEGER,
        disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
        day_pico INTEGER CHECK (typeof(day_pico) IN ('integer', 'null')),
        week_pico INTEGER CHECK (typeof(week_pico) IN ('integer', 'null')),
        month_pico INTEGER CHECK (typeof(month_pico) IN ('integer', 'null')),
        models TEXT NOT NULL,
        providers TEXT NOT NULL,
        CHECK ((hash IS NULL) = (removed_us IS NOT NULL))
    ) STRICT, WITHOUT ROWID)"_L1,
};

} // namespace

std::span<const QLatin1StringView> virtualKeyStatements()
{
    return kStatements;
}

} // namespace assay
