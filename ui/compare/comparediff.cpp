// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparediff.h"

#include "ui/compare/comparebar.h"
#include "ui/compare/comparejudging.h"
#include "ui/compare/comparepage.h"
#include "ui/text/formats.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace assay {

CompareDiff::CompareDiff(ComparePage& page, CompareJudging& judging, ActionRegistry& actions)
    : QObject(&page)
    , m_page(page)
    , m_judging(judging)
    , m_view(new DiffView(&page))
{
    const auto add = [&](const QString& id, const QString& text, const QKeySequence& keys, const QString& icon) {
        return actions.add({.id = id, .text = text, .keys = keys, .icon = icon, .group = tr("Reading")});
    };
    m_action
        = add(u"compare.diff"_s, tr("Differences of two answers"), QKeySequence(Qt::CTRL | Qt::Key_D), u"vcs-diff"_s);
    m_action->setCheckable(true);
    page.bar()->addTool(m_action, u"diff"_s, tr("Diff"));
    connect(m_action, &QAction::toggled, this, &CompareDiff::setOn);
    QAction* next = add(u"diff.next"_s, tr("Next change"), QKeySequence(Qt::Key_F3), u"go-down"_s);
    connect(next, &QAction::triggered, m_view, [this] { m_view->step(1); });
    QAction* before = add(u"diff.before"_s, tr("Change before"), QKeySequence(Qt::SHIFT | Qt::Key_F3), u"go-up"_s);
    connect(before, &QAction::triggered, m_view, [this] { m_view->step(-1); });
    connect(m_view, &DiffView::closed, this, [this] { m_action->setChecked(false); });
    connect(m_view, &DiffView::voted, this, &CompareDiff::vote);
    connect(&page, &ComparePage::turnShown, this, &CompareDiff::refresh);
    connect(&page, &ComparePage::runFinished, this, &CompareDiff::refresh);
    connect(&page, &ComparePage::lanesRebuilt, this, &CompareDiff::refresh);
    m_view->hide();
}

void CompareDiff::setOn(bool on)
{
    if (on && m_page.isBlind()) {
        m_action->setChecked(false);
        return;
    }
    if (on) {
        refresh();
        // The lane one is in, and the one after it.
        const LaneView* focused = m_page.focusedLane();
        const int left = std::max<int>(0, static_cast<int>(m_lanes.indexOf(QPointer(const_cast<LaneView*>(focused)))));
        m_view->choose(left == 0 ? 0 : left - 1, left == 0 ? 1 : left);
    }
    m_page.setOverlay(on ? m_view : nullptr);
}

void CompareDiff::refresh()
{
    if (!m_action->isChecked())
        return;
    if (m_page.isBlind()) {
        m_action->setChecked(false);
        return;
    }
    QList<DiffCandidate> candidates;
    m_lanes.clear();
    for (LaneView* lane : m_page.lanes()) {
        const LaneTrack& track = lane->track();
        for (int i = 0; i < track.count(lane->turn()); ++i) {
            const LaneSample* sample = track.sample(lane->turn(), i);
            if (sample->text.isEmpty())
                continue;
            QString name = sample->model.displayName();
            if (track.count(lane->turn()) > 1)
                name += tr(", sample %1").arg(i + 1);
            candidates.append({.lane = lane->index(),
                .letter = laneLetter(lane->index()),
                .name = name,
                .text = sample->text,
                .record = sample->progress.record});
            m_lanes.append(lane);
        }
    }
    m_view->setCandidates(candidates);
    QList<LaneIdentity> identities;
    for (const LaneView* lane : m_page.lanes())
        identities.append({.model = lane->model().displayName(),
            .provider = lane->model().displayProvider(),
            .system = m_page.settingsOf(lane).system.value_or(QString()),
            .history = {},
            .settings = m_page.settingsOf(lane)});
    const QList<LaneFact> differing = LaneDifferences::differing(identities);
    m_view->setSettingsVerdict(LaneDifferences::verdict(differing), LaneDifferences::isConfounded(differing));
}

void CompareDiff::vote(Verdict verdict)
{
    LaneView* first = m_lanes.value(m_view->leftIndex());
    LaneView* second = m_lanes.value(m_view->rightIndex());
    if (first != nullptr && second != nullptr && first != second)
        m_judging.voteOpenly(first, second, verdict);
}

} // namespace assay
