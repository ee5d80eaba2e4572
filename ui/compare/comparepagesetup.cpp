// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ComparePage that builds it and changes the line-up.
#include "ui/compare/comparebar.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/composer.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/racestrip.h"
#include "ui/compare/sampleribbon.h"
#include "ui/compare/turnstrip.h"
#include "ui/markdown/answerview.h"
#include "ui/theme/lanemark.h"
#include "ui/theme/stateglyph.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/quickpicker.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>
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
        = add(u"compare.editPrompt"_s, tr("Edit the prompt"), QKeySequence(Qt::CTRL | Qt::Key_L), u"document-edit"_s);
    connect(edit, &QAction::triggered, this, [this] {
        if (m_composer->prompt().text.isEmpty())
            m_composer->setPromptText(m_asked.text);
        m_composer->promptEdit()->setFocus(Qt::ShortcutFocusReason);
    });
    for (int i = 0; i < 9; ++i) {
        const QKeySequence keys(QKeyCombination(Qt::ALT, static_cast<Qt::Key>(Qt::Key_1 + i)));
        QAction* focus = add(u"compare.focusLane%1"_s.arg(i + 1), tr("Go to lane %1").arg(laneLetter(i)), keys, {});
        connect(focus, &QAction::triggered, this, [this, i] {
            if (i < m_lanes.size())
                m_lanes.at(i)->focusAnswer();
        });
    }
    QAction* forward = add(u"compare.nextRegion"_s, tr("Next region"), QKeySequence(Qt::Key_F6), {});
    connect(forward, &QAction::triggered, this, [this] { cycleRegion(1); });
    QAction* back = add(u"compare.previousRegion"_s, tr("Previous region"), QKeySequence(Qt::SHIFT | Qt::Key_F6), {});
    connect(back, &QAction::triggered, this, [this] { cycleRegion(-1); });

    QAction* again = add(u"lane.retry"_s, tr("Ask this lane again"), QKeySequence(Qt::Key_R), u"view-refresh"_s);
    connect(again, &QAction::triggered, this, [this] {
        if (LaneView* lane = focusedLane())
            retry(lane);
    });
    QAction* copy = add(u"lane.copy"_s, tr("Copy the answer as Markdown"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), u"edit-copy"_s);
    connect(copy, &QAction::triggered, this, [this] {
        if (LaneView* lane = focusedLane())
            lane->copyMarkdown();
    });
    for (QAction* action : {again, copy}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_laneActions.append(action);
    }
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
    layout->addWidget(m_area, 1);
    layout->addWidget(m_composer);
    m_turn->hide();

    connect(m_bar, &CompareBar::arrangementChosen, m_area, &LaneArea::setArrangement);
    connect(m_area, &LaneArea::arranged, this, &ComparePage::onArranged);
    connect(m_composer, &Composer::changed, this, &ComparePage::updateState);
    connect(m_turn, &TurnStrip::editRequested, actions.find(u"compare.editPrompt"_s), &QAction::trigger);
    connect(m_ribbon, &SampleRibbon::closed, this, [this] {
        m_ribbonClosed = true;
        updateState();
    });
}

void ComparePage::setLineUp(const QList<ModelChoice>& lanes)
{
    if (isRunning())
        return;
    qDeleteAll(m_lanes);
    m_lanes.clear();
    for (const ModelChoice& model : lanes.first(std::min<qsizetype>(lanes.size(), kMaximumLanes))) {
        auto* lane = new LaneView(static_cast<int>(m_lanes.size()), model, m_highlighter, this);
        connectLane(lane);
        m_lanes.append(lane);
    }
    lanesChanged();
}

void ComparePage::connectLane(LaneView* lane)
{
    for (QAction* action : std::as_const(m_laneActions))
        lane->addAction(action);
    connect(lane, &LaneView::retryRequested, this, [this, lane] { retry(lane); });
    connect(lane, &LaneView::stopRequested, this, [this, lane] {
        for (CompareRun* run : QList(m_runs)) {
            if (run->cancel(lane))
                return;
        }
    });
    connect(lane, &LaneView::retryNowRequested, this, [this, lane] {
        for (CompareRun* run : QList(m_runs)) {
            if (run->retryNow(lane))
                return;
        }
    });
    connect(lane, &LaneView::removeRequested, this, [this, lane] { removeLane(lane); });
    connect(lane, &LaneView::changeModelRequested, this, [this, lane] { pickModel(lane); });
    connect(lane, &LaneView::linkActivated, this, &ComparePage::confirmLink);
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
    auto* picker = new QuickPicker(replace != nullptr ? tr("Change the model to…") : tr("Add a model…"), entries, this);
    connect(picker, &QuickPicker::chosen, this,
        [this, lane = QPointer(replace), wantsLane = replace != nullptr](int index) {
            if (index >= m_services.models.size() || (wantsLane && (!lane || lane->progress().isRunning())))
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
    if (isRunning() || m_lanes.size() >= kMaximumLanes)
        return;
    auto* lane = new LaneView(static_cast<int>(m_lanes.size()), model, m_highlighter, this);
    connectLane(lane);
    m_lanes.append(lane);
    lanesChanged();
    Q_EMIT lineUpChanged(lineUp());
}

void ComparePage::removeLane(LaneView* lane)
{
    if (m_lanes.size() <= 1)
        return;
    for (CompareRun* run : QList(m_runs))
        run->cancel(lane);
    m_lanes.removeOne(lane);
    lane->hide();
    lane->deleteLater();
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
        m_lanes.at(i)->setIndex(i);
    lanesChanged();
    Q_EMIT lineUpChanged(lineUp());
}

void ComparePage::lanesChanged()
{
    m_nextLane = 0;
    std::vector<const LaneProgress*> progress;
    for (const LaneView* lane : std::as_const(m_lanes))
        progress.push_back(&lane->progress());
    m_turn->race()->setLanes(progress);
    m_spareRace->setLanes(progress);
    m_area->setLanes(m_lanes);
    m_composer->setLaneCount(static_cast<int>(m_lanes.size()), !m_asked.text.isEmpty());
    updateState();
}

void ComparePage::confirmLink(const QUrl& url)
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"confirmLink"_s);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Open a link"));
    box->setText(tr("A model wrote this address. Open it in your browser?"));
    box->setInformativeText(QString::fromLatin1(url.toEncoded().left(400)));
    QPushButton* open = box->addButton(tr("Open"), QMessageBox::AcceptRole);
    QPushButton* copy = box->addButton(tr("Copy address"), QMessageBox::ActionRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(open, &QPushButton::clicked, this, [url] { QDesktopServices::openUrl(url); });
    connect(copy, &QPushButton::clicked, this,
        [url] { QApplication::clipboard()->setText(QString::fromLatin1(url.toEncoded())); });
    box->open();
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
