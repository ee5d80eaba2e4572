// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparejudging.h"

#include "core/support/ids.h"
#include "core/support/whendone.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/comparelibrary.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/judgebar.h"
#include "ui/compare/verdictpanel.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

CompareJudging::CompareJudging(ComparePage& page, ActionRegistry& actions)
    : QObject(&page)
    , m_page(page)
    , m_bar(new JudgeBar(&page))
    , m_panel(new VerdictPanel(&page))
{
    makeActions(actions);
    page.addBelow(m_bar);
    page.addBelow(m_panel);
    m_bar->hide();
    m_panel->hide();
    connect(m_bar, &JudgeBar::voted, this, &CompareJudging::vote);
    connect(m_bar, &JudgeBar::undoRequested, this, &CompareJudging::undo);
    connect(m_bar, &JudgeBar::nextRequested, this, &CompareJudging::drawPair);
    connect(&page, &ComparePage::runStarted, this, &CompareJudging::onRunStarted);
    connect(&page, &ComparePage::runFinished, this, &CompareJudging::onRunFinished);
    if (auto* library = page.services().support.library)
        whenDone(library->votes(), this, [this](const Result<QList<Vote>>& votes) {
            // Votes of this session came while the ledger was read: they are in it.
            if (votes)
                m_votes = *votes;
        });
}

void CompareJudging::makeActions(ActionRegistry& actions)
{
    m_blind = actions.add({.id = u"compare.blind"_s,
        .text = tr("Judge blind"),
        .keys = QKeySequence(Qt::CTRL | Qt::Key_B),
        .icon = u"view-hidden"_s,
        .group = tr("Judging")});
    m_blind->setCheckable(true);
    connect(m_blind, &QAction::toggled, this, &CompareJudging::setOn);
    m_page.bar()->addTool(m_blind, u"blind"_s, tr("Blind"));
    const std::tuple<const char16_t*, QString, int, Verdict> keys[]
        = {{u"judge.first", tr("Answer 1 is better"), Qt::Key_1, Verdict::First},
            {u"judge.second", tr("Answer 2 is better"), Qt::Key_2, Verdict::Second},
            {u"judge.tie", tr("Tie"), Qt::Key_0, Verdict::Tie},
            {u"judge.bothBad", tr("Both bad"), Qt::Key_9, Verdict::BothBad},
            {u"judge.cannotTell", tr("Can't tell"), Qt::Key_8, Verdict::CannotTell}};
    for (const auto& [id, text, key, verdict] : keys) {
        QAction* action = actions.add({.id = QString::fromUtf16(id),
            .text = text,
            .keys = QKeySequence(key),
            .icon = {},
            .group = tr("Judging")});
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setEnabled(false);
        connect(action, &QAction::triggered, this, [this, verdict = verdict] { vote(verdict); });
        m_bar->addAction(action);
        m_voteActions.append(action);
    }
    QAction* undoVote = actions.add({.id = u"judge.undo"_s,
        .text = tr("Take the last vote back"),
        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
        .icon = u"edit-undo"_s,
        .group = tr("Judging")});
    connect(undoVote, &QAction::triggered, this, &CompareJudging::undo);
}

bool CompareJudging::standsFirst(const PairTally& tally, bool coin)
{
    const int second = tally.votes() - tally.aFirst;
    return tally.aFirst == second ? coin : tally.aFirst < second;
}

std::pair<int, int> CompareJudging::choosePair(const QList<ModelRef>& lanes, const QList<Vote>& votes, quint32 draw)
{
    QList<std::pair<int, int>> fewest;
    int least = INT_MAX;
    for (int i = 0; i < static_cast<int>(lanes.size()); ++i) {
        for (int k = i + 1; k < static_cast<int>(lanes.size()); ++k) {
            if (lanes.at(i) == lanes.at(k))
                continue;
            const int count = tallyOf(votes, lanes.at(i), lanes.at(k)).votes();
            if (count < least)
                fewest.clear();
            least = std::min(least, count);
            if (count == least)
                fewest.append({i, k});
        }
    }
    return fewest.isEmpty() ? std::pair(-1, -1) : fewest.at(draw % fewest.size());
}

