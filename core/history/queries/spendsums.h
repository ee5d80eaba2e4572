// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendrollup.h"
#include "core/support/money.h"
#include "core/support/result.h"

#include <QHash>

namespace assay {

class Connection;

/// An amount that no sum of the ledger can carry out of range: whole dollars and pico-dollars apart.
struct WideMoney {
    qint64 dollars = 0;
    qint64 pico = 0;
    void add(const WideMoney& other)
    {
        dollars += other.dollars;
        pico += other.pico;
    }
    void subtract(const WideMoney& other)
    {
        dollars -= other.dollars;
        pico -= other.pico;
    }
    /// Storage if it is more than Money holds.
    Result<Money> money() const;
};

/// Sums of a roll-up over a time.
struct WideSum {
    std::array<qint64, kSpendColumns> counts{}; ///< those of money columns are unused
    std::array<WideMoney, 3> money{}; ///< Pico, RetryPico, SavedPico
    qint64 operator[](SpendMeasure measure) const { return counts[static_cast<std::size_t>(measure)]; }
    const WideMoney& pico() const { return money[0]; }
    void add(const WideSum& other);
};

/// What a day counts in a chart.
struct SlimSum {
    qint64 calls = 0;
    qint64 unpriced = 0;
    WideMoney pico;
    void add(const SlimSum& other);
    void subtract(const SlimSum& other);
};

/// Half-open, in slots.
struct SlotRange {
    qint64 from = 0;
    qint64 to = 0;
};

/// Numbers of groups to groups, all of them.
Result<QHash<qint64, SpendGroup>> spendGroups(const Connection& connection);

/// Sums by group. Whole UTC days come from spend_day, what hangs over at the ends from spend_slot.
Result<QHash<qint64, WideSum>> sumsByGroup(const Connection& connection, SlotRange range);
/// Sums by tag and group, from spend_tag.
Result<QHash<std::pair<QString, qint64>, WideSum>> sumsByTag(const Connection& connection, SlotRange range);

/// Sums by day and group; `edges` are the first slots of the days and, last, the end. A day is a UTC day of spend_day
/// corrected by the slots between its midnight and the nearest UTC midnight: most rows of a long time are never read.
Result<QMap<std::pair<qsizetype, qint64>, SlimSum>> sumsByDay(const Connection& connection, const QList<qint64>& edges);
/// Sums by day, tag and group.
Result<QMap<std::tuple<qsizetype, QString, qint64>, SlimSum>> sumsByDayAndTag(
    const Connection& connection, const QList<qint64>& edges);

} // namespace assay
