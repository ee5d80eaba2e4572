// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/importers/logimport.h"

#include <QStringList>

namespace assay {

/// What `assay import SOURCE` takes in.
enum class ImportKind : std::uint8_t { ClaudeCode, Codex, OpenRouterActivity, OpenAiUsage, AnthropicUsage };
QString importSourceName(ImportKind kind); ///< `claude-code`, …
std::optional<ImportKind> importKindFromName(const QString& name);

enum class ImportStore : std::uint8_t { Keep, DryRun };

/// What one import found.
struct ImportRun {
    QString source;
    QStringList places;
    LogImport::Report report;
    qint64 added = 0; ///< messages that the ledger did not have
    qint64 changed = 0; ///< messages of which a later copy was found
    ImportSum sum; ///< what that added to the ledger
    QList<ImportedRow> totals; ///< of the source as a whole, by day and model
};

/// Reads one export of a provider into a table.
Result<LogImport::Report> readExportFile(ImportKind kind, const QString& path, UsageTable& table, UsageGroups& groups);

/// Where the tool keeps its logs: its variable, then the usual folders. May name folders that do not exist.
QStringList defaultPlaces(ImportKind kind);

/// Reads what is new at `places` and stores it in one transaction. If another import of the source came between, tries
/// again.
Result<ImportRun> runImport(Composition& services, ImportKind kind, const QStringList& places, ImportStore store);

} // namespace assay
