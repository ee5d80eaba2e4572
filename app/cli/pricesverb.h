// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/verbs.h"
#include "app/pricerefresh.h"

#include <string>
#include <vector>

namespace assay {

struct PriceRefreshOptions {
    std::string from; ///< name, address or file
    std::string date;
    bool yes = false;
    bool includeHeld = false;
};

struct OwnPriceOptions {
    std::string model;
    std::vector<std::string> rates;
    std::string from;
    bool hypothetical = false;
};

// The parts of `assay models` that change prices.
int refreshPrices(const CommandLine& line, const PriceRefreshOptions& options);
int setOwnPrice(const CommandLine& line, const OwnPriceOptions& options);
int removeOwnPrice(const CommandLine& line, const std::string& model);
int listOwnPrices(const CommandLine& line);
void addPriceVerbs(CLI::App& models, CommandLine& line);

} // namespace assay
