// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// `PRAGMA application_id` of a history file: "ASAY".
inline constexpr quint32 kLedgerApplicationId = 0x41534159;

/// One step from the version before to `version`, run as a whole in one transaction.
/// The list is append-only: a released step never changes.
struct Migration {
    int version = 0;
    std::span<const QLatin1StringView> statements;
    bool sumsAnew = false; ///< its roll-ups are empty: after the last step they are summed from the lanes
};

/// Every step from an empty file to today, oldest first.
std::span<const Migration> ledgerMigrations();

/// The version this program reads and writes (`PRAGMA user_version`).
int ledgerVersion();

} // namespace assay
