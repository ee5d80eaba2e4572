// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historyfilter.h"
#include "core/support/result.h"

#include <QList>

#include <array>
#include <cstdint>

namespace assay {

/// A time that is named, not dated: what it means moves on with the clock.
enum class FilterPeriod : std::uint8_t { Any, Minutes5, Hour, Hours24, Days7, Days30, ThisMonth };
inline constexpr std::array kNamedPeriods = {FilterPeriod::Minutes5, FilterPeriod::Hour, FilterPeriod::Hours24,
    FilterPeriod::Days7, FilterPeriod::Days30, FilterPeriod::ThisMonth};
QLatin1StringView filterPeriodName(FilterPeriod period); ///< `5m`, `1h`, `24h`, `7d`, `30d`, `month`; Any: empty
std::optional<FilterPeriod> filterPeriodFromName(QStringView name);

/// A filter as a person chose it. Where `period` is named, the dates of `filter` are not set.
struct FilterChoice {
    HistoryFilter filter;
    FilterPeriod period = FilterPeriod::Any;

    /// The filter with the dates that the period means at `now`; a month begins at local midnight.
    HistoryFilter at(const QDateTime& now) const;
    bool isDated() const { return period != FilterPeriod::Any || filter.since.isValid() || filter.until.isValid(); }
    bool isEmpty() const { return *this == FilterChoice(); }
    friend bool operator==(const FilterChoice&, const FilterChoice&) = default;
};

/// The JSON of the filter with the member `period` where it is named.
QJsonObject toJson(const FilterChoice& choice);
FilterChoice filterChoiceFromJson(const QJsonObject& object);

/// A question under a name.
struct SmartFolder {
    QString name;
    FilterChoice choice;
    friend bool operator==(const SmartFolder&, const SmartFolder&) = default;
};

/// The smart folders of a profile, in `smart-folders.json`. A file that is not there or is damaged holds none.
QList<SmartFolder> readSmartFolders(const QString& profile);
Result<void> writeSmartFolders(const QString& profile, const QList<SmartFolder>& folders);

} // namespace assay
