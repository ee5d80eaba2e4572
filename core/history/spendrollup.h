// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

#include <QMap>
#include <QVariantList>

#include <array>
#include <tuple>

namespace assay {

class Connection;

/// Microseconds since 1970-01-01 UTC → whole days, rounded down.
qint64 utcDay(qint64 microseconds);
qint64 utcDay(QDate date);
QDate dateOfUtcDay(qint64 day);

/// One row of spend_day.
struct SpendKey {
    qint64 day = 0;
    QString provider; ///< who served the lane, or whom it was asked of if nobody did
    QString model; ///< as asked for
    QString surface;
    QString project;
    bool simulated = false;
    friend auto operator<=>(const SpendKey&, const SpendKey&) = default;
};

struct SpendSum {
    qint64 calls = 0;
    std::array<qint64, 6> states{}; ///< complete, truncated, refused, failed, cancelled, indeterminate
    qint64 unpriced = 0;
    qint64 unmeasured = 0;
    qint64 pico = 0;
    std::array<qint64, kUsageClassCount> tokens{}; ///< a count above 10^12 in one lane is taken as 10^12
    bool isPartial = false; ///< the amounts left the range of 64 bits; what did not fit counts as unpriced
    friend bool operator==(const SpendSum&, const SpendSum&) = default;
};

/// What the lanes of one transaction add to spend_day.
class SpendRollup
{
public:
    /// `at`: microseconds since 1970 that decide the day.
    void add(const RunRecord& run, const LaneRecord& lane, qint64 at);
    void add(const SpendKey& key, const SpendSum& sum);
    /// Values in the order of the columns of spend_day.
    QList<QVariantList> rows() const;
    const QMap<SpendKey, SpendSum>& sums() const { return m_sums; }
    void clear() { m_sums.clear(); }

private:
    QMap<SpendKey, SpendSum> m_sums;
};

/// Sums all lanes again and compares with spend_day; the first difference, or nothing.
Result<std::optional<LedgerBreak>> findRollupDifference(const Connection& connection);

} // namespace assay
