// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ComparePage that changes the line-up.
#include "ui/compare/comparebar.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/racestrip.h"
#include "ui/compare/sampleribbon.h"
#include "ui/compare/turnstrip.h"
#include "ui/text/formats.h"
#include "ui/widgets/quickpicker.h"

#include <QAction>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

LaneView* ComparePage::makeLane(const ModelChoice& model)
{
    auto* lane = new LaneView(static_cast<int>(m_lanes.size()), model, m_highlighter, this);
    connectLane(lane);
    if (!m_talk.isEmpty())
        lane->showTurn(m_talk.current());
    m_lanes.append(lane);
    return lane;
}

void ComparePage::setLineUp(const QList<ModelChoice>& lanes)
{
    if (isRunning())
        return;
    m_area->setLanes({});
    qDeleteAll(m_lanes);
    m_lanes.clear();
    m_restricted.clear();
    for (const ModelChoice& model : lanes.first(std::min<qsizetype>(lanes.size(), kMaximumLanes)))
        makeLane(model);
    lanesChanged();
}

void ComparePage::takeLineUp(const LineUp& lineUp)
{
    if (isRunning())
        return;
    QList<ModelChoice> models;
    QList<std::optional<LaneSettings>> settings;
    for (const LineUpEntry& entry : lineUp.lanes) {
        const QList<ModelChoice> found = chooseModels({entry.model}, m_services.models);
        if (found.isEmpty())
            continue;
        models.append(found.first());
        settings.append(entry.settings);
    }
    if (models.isEmpty())
        return;
    m_talk = Conversation();
    m_turn->hide();
    setLineUp(models);
    for (qsizetype i = 0; i < m_lanes.size(); ++i)
        m_lanes.at(i)->setOwnSettings(settings.at(i));
    setCommonSettings(lineUp.common);
    updateSharable();
    Q_EMIT lineUpChanged(this->lineUp());
}

LineUp ComparePage::currentLineUp(const QString& name) const
{
    LineUp lineUp{.name = name, .lanes = {}, .common = m_common};
    for (const LaneView* lane : m_lanes)
        lineUp.lanes.append({.model = lane->model().ref, .settings = lane->ownSettings()});
    return lineUp;
}

void ComparePage::connectLane(LaneView* lane)
{
    for (QAction* action : std::as_const(m_laneActions))
        lane->addAction(action);
    connect(lane, &LaneView::retryRequested, this, [this, lane] { retry(lane); });
    connect(lane, &LaneView::stopRequested, this, [this, lane] {
        m_reruns.remove(lane);
        for (CompareRun* run : QList(m_runs))
            run->cancel(lane);
    });
    connect(lane, &LaneView::retryNowRequested, this, [this, lane] {
        for (CompareRun* run : QList(m_runs))
            run->retryNow(lane);
    });
    connect(lane, &LaneView::removeRequested, this, [this, lane] { removeLane(lane); });
    connect(lane, &LaneView::changeModelRequested, this, [this, lane] { pickModel(lane); });
    connect(lane, &LaneView::duplicateRequested, this, [this, lane] { duplicateLane(lane); });
    connect(lane, &LaneView::moveRequested, this, [this, lane](int step) { moveLane(lane, lane->index() + step); });
    connect(lane, &LaneView::dropped, this, [this, lane](int uid) {
        if (LaneView* moved = laneOf(uid))
            moveLane(moved, lane->index());
    });
    connect(lane, &LaneView::goOnRequested, this, [this, lane] { goOnFrom(lane); });
    connect(lane, &LaneView::continueRequested, this, [this, lane] { continueAnswer(lane); });
    connect(lane, &LaneView::rerunRequested, this, [this, lane] { rerun(lane); });
    connect(lane, &LaneView::shownChanged, this, &ComparePage::refreshRace);
}