void CompareJudging::setOn(bool on)
{
    if (on == m_on)
        return;
    if (on && (m_page.isRunning() || choosePair(m_page.lineUp(), {}, 0).first < 0)) {
        m_blind->setChecked(false);
        m_page.bar()->setStatus(tr("Blind judging needs two lanes with different models, and no run that is open."));
        return;
    }
    m_on = on;
    m_bar->setVisible(on);
    m_panel->setVisible(on);
    if (on) {
        drawPair();
        return;
    }
    if (m_page.isBlind())
        m_page.stopAll();
    reveal();
    m_page.restrictTo({});
}

void CompareJudging::drawPair()
{
    auto* random = QRandomGenerator::global();
    const auto [one, other] = choosePair(m_page.lineUp(), m_votes, random->generate());
    if (!m_on || m_page.isRunning() || one < 0)
        return;
    LaneView* a = m_page.lanes().at(one);
    LaneView* b = m_page.lanes().at(other);
    const PairTally tally = tallyOf(m_votes, a->model().ref, b->model().ref);
    if (tally.a != a->model().ref)
        std::swap(a, b);
    if (!standsFirst(tally, random->bounded(2) == 0))
        std::swap(a, b);
    m_first = a;
    m_second = b;
    m_ready = false;
    m_lastVote.clear();
    m_page.setBlind(true);
    m_page.composer()->setFollowUp({.kind = FollowUp::Kind::New});
    for (LaneView* lane : m_page.lanes())
        lane->clearTurns();
    m_first->setBlind(LaneBlind{.number = 1});
    m_second->setBlind(LaneBlind{.number = 2});
    m_page.restrictTo({m_first, m_second});
    m_page.hideTurn();
    m_bar->clear();
    m_bar->ask(false,
        tr("Ask something. Both answers appear together when both are complete; names, speed and cost after your "
           "vote."));
    showVerdict();
    m_page.composer()->setFocusToPrompt();
}

// Another question while nothing was said about the last one: that pair is dropped.
void CompareJudging::onRunStarted()
{
    if (!m_on || !m_page.isBlind() || !m_first || !m_second)
        return;
    m_ready = false;
    m_first->setBlind(LaneBlind{.number = 1});
    m_second->setBlind(LaneBlind{.number = 2});
    m_bar->ask(false, tr("Both answers appear together when both are complete."));
}

void CompareJudging::onRunFinished()
{
    if (!m_on || !m_page.isBlind() || m_page.isRunning() || !m_first || !m_second || m_ready)
        return;
    if (m_first->shown() == nullptr || m_second->shown() == nullptr)
        return;
    showBoth();
}

void CompareJudging::showBoth()
{
    m_ready = true;
    QStringList flagged;
    for (LaneView* lane : {m_first.data(), m_second.data()}) {
        const int number = lane == m_first ? 1 : 2;
        const QStringList names{
            lane->model().ref.toString(), lane->model().displayName(), lane->model().displayProvider()};
        lane->setBlind(
            LaneBlind{.number = number, .shown = true, .masked = selfNamings(lane->answerMarkdown(), names)});
        if (!selfNamings(lane->answerMarkdown(), names).isEmpty())
            flagged.append(QString::number(number));
    }
    const QString note = flagged.isEmpty()
        ? QString()
        : tr("Answer %1 says who made it; the words are masked and your vote is marked.")
              .arg(flagged.join(tr(" and ")));
    m_bar->ask(true, note);
    for (QAction* action : std::as_const(m_voteActions)) {
        action->setEnabled(true);
        for (LaneView* lane : {m_first.data(), m_second.data()})
            lane->addAction(action);
    }
    // Someone who is writing the next prompt is not interrupted.
    if (m_page.composer()->prompt().text.isEmpty())
        m_bar->setFocus();
}

VoteSide CompareJudging::sideOf(const LaneView* lane) const
{
    const LaneSample* sample = lane->shown();
    VoteSide side{.run = sample->runId, .lane = sample->laneInRun, .model = sample->model.ref, .servedModel = {}};
    if (sample->progress.record)
        side.servedModel = sample->progress.record->servedModel;
    side.namesItself = !selfNamings(
        sample->text, {sample->model.ref.toString(), sample->model.displayName(), sample->model.displayProvider()})
                            .isEmpty();
    return side;
}

