// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QByteArray>
#include <QMap>

#include <array>
#include <compare>
#include <cstdint>

namespace assay {

/// Microseconds since 1970-01-01 UTC → whole days, rounded down.
qint64 utcDay(qint64 microseconds);
qint64 utcDay(QDate date);
QDate dateOfUtcDay(qint64 day);
/// Microseconds since 1970-01-01 UTC → whole quarters of an hour, rounded down.
qint64 spendSlot(qint64 microseconds);
inline constexpr qint64 kSlotsADay = 96;

/// One row of spend_group.
struct SpendGroup {
    QString provider; ///< endpoint id of who served the lane, or of whom it was asked if nobody did
    QString upstream; ///< whom a router named
    QString model; ///< as asked for
    QString surface;
    QString project;
    QString key;
    QString purpose;
    bool simulated = false;
    friend auto operator<=>(const SpendGroup&, const SpendGroup&) = default;
};

/// The columns of a roll-up, in their order; one column for each usage class follows.
enum class SpendMeasure : std::uint8_t {
    Calls,
    Complete,
    Truncated,
    Refused,
    Failed,
    Cancelled,
    Indeterminate,
    Unpriced, ///< neither simulated nor local, and no amount
    Unmeasured, ///< no usage at all
    Reported, ///< calls by how their cost is known
    Computed,
    Estimated,
    Attempts,
    Unsaved, ///< read from a cache, and nobody can say what that saved
    Pico,
    RetryPico, ///< part of Pico: attempts before the last one
    SavedPico, ///< what cache reads would have cost at the input rate, minus what they cost
};
inline constexpr std::size_t kSpendMeasures = 17;
inline constexpr std::size_t kSpendColumns = kSpendMeasures + kUsageClassCount;
/// `calls, complete, …, web_search`, each after `prefix`.
QByteArray spendColumns(QByteArrayView prefix = {});
QByteArrayView spendColumnName(std::size_t column);
inline bool isMoneyColumn(std::size_t column)
{
    return column >= static_cast<std::size_t>(SpendMeasure::Pico) && column < kSpendMeasures;
}

struct SpendSum {
    std::array<qint64, kSpendColumns> values{}; ///< a token count above 10^12 in one lane is taken as 10^12
    bool isPartial = false; ///< the amounts left the range of 64 bits; what did not fit counts as unpriced
    qint64& operator[](SpendMeasure measure) { return values[static_cast<std::size_t>(measure)]; }
    qint64 operator[](SpendMeasure measure) const { return values[static_cast<std::size_t>(measure)]; }
    qint64 tokens(UsageClass usageClass) const { return values[kSpendMeasures + static_cast<std::size_t>(usageClass)]; }
    void add(const SpendSum& other);
    friend bool operator==(const SpendSum&, const SpendSum&) = default;
};

/// What one lane adds.
SpendSum spendOf(const LaneRecord& lane);

enum class SpendTable : std::uint8_t { Day, Slot, Tag };

/// What the lanes of one transaction add to spend_day, spend_slot and spend_tag.
class SpendRollup
{
public:
    struct Place {
        SpendTable table = SpendTable::Day;
        qint64 time = 0; ///< day or slot
        QString tag; ///< only in spend_tag
        int group = 0; ///< index in `groups()`
        friend auto operator<=>(const Place&, const Place&) = default;
    };

    /// `at`: microseconds since 1970 that decide day and slot.
    void add(const RunRecord& run, const LaneRecord& lane, qint64 at);
    void add(const Place& place, const SpendSum& sum) { m_sums[place].add(sum); }
    int groupIndex(const SpendGroup& group);
    const QList<SpendGroup>& groups() const { return m_groups; }
    const QMap<Place, SpendSum>& sums() const { return m_sums; }
    bool isEmpty() const { return m_sums.isEmpty(); }
    void clear();

private:
    QList<SpendGroup> m_groups;
    QMap<SpendGroup, int> m_indexes;
    QMap<Place, SpendSum> m_sums;
};

} // namespace assay
