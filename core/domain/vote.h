// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/model.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace assay {

enum class Verdict : std::uint8_t { First, Second, Tie, BothBad, CannotTell };
QLatin1StringView verdictName(Verdict verdict); ///< `first`, `second`, `tie`, `both_bad`, `cannot_tell`
std::optional<Verdict> verdictFromName(QStringView name);

/// One of the two answers that were judged.
struct VoteSide {
    QString run;
    int lane = 0; ///< in that run
    ModelRef model; ///< as asked for
    QString servedModel; ///< what the answer named; empty if it named none
    bool namesItself = false; ///< the answer says who wrote it, so the vote was not blind to it
    friend bool operator==(const VoteSide&, const VoteSide&) = default;
};

/// A judgement of two answers to the same request. `first` stood on the left, or came first.
struct Vote {
    QString id; ///< UUIDv7
    VoteSide first;
    VoteSide second;
    Verdict verdict = Verdict::CannotTell;
    bool blind = false;
    QStringList reasons;
    QString note;
    QDateTime at; ///< UTC; set by the store if invalid
    bool withdrawn = false; ///< undone; kept, but never counted
    friend bool operator==(const Vote&, const Vote&) = default;
};

/// Counts of one pair of models in a fixed order: `a` before `b` by name, whatever side they stood on.
struct PairTally {
    ModelRef a;
    ModelRef b;
    int aWins = 0;
    int bWins = 0;
    int ties = 0;
    int bothBad = 0;
    int cannotTell = 0;
    int aFirst = 0; ///< how often `a` stood first
    int selfNaming = 0; ///< votes in which an answer named its own maker
    int decided() const { return aWins + bWins; }
    int votes() const { return decided() + ties + bothBad + cannotTell; }
    friend bool operator==(const PairTally&, const PairTally&) = default;
};

/// One tally for each pair that has votes, most votes first. Withdrawn votes and votes between samples of one model do
/// not count.
QList<PairTally> tallyVotes(const QList<Vote>& votes);
/// The tally of one pair; all zero if there is none.
PairTally tallyOf(const QList<Vote>& votes, const ModelRef& one, const ModelRef& other);

/// Does the answer say who made it ("as an assistant made by …", "I am GPT…")? The places, in UTF-16 units.
struct SelfNaming {
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const SelfNaming&, const SelfNaming&) = default;
};
QList<SelfNaming> selfNamings(const QString& answer, const QStringList& names);

} // namespace assay