void CompareJudging::store(const Vote& vote)
{
    m_votes.append(vote);
    m_lastVote = vote.id;
    auto* library = m_page.services().support.library;
    if (library == nullptr)
        return;
    whenDone(library->addVote(vote), this, [this](const Result<void>& stored) {
        if (!stored)
            m_page.bar()->setStatus(tr("The vote was not stored: %1").arg(stored.error().detail));
    });
}

void CompareJudging::vote(Verdict verdict)
{
    if (!m_ready || !m_first || !m_second)
        return;
    m_ready = false;
    Vote vote;
    vote.id = newId();
    vote.first = sideOf(m_first);
    vote.second = sideOf(m_second);
    vote.verdict = verdict;
    vote.blind = true;
    vote.reasons = m_bar->reasons();
    vote.note = m_bar->note();
    store(vote);
    const auto name
        = [](const LaneView* lane) { return laneLetter(lane->index()) + u' ' + lane->model().displayName(); };
    QString words;
    switch (verdict) {
    case Verdict::First: words = tr("You chose answer 1, which was %1.").arg(name(m_first)); break;
    case Verdict::Second: words = tr("You chose answer 2, which was %1.").arg(name(m_second)); break;
    case Verdict::Tie: words = tr("A tie between %1 and %2.").arg(name(m_first), name(m_second)); break;
    case Verdict::BothBad: words = tr("Both bad: %1 and %2.").arg(name(m_first), name(m_second)); break;
    case Verdict::CannotTell: words = tr("You could not tell %1 from %2.").arg(name(m_first), name(m_second)); break;
    }
    reveal();
    m_bar->reveal(words);
    showVerdict();
}

void CompareJudging::voteOpenly(LaneView* first, LaneView* second, Verdict verdict)
{
    if (first->shown() == nullptr || second->shown() == nullptr || m_page.isBlind())
        return;
    Vote vote{.id = newId(), .first = sideOf(first), .second = sideOf(second), .verdict = verdict, .blind = false};
    store(vote);
    const PairTally tally = tallyOf(m_votes, vote.first.model, vote.second.model);
    m_page.bar()->setStatus(tr("Vote kept. %1").arg(Verdicts::of(tally, tally.a.model, tally.b.model).title));
}

void CompareJudging::undo()
{
    if (m_lastVote.isEmpty())
        return;
    for (Vote& vote : m_votes) {
        if (vote.id == m_lastVote)
            vote.withdrawn = true;
    }
    if (auto* library = m_page.services().support.library)
        whenDone(library->withdrawVote(m_lastVote), this, [](const Result<void>&) { });
    m_lastVote.clear();
    if (!m_on || !m_first || !m_second || m_first->shown() == nullptr)
        return;
    // Names are known now: a vote on this pair again would not be blind.
    m_bar->reveal(tr("The vote was taken back. Since you know who wrote which, the pair is not asked again."));
    showVerdict();
}

void CompareJudging::reveal()
{
    for (QAction* action : std::as_const(m_voteActions))
        action->setEnabled(false);
    for (LaneView* lane : m_page.lanes())
        lane->setBlind(std::nullopt);
    m_page.setBlind(false);
}

void CompareJudging::showVerdict()
{
    if (!m_first || !m_second)
        return;
    const PairTally tally = tallyOf(m_votes, m_first->model().ref, m_second->model().ref);
    const bool hidden = m_page.isBlind();
    const LaneView* a = m_first->model().ref == tally.a ? m_first : m_second;
    const LaneView* b = a == m_first ? m_second : m_first;
    const PairVerdict verdict = Verdicts::of(
        tally, hidden ? QString() : a->model().displayName(), hidden ? QString() : b->model().displayName());
    m_panel->setVerdict(verdict, tally,
        hidden || verdict.ahead.isEmpty() ? std::nullopt : std::optional((verdict.aIsAhead ? a : b)->index()));
}

} // namespace assay
