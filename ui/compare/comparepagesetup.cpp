// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ComparePage that builds it.
#include "ui/compare/comparebar.h"
#include "ui/compare/comparediff.h"
#include "ui/compare/compareforesight.h"
#include "ui/compare/comparejudging.h"
#include "ui/compare/comparekeeping.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparereading.h"
#include "ui/compare/comparesettings.h"
#include "ui/compare/composer.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/racestrip.h"
#include "ui/compare/sampleribbon.h"
#include "ui/compare/turnstrip.h"
#include "ui/markdown/answerview.h"
#include "ui/text/formats.h"
#include "ui/theme/stateglyph.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

void ComparePage::makeActions(ActionRegistry& actions)
{
    const QString group = tr("Compare");
    const auto add = [&](const QString& id, const QString& text, const QKeySequence& keys, const QString& icon) {
        return actions.add({.id = id, .text = text, .keys = keys, .icon = icon, .group = group});
    };
    m_runAction = add(u"compare.run"_s, tr("Run"), QKeySequence(Qt::CTRL | Qt::Key_Return), u"media-playback-start"_s);
    connect(m_runAction, &QAction::triggered, this, &ComparePage::run);
    m_stopAction = add(u"compare.stop"_s, tr("Stop all lanes"), QKeySequence(Qt::Key_Escape), u"media-playback-stop"_s);
    connect(m_stopAction, &QAction::triggered, this, &ComparePage::stopAll);
    m_addAction = add(u"compare.addLane"_s, tr("Add lane…"), QKeySequence(Qt::CTRL | Qt::Key_N), u"list-add"_s);
    connect(m_addAction, &QAction::triggered, this, [this] { pickModel(nullptr); });
    QAction* edit
        = add(u"compare.editPrompt"_s, tr("Write a prompt"), QKeySequence(Qt::CTRL | Qt::Key_L), u"document-edit"_s);
    connect(edit, &QAction::triggered, this, [this] { m_composer->promptEdit()->setFocus(Qt::ShortcutFocusReason); });
    QAction* editTurn = add(u"compare.editTurn"_s, tr("Edit the shown turn and ask it anew"),
        QKeySequence(Qt::CTRL | Qt::Key_E), u"document-edit"_s);
    connect(editTurn, &QAction::triggered, this, &ComparePage::editTurn);
    QAction* fresh = add(
        u"compare.new"_s, tr("New conversation"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), u"document-new"_s);
    connect(fresh, &QAction::triggered, this, [this] {
        m_composer->setFollowUp({.kind = FollowUp::Kind::New});
        m_composer->promptEdit()->setFocus(Qt::ShortcutFocusReason);
    });
    QAction* before
        = add(u"compare.turnBefore"_s, tr("Turn before"), QKeySequence(Qt::ALT | Qt::Key_Up), u"go-previous"_s);
    connect(before, &QAction::triggered, this, [this] {
        if (!m_talk.isEmpty() && m_talk.node(m_talk.current()).parent >= 0)
            showTurn(m_talk.node(m_talk.current()).parent);
    });
    QAction* after = add(u"compare.turnAfter"_s, tr("Turn after"), QKeySequence(Qt::ALT | Qt::Key_Down), u"go-next"_s);
    connect(after, &QAction::triggered, this, [this] {
        if (!m_talk.isEmpty() && m_talk.next(m_talk.current()) >= 0)
            showTurn(m_talk.next(m_talk.current()));
    });
    for (int i = 0; i < 9; ++i) {
        const QKeySequence keys(QKeyCombination(Qt::ALT, static_cast<Qt::Key>(Qt::Key_1 + i)));
        QAction* focus = add(u"compare.focusLane%1"_s.arg(i + 1), tr("Go to lane %1").arg(laneLetter(i)), keys, {});
        m_focusActions.append(focus);
        connect(focus, &QAction::triggered, this, [this, i] {
            if (i < m_lanes.size())
                m_lanes.at(i)->focusAnswer();
        });
    }
    QAction* forecast = add(u"compare.forecast"_s, tr("What the next run may cost, and its limit"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), u"office-chart-line"_s);
    connect(forecast, &QAction::triggered, this, [this] { m_composer->forecast()->showPanel(); });
    QAction* forward = add(u"compare.nextRegion"_s, tr("Next region"), QKeySequence(Qt::Key_F6), {});
    connect(forward, &QAction::triggered, this, [this] { cycleRegion(1); });
    QAction* back = add(u"compare.previousRegion"_s, tr("Previous region"), QKeySequence(Qt::SHIFT | Qt::Key_F6), {});
    connect(back, &QAction::triggered, this, [this] { cycleRegion(-1); });
    makeLaneActions(actions);
}