void ComparePage::pickModel(LaneView* replace)
{
    QList<PickerEntry> entries;
    for (const ModelChoice& model : std::as_const(m_services.models)) {
        entries.append({.title = model.displayName(),
            .detail = model.displayProvider(),
            .hint = model.endpoint.simulated ? tr("simulated")
                : model.endpoint.local       ? tr("local")
                                             : QString(),
            .icon = {}});
    }
    auto* picker = new QuickPicker(
        replace != nullptr ? tr("Change the model to…") : tr("Add a model… (Shift+Return: and the next)"), entries,
        this);
    picker->setRepeatable(replace == nullptr);
    connect(picker, &QuickPicker::chosen, this,
        [this, lane = QPointer(replace), wantsLane = replace != nullptr](int index) {
            if (index >= m_services.models.size() || (wantsLane && (!lane || lane->track().isRunning())))
                return;
            if (!wantsLane) {
                addLane(m_services.models.at(index));
                return;
            }
            lane->setModel(m_services.models.at(index));
            lanesChanged();
            Q_EMIT lineUpChanged(lineUp());
        });
    picker->popup(replace == nullptr ? m_bar->addLaneButton() : nullptr);
}

void ComparePage::addLane(const ModelChoice& model)
{
    if (isRunning() || m_lanes.size() >= kMaximumLanes || m_blind)
        return;
    if (isAllSimulated() && !model.endpoint.simulated && m_ribbon->isVisibleTo(this)) {
        // The samples of a first start were there to try the page with.
        if (m_services.samplePrompts.contains(m_composer->promptEdit()->toPlainText()))
            m_composer->clearPrompt();
        takeLineUp({.name = {}, .lanes = {{.model = model.ref, .settings = {}}}, .common = m_common});
        m_composer->setFollowUp({.kind = FollowUp::Kind::New});
        return;
    }
    makeLane(model);
    lanesChanged();
    Q_EMIT lineUpChanged(lineUp());
}

void ComparePage::duplicateLane(LaneView* lane)
{
    if (m_lanes.size() >= kMaximumLanes || m_blind)
        return;
    LaneView* made = makeLane(lane->model());
    made->setOwnSettings(lane->ownSettings());
    moveLane(made, lane->index() + 1);
}

void ComparePage::moveLane(LaneView* lane, int to)
{
    const qsizetype from = m_lanes.indexOf(lane);
    if (from < 0 || m_blind)
        return;
    m_lanes.move(from, std::clamp<qsizetype>(to, 0, m_lanes.size() - 1));
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
        m_lanes.at(i)->setIndex(i);
    lanesChanged();
    updateSharable();
    lane->focusAnswer();
    Q_EMIT lineUpChanged(lineUp());
}

void ComparePage::removeLane(LaneView* lane)
{
    if (m_lanes.size() <= 1 || m_blind)
        return;
    m_reruns.remove(lane);
    for (CompareRun* run : QList(m_runs))
        run->cancel(lane);
    m_lanes.removeOne(lane);
    m_restricted.removeOne(lane);
    lane->hide();
    lane->deleteLater();
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
        m_lanes.at(i)->setIndex(i);
    lanesChanged();
    updateSharable();
    Q_EMIT lineUpChanged(lineUp());
}

void ComparePage::restrictTo(const QList<LaneView*>& lanes)
{
    m_restricted = lanes;
    m_area->setLanes(shownLanes());
    refreshRace();
}

void ComparePage::lanesChanged()
{
    m_nextLane = 0;
    for (qsizetype i = 0; i < m_focusActions.size(); ++i)
        m_focusActions.at(i)->setEnabled(i < m_lanes.size());
    refreshRace();
    m_area->setLanes(shownLanes());
    m_composer->setLaneCount(static_cast<int>(shownLanes().size()));
    updateState();
    Q_EMIT lanesRebuilt();
}

void ComparePage::refreshRace()
{
    std::vector<const LaneProgress*> progress;
    for (const LaneView* lane : std::as_const(m_lanes))
        progress.push_back(&lane->progress());
    m_turn->race()->setLanes(progress);
    m_spareRace->setLanes(progress);
}

void ComparePage::setCommonSettings(const LaneSettings& settings)
{
    m_common = settings;
    updateState();
    Q_EMIT m_composer->changed();
}

const LaneSettings& ComparePage::settingsOf(const LaneView* lane) const
{
    return lane->ownSettings() ? *lane->ownSettings() : m_common;
}

} // namespace assay
