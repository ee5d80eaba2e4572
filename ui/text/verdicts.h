// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"

#include <QCoreApplication>
#include <QString>

#include <cstdint>

namespace assay {

/// What votes on a pair allow to say, in words and in figures. Evidence that may be looked at after every vote
/// (core/stats/sequential.h).
struct PairVerdict {
    enum class State : std::uint8_t { NoVotes, TooEarly, Better, NoRealDifference };
    State state = State::NoVotes;
    QString title; ///< "Too early to say"
    QString body; ///< counts, share and interval
    QString advice; ///< how many more votes; empty if nothing is to be said
    QString ahead; ///< the name of the one ahead; empty if even, or hidden
    bool aIsAhead = false;
    double evidence = 1;
    double share = 0.5; ///< of wins of the one ahead, among decided votes
    double low = 0; ///< of the one ahead
    double high = 1;
};

/// Names may be empty (while judging blind): then nobody is named, and neither is who is ahead.
class Verdicts
{
    Q_DECLARE_TR_FUNCTIONS(assay::Verdicts)

public:
    static PairVerdict of(const PairTally& tally, const QString& nameOfA, const QString& nameOfB);
};

} // namespace assay
