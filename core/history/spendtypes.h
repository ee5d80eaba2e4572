// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historyfilter.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTimeZone>

#include <cstdint>
#include <optional>

namespace assay {

struct SpendTotal {
    Money known; ///< real calls with a known cost
    qint64 calls = 0; ///< real lanes
    qint64 unpriced = 0; ///< real lanes without a known cost, those on the user's own machine not counted
    qint64 simulatedCalls = 0; ///< counted apart, never part of the others
    friend bool operator==(const SpendTotal&, const SpendTotal&) = default;
};

enum class SpendGrouping : std::uint8_t {
    Day,
    Provider, ///< who billed: the endpoint that served the lane
    Model,
    Project,
    Surface,
    Endpoint, ///< the endpoint and, behind a router, who served in its name: `openrouter > Vendor`
    Key, ///< the gateway's virtual key; empty: none
    Tag, ///< a run with two tags is in two rows, so these do not add up to the total; empty: without a tag
    Purpose,
};
QLatin1StringView spendGroupingName(SpendGrouping grouping);
std::optional<SpendGrouping> spendGroupingFromName(QStringView name);

/// What spend is asked about: whole days as `zone` counts them, from `from` up to, not including, `to`.
struct SpendQuery {
    QDate from;
    QDate to;
    QTimeZone zone = QTimeZone(QTimeZone::UTC);
    HistoryFilter filter; ///< only these lanes; its dates narrow the days further
    friend bool operator==(const SpendQuery&, const SpendQuery&) = default;
};

/// Spend of one member of a grouping.
struct SpendRow {
    QString key; ///< ISO date in the zone that was asked for, endpoint id, `provider/model`, project, surface, …
    SpendTotal total;
    qint64 complete = 0; ///< how the real lanes ended
    qint64 truncated = 0;
    qint64 refused = 0;
    qint64 failed = 0;
    qint64 cancelled = 0;
    qint64 indeterminate = 0;
    qint64 unmeasured = 0; ///< real lanes whose usage nobody reported: `tokens` does not hold them
    qint64 reported = 0; ///< real lanes by how their cost is known
    qint64 computed = 0;
    qint64 estimated = 0;
    qint64 attempts = 0; ///< HTTP calls of real lanes
    Money retries; ///< part of `total.known`: attempts before the last one of their lane
    Money cacheSaved; ///< what cache reads would have cost at the input rate, minus what they cost
    qint64 unsaved = 0; ///< real lanes that read from a cache, with no price that tells what it saved
    Usage tokens; ///< of real lanes, the reported ones
    friend bool operator==(const SpendRow&, const SpendRow&) = default;
};

/// Spend of one day by one member of a grouping.
struct SpendCell {
    QDate day; ///< in the zone that was asked for
    QString key;
    SpendTotal total;
    friend bool operator==(const SpendCell&, const SpendCell&) = default;
};

/// One of the answers that a figure is made of.
struct SpendAnswer {
    qint64 seq = 0; ///< order of recording; where the next page goes on
    QString runId;
    int lane = 0;
    QDateTime at; ///< UTC
    QString model; ///< `provider/model`
    LaneState state = LaneState::Complete;
    std::optional<Money> amount;
    CostState costState = CostState::Unknown;
    bool simulated = false;
    bool local = false;
    QString prompt; ///< first 200 characters
};

/// Which answers: those of `query`, of these alone the ones of `key` in `grouping`.
struct SpendDrill {
    SpendQuery query;
    SpendGrouping grouping = SpendGrouping::Day; ///< Day: all of the period
    QString key;
    bool unpricedOnly = false;
    int limit = 100;
    qint64 beforeSeq = 0; ///< 0: from the newest
};

} // namespace assay
