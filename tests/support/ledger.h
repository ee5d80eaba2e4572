// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <memory>

namespace assay::testing {

/// Opens a store; prints why and returns null if it cannot.
std::unique_ptr<HistoryStore> openStore(const QString& path);
/// The sentence with which opening fails; empty if it opens.
QString whyNotOpen(const QString& path);
/// Runs statements on a file that no store holds, past all rules of the ledger; the value of the last one's first
/// column. Prints the failure and returns an invalid variant if one fails.
QVariant sql(const QString& path, const QStringList& statements);
QByteArray bytesOf(const QString& path);

} // namespace assay::testing
