// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/importverbrun.h"

#include <QJsonObject>

namespace assay {

/// Tokens, cost and counts of a sum, as every import document writes them (docs/data-dictionary.md).
QJsonObject toJson(const ImportSum& sum);
QJsonObject toJson(const ImportRun& run, QDate since, bool isDryRun);
QJsonObject toJson(const QList<ImportSource>& sources);

void print(const ImportRun& run, QDate since, bool isDryRun);
void print(const QList<ImportSource>& sources);

} // namespace assay
