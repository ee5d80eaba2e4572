// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/routes.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Version 7. One document a routed lane; lanes pinned to one endpoint have none. It explains and counts nothing, so it
// is not part of the hash chain.
constexpr std::array kStatements = {
    R"(CREATE TABLE lane_route(
        lane INTEGER PRIMARY KEY NOT NULL REFERENCES lane(seq),
        route TEXT NOT NULL CHECK (json_valid(route))
    ) STRICT)"_L1,
    "CREATE TRIGGER lane_route_keep BEFORE DELETE ON lane_route BEGIN SELECT RAISE(ABORT, 'lane_route is append-only'); END"_L1,
    "CREATE TRIGGER lane_route_fix BEFORE UPDATE ON lane_route BEGIN SELECT RAISE(ABORT, 'lane_route is append-only'); END"_L1,
};

} // namespace

std::span<const QLatin1StringView> routeStatements()
{
    return kStatements;
}

} // namespace assay