void ComparePage::makeLaneActions(ActionRegistry& actions)
{
    const auto add = [&](const QString& id, const QString& text, const QKeySequence& keys, const QString& icon,
                         auto what) {
        QAction* action = actions.add({.id = id, .text = text, .keys = keys, .icon = icon, .group = tr("Compare")});
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_laneActions.append(action);
        connect(action, &QAction::triggered, this, [this, what] {
            if (LaneView* lane = focusedLane())
                what(lane);
        });
    };
    add(u"lane.retry"_s, tr("One more sample of this lane"), QKeySequence(Qt::Key_R), u"view-refresh"_s,
        [this](LaneView* lane) { retry(lane); });
    add(u"lane.copy"_s, tr("Copy the answer as Markdown"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        u"edit-copy"_s, [](LaneView* lane) { lane->copyMarkdown(); });
    add(u"lane.goOn"_s, tr("All lanes go on from this answer"), QKeySequence(Qt::Key_G), u"go-next"_s,
        [this](LaneView* lane) { goOnFrom(lane); });
    add(u"lane.sampleBefore"_s, tr("Sample before"), QKeySequence(Qt::Key_BracketLeft), u"go-previous"_s,
        [](LaneView* lane) { lane->stepSample(-1); });
    add(u"lane.sampleAfter"_s, tr("Next sample"), QKeySequence(Qt::Key_BracketRight), u"go-next"_s,
        [](LaneView* lane) { lane->stepSample(1); });
    add(u"lane.settings"_s, tr("Settings of this lane"), QKeySequence(Qt::Key_S), u"settings-configure"_s,
        [](LaneView* lane) { Q_EMIT lane->settingsRequested(); });
    add(u"lane.duplicate"_s, tr("Duplicate this lane"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        u"edit-duplicate"_s, [this](LaneView* lane) { duplicateLane(lane); });
    add(u"lane.moveLeft"_s, tr("Move this lane to the left"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left),
        u"go-previous"_s, [this](LaneView* lane) { moveLane(lane, lane->index() - 1); });
    add(u"lane.moveRight"_s, tr("Move this lane to the right"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right),
        u"go-next"_s, [this](LaneView* lane) { moveLane(lane, lane->index() + 1); });
    add(u"lane.remove"_s, tr("Remove this lane"), QKeySequence(Qt::CTRL | Qt::Key_W), u"list-remove"_s,
        [this](LaneView* lane) { removeLane(lane); });
}

void ComparePage::makeLayout(ActionRegistry& actions)
{
    m_bar = new CompareBar(
        {.addLane = m_addAction, .stopAll = m_stopAction, .palette = actions.find(u"window.palette"_s)}, this);
    m_ribbon = new SampleRibbon(this);
    m_turn = new TurnStrip(this);
    m_area = new LaneArea(this);
    m_composer = new Composer(m_runAction, this);
    m_sparePanel = new QWidget;
    m_sparePanel->setObjectName(u"racePanel"_s);
    m_spareRace = new RaceStrip(m_sparePanel);
    auto* title = new PlainLabel(tr("Race"), m_sparePanel);
    title->setRole(FontRole::BodyStrong);
    auto* spare = new QVBoxLayout(m_sparePanel);
    spare->setContentsMargins(space::page, space::page, space::page, space::page);
    spare->addWidget(title);
    spare->addWidget(m_spareRace);
    spare->addStretch(1);
    m_area->setSpare(m_sparePanel);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_ribbon);
    layout->addWidget(m_turn);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_area);
    m_below = new QVBoxLayout;
    m_below->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addLayout(m_below);
    layout->addWidget(m_composer);
    m_turn->hide();

    connect(m_bar, &CompareBar::arrangementChosen, m_area, &LaneArea::setArrangement);
    connect(m_area, &LaneArea::arranged, this, &ComparePage::onArranged);
    connect(m_composer, &Composer::changed, this, &ComparePage::updateState);
    m_composer->setAttachmentReader(m_services.support.readAttachment);
    connect(m_turn, &TurnStrip::editRequested, this, &ComparePage::editTurn);
    connect(m_turn, &TurnStrip::turnChosen, this, &ComparePage::showTurn);
    connect(m_ribbon, &SampleRibbon::closed, this, [this] {
        m_ribbonClosed = true;
        updateState();
    });
}

void ComparePage::makeFeatures(ActionRegistry& actions)
{
    new CompareSettings(*this, actions);
    new CompareForesight(*this);
    new CompareReading(*this, actions);
    auto* judging = new CompareJudging(*this, actions);
    new CompareDiff(*this, *judging, actions);
    new CompareKeeping(*this, actions);
}

void ComparePage::addBelow(QWidget* widget)
{
    m_below->addWidget(widget);
}

void ComparePage::setOverlay(QWidget* widget)
{
    if (widget != nullptr && m_stack->indexOf(widget) < 0)
        m_stack->addWidget(widget);
    m_stack->setCurrentWidget(widget != nullptr ? widget : m_area);
}

void ComparePage::hideTurn()
{
    m_talk = Conversation();
    m_turn->hide();
}

void ComparePage::cycleRegion(int step)
{
    QList<QWidget*> regions{m_bar->addLaneButton()};
    if (!m_lanes.isEmpty()) {
        LaneView* lane = focusedLane();
        regions.append((lane != nullptr ? lane : m_lanes.first())->answerView());
    }
    regions.append(m_composer->promptEdit());
    const QWidget* focus = QApplication::focusWidget();
    qsizetype current = regions.size() - 1;
    for (qsizetype i = 0; i < regions.size(); ++i) {
        if (regions.at(i) == focus)
            current = i;
    }
    regions.at((current + step + regions.size()) % regions.size())->setFocus(Qt::ShortcutFocusReason);
}

} // namespace assay
