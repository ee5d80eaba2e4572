// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/importers/logimport.h"

namespace assay {

/// Exports of providers. Each reads one file into a table and says what it found; rows that cannot be understood are
/// counted. InvalidRequest if the file is no such export at all.
///
/// OpenRouter: the activity export (CSV, a row a generation) and the answer of `GET /activity` (JSON, a row a day).
/// What it charged counts as the cost, with what the upstream provider charged to an own key added.
Result<LogImport::Report> readOpenRouterActivity(const QString& path, UsageTable& table, UsageGroups& groups);
/// OpenAI: `GET /organization/usage/completions` and `GET /organization/costs` as JSON, or the export of the usage page
/// as CSV.
Result<LogImport::Report> readOpenAiUsage(const QString& path, UsageTable& table, UsageGroups& groups);
/// Anthropic: `GET /organizations/usage_report/messages` and `cost_report` as JSON, or the exports of the console as
/// CSV.
Result<LogImport::Report> readAnthropicUsage(const QString& path, UsageTable& table, UsageGroups& groups);

} // namespace assay
