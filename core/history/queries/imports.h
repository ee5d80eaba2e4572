// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/importtypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Revision 0 and no files for a source that was never imported.
Result<ImportState> readImportState(const Connection& connection, const QString& source);
Result<QList<ImportGroup>> readImportGroups(const Connection& connection, const QString& source);
/// In the order in which they were stored; hands each to `take`.
Result<void> readImportSegments(
    const Connection& connection, const QString& source, const std::function<void(const QByteArray&)>& take);
Result<QList<ImportSource>> readImportSources(const Connection& connection);
Result<QList<ImportedRow>> readImported(
    const Connection& connection, const ImportFilter& filter, ImportGrouping grouping);

} // namespace assay
