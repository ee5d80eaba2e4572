// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/checks.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// For `x IN (list)` of more than two members SQLite makes a table in memory, with every row it checks: a quarter of
// what recording a call took. Comparisons one after another say the same. The rows stay as they are, so the text of
// the schema is edited, the way https://www.sqlite.org/lang_altertable.html#otheralter describes for constraints.
constexpr std::array kStatements = {
    "PRAGMA writable_schema=ON"_L1,
    "UPDATE sqlite_schema SET sql = replace(sql, "
    "'CHECK (cost_state IN (''reported'', ''computed'', ''estimated'', ''unknown''))',"
    " 'CHECK (cost_state = ''reported'' OR cost_state = ''computed'' OR cost_state = ''estimated'' OR cost_state ="
    " ''unknown'')') WHERE type = 'table' AND name IN ('lane', 'attempt')"_L1,
    "UPDATE sqlite_schema SET sql = replace(sql, "
    "'CHECK (purpose IN (''answer'', ''judge'', ''title'', ''test''))',"
    " 'CHECK (purpose = ''answer'' OR purpose = ''judge'' OR purpose = ''title'' OR purpose = ''test'')')"
    " WHERE type = 'table' AND name = 'run_label'"_L1,
    "UPDATE sqlite_schema SET sql = replace(sql, "
    "'CHECK (state IN (''open'', ''settled'', ''released'', ''expired''))',"
    " 'CHECK (state = ''open'' OR state = ''settled'' OR state = ''released'' OR state = ''expired'')')"
    " WHERE type = 'table' AND name = 'reservation'"_L1,
    "PRAGMA writable_schema=RESET"_L1,
    // Tells other connections that they must read the schema again.
    "CREATE VIEW schema_changed(x) AS SELECT 1"_L1,
    "DROP VIEW schema_changed"_L1,
};

} // namespace

std::span<const QLatin1StringView> checkStatements()
{
    return kStatements;
}

} // namespace assay
