// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;

namespace assay {

class ActionRegistry;
class ComparePage;
class JudgeBar;
class LaneView;
class VerdictPanel;

/// Blind mode: draws a pair and its sides, hides who writes, shows both answers at once when both are complete, takes
/// the vote, tells who it was. Belongs to the page.
class CompareJudging : public QObject
{
    Q_OBJECT

public:
    CompareJudging(ComparePage& page, ActionRegistry& actions);

    JudgeBar* bar() const { return m_bar; }
    VerdictPanel* panel() const { return m_panel; }
    const QList<Vote>& votes() const { return m_votes; }
    /// A vote on two shown answers whose names are known.
    void voteOpenly(LaneView* first, LaneView* second, Verdict verdict);

    /// Which of two models stands first, so that sides stay balanced: true for `a`. `coin` decides when they are.
    static bool standsFirst(const PairTally& tally, bool coin);
    /// The pair of lanes with the fewest votes; several: the `draw`-th of them. Lanes of one model make no pair.
    static std::pair<int, int> choosePair(const QList<ModelRef>& lanes, const QList<Vote>& votes, quint32 draw);

private:
    void makeActions(ActionRegistry& actions);
    void setOn(bool on);
    void drawPair();
    void onRunStarted();
    void onRunFinished();
    void showBoth();
    void vote(Verdict verdict);
    void undo();
    void reveal();
    void showVerdict();
    void store(const Vote& vote);
    VoteSide sideOf(const LaneView* lane) const;

    ComparePage& m_page;
    QAction* m_blind = nullptr;
    QList<QAction*> m_voteActions;
    JudgeBar* m_bar;
    VerdictPanel* m_panel;
    QList<Vote> m_votes;
    QPointer<LaneView> m_first;
    QPointer<LaneView> m_second;
    bool m_on = false;
    bool m_ready = false; ///< both answers are shown, and no vote was given
    QString m_lastVote; ///< id of the vote that can be undone
};

} // namespace assay
