// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/verbs.h"
#include "core/history/runfinder.h"

namespace assay {

/// The filters that all verbs over runs share.
struct FilterOptions {
    std::string model;
    std::string provider;
    std::string since;
    std::string until;
    std::string tag;
    std::optional<std::string> project;
    std::string surface;
    std::string state;
    bool starred = false;
    bool voted = false;
    std::string votedAs;
    bool real = false;
    bool simulated = false;
    std::string atLeast;
    std::string atMost;
    std::string folder;
};
/// Whether the verb takes `--since` and `--until` as moments, or names its own period.
enum class FilterDates : std::uint8_t { Moments, Own };
void addFilterOptions(CLI::App& verb, FilterOptions& options, FilterDates dates = FilterDates::Moments);
/// What the options mean now: those of the smart folder, where one is named, with what is given besides in their place.
/// InvalidRequest naming what cannot be read.
Result<HistoryFilter> filterOf(const FilterOptions& options, const Composition& services);

/// `2026-09-22` (local midnight), an ISO date with time, `today`, `yesterday`, or so long ago: `30m`, `24h`, `7d`.
Result<QDateTime> momentOf(const std::string& text, const QDateTime& now);

// The verbs below `history`, one file each.
void addHistoryFindVerbs(CLI::App& history, CommandLine& line); ///< list, search
void addHistoryKeepVerbs(CLI::App& history, CommandLine& line); ///< delete, purge, tag, note, star, retention
void addHistoryExchangeVerbs(CLI::App& history, CommandLine& line); ///< export, import
void addHistoryFileVerbs(CLI::App& history, CommandLine& line); ///< backup, restore, salvage
void addHistoryReplayVerbs(CLI::App& history, CommandLine& line); ///< replay, drift

/// A run as lists print it in JSON.
QJsonObject foundRunJson(const FoundRun& found);
/// Prints why, and says which exit code that is.
int failed(const Error& error);
/// The full ids that these names (prefixes, `last`) mean.
Result<QStringList> runIds(Composition& services, const std::vector<std::string>& names);

} // namespace assay
