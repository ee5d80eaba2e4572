// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace assay {

/// Routing wishes on the command line.
struct RouteOptions {
    std::vector<std::string> models;
    std::string sort;
    std::vector<std::string> order;
    std::vector<std::string> only;
    std::vector<std::string> ignore;
    std::string maxPrice;
    double minThroughput = 0; ///< 0: no wish
    double maxLatency = 0; ///< 0: no wish
    std::vector<std::string> quantizations;
    bool requireParameters = false;
    bool denyCollection = false;
    bool zeroRetention = false;
    bool noFallbacks = false;
    bool everywhere = false;
    std::string session;
    std::optional<std::uint64_t> seed;
};

/// Adds every option but `models`.
void addRouteOptions(CLI::App& verb, RouteOptions& options);

/// Fails with InvalidRequest, naming the option.
Result<RouteQuery> queryOf(const RouteOptions& options);

/// A survey; keys that only the keyring has are waited for first.
Result<RouteSurvey> surveyWithKeys(Composition& services, const RouteQuery& query, const ChatRequest& chat);

} // namespace assay
