// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

#include <array>
#include <cstdint>
#include <optional>

namespace assay {

/// Whether simulated lanes are meant.
enum class AnswerOrigin : std::uint8_t { Any, Real, Simulated };

/// What the votes on an answer said of it. It may have stood in several votes: one that said so is enough.
enum class VotedAs : std::uint8_t { Better, Worse, Tie, BothBad, CannotTell };
inline constexpr std::array kVotedAs
    = {VotedAs::Better, VotedAs::Worse, VotedAs::Tie, VotedAs::BothBad, VotedAs::CannotTell};
QLatin1StringView votedAsName(VotedAs vote); ///< `better`, `worse`, `tie`, `both_bad`, `cannot_tell`
std::optional<VotedAs> votedAsFromName(QStringView name);

/// Which runs are meant. Everything that is set must hold; what is said about a lane must hold of one and the same
/// lane. History, Spend and Insights share it, and a smart folder is one under a name.
struct HistoryFilter {
    /// What is searched for, as of HistoryStore::search. No SQL says it alone: see wordsCondition (queries/search.h).
    QString words;
    QString model; ///< `provider/model` (asked for, or who served it), a model's id, or a part of one
    QString provider; ///< endpoint that served the lane, or whom it was asked of
    QDateTime since; ///< UTC, inclusive; invalid: from the beginning
    QDateTime until; ///< UTC, exclusive; invalid: until now
    QString tag;
    std::optional<QString> project; ///< an empty name is the runs without a project
    QString surface;
    std::optional<LaneState> state;
    std::optional<Money> costAtLeast; ///< of one lane, real money only
    std::optional<Money> costAtMost; ///< the same; a lane whose cost nobody knows is not meant
    bool starred = false;
    bool voted = false; ///< a run with a vote on any of its lanes
    std::optional<VotedAs> votedAs; ///< of one lane
    AnswerOrigin origin = AnswerOrigin::Any;
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
/// The same over `run r JOIN lane l`: of the runs that are meant, the lanes that are. What is summed over lanes (spend,
/// latency) asks so, because the other lanes of a comparison are not what was asked about.
SqlCondition laneConditionOf(const HistoryFilter& filter);

} // namespace assay
