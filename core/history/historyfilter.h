// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

#include <optional>

namespace assay {

/// Which runs are meant. Everything that is set must hold; what is said about a lane must hold of one and the same
/// lane. History, Spend and Insights share it, and a smart folder is one under a name.
struct HistoryFilter {
    QString model; ///< `provider/model`, a model's id, or a part of one
    QString provider; ///< endpoint that served the lane, or whom it was asked of
    QDateTime since; ///< UTC, inclusive; invalid: from the beginning
    QDateTime until; ///< UTC, exclusive; invalid: until now
    QString tag;
    std::optional<QString> project; ///< an empty name is the runs without a project
    QString surface;
    std::optional<LaneState> state;
    std::optional<Money> costAtLeast; ///< of one lane, real money only
    bool starred = false;
    bool voted = false;
    bool realOnly = false; ///< no simulated lane
    bool isEmpty() const { return *this == HistoryFilter(); }
    friend bool operator==(const HistoryFilter&, const HistoryFilter&) = default;
};

/// The stable JSON of a filter, for smart folders; members that are not set are absent.
QJsonObject toJson(const HistoryFilter& filter);
HistoryFilter historyFilterFromJson(const QJsonObject& object);

/// A condition in SQL over `run r`; its values are in the order of the placeholders.
struct SqlCondition {
    QString text; ///< begins with ` AND ` where it is not empty
    QVariantList values;
};
SqlCondition conditionOf(const HistoryFilter& filter);

} // namespace assay
