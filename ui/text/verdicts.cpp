// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/verdicts.h"

#include "core/stats/sequential.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kClaim = 20; // 5 %
constexpr double kSmallGap = 0.10; // on both sides of one half

QString percent(double share)
{
    return QString::number(qRound(share * 100)) + u"\u2009%"_s;
}

} // namespace

PairVerdict Verdicts::of(const PairTally& tally, const QString& nameOfA, const QString& nameOfB)
{
    PairVerdict out;
    const int wins = std::max(tally.aWins, tally.bWins);
    const int losses = std::min(tally.aWins, tally.bWins);
    if (tally.votes() == 0) {
        out.title = tr("No votes yet");
        out.body = tr("Vote on a few pairs; seven clear wins in a row would be enough.");
        return out;
    }
    out.aIsAhead = tally.aWins > tally.bWins;
    const bool hidden = nameOfA.isEmpty();
    const QString ahead = out.aIsAhead ? nameOfA : nameOfB;
    out.ahead = wins == losses || hidden ? QString() : ahead;
    out.evidence = evidence(wins, losses);
    const ShareBounds bounds = confidenceSequence(wins, losses);
    out.low = bounds.low;
    out.high = bounds.high;
    if (tally.decided() > 0)
        out.share = static_cast<double>(wins) / tally.decided();
    const QString who = hidden ? tr("one of the two") : ahead;

    if (out.evidence >= kClaim) {
        out.state = PairVerdict::State::Better;
        out.title = hidden ? tr("One of the two is better") : tr("%1 is better").arg(ahead);
    } else if (bounds.low > 0.5 - kSmallGap && bounds.high < 0.5 + kSmallGap) {
        out.state = PairVerdict::State::NoRealDifference;
        out.title = tr("No real difference seen");
    } else {
        out.state = PairVerdict::State::TooEarly;
        out.title = tr("Too early to say");
    }
    const int undecided = tally.votes() - tally.decided();
    const QString votes = tally.votes() == 1 ? tr("After one vote") : tr("After %n votes", nullptr, tally.votes());
    QString counts = wins == losses ? tr("%1 it stands %2 : %3").arg(votes).arg(wins).arg(losses)
                                    : tr("%1 %2 is ahead %3 : %4").arg(votes, who).arg(wins).arg(losses);
    if (undecided > 0)
        counts += u' ' + tr("with %n undecided", nullptr, undecided);
    if (out.state == PairVerdict::State::TooEarly)
        out.body = tr("%1, but the share of wins could still be anything from %2 to %3.")
                       .arg(counts, percent(bounds.low), percent(bounds.high));
    else
        out.body
            = tr("%1; the share of wins is between %2 and %3.").arg(counts, percent(bounds.low), percent(bounds.high));
    const int more = votesToDecide(wins, losses);
    if (out.state == PairVerdict::State::TooEarly && more > 0)
        out.advice = more == 1 ? tr("One more vote like these would settle it.")
                               : tr("About %n more votes would settle a gap of this size.", nullptr, more);
    if (out.state == PairVerdict::State::Better)
        out.advice = tr("The risk of being wrong is at most 5\u2009%, however often you looked.");
    if (tally.selfNaming > 0)
        out.advice += (out.advice.isEmpty() ? QString() : u" "_s)
            + tr("In %n of them an answer named its own maker.", nullptr, tally.selfNaming);
    return out;
}

} // namespace assay
