// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparepage.h"

#include "core/support/ids.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/composer.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/racestrip.h"
#include "ui/compare/sampleribbon.h"
#include "ui/compare/turnstrip.h"
#include "ui/text/formats.h"
#include "ui/widgets/actionregistry.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::chrono::milliseconds kFrame{16};
constexpr int kFramesPerTick = 6;
constexpr qint64 kFrameBudgetMs = 5;

} // namespace

ComparePage::ComparePage(CompareServices services, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_highlighter(std::make_shared<CodeHighlighter>())
{
    setObjectName(u"comparePage"_s);
    makeActions(actions);
    makeLayout(actions);
    makeFeatures(actions);
    m_frame.setInterval(kFrame);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &ComparePage::onFrame);
    setLineUp(chooseModels(m_services.initialLanes, m_services.models));
    if (isAllSimulated() && !m_services.samplePrompts.isEmpty())
        m_composer->setPromptText(m_services.samplePrompts.first());
    m_composer->setSamples(
        isAllSimulated() ? m_services.samplePrompts.mid(1) + m_services.samplePrompts.first(1) : QStringList());
}

ComparePage::~ComparePage()
{
    // Sessions end silently before the lanes they feed.
    qDeleteAll(m_runs);
}

bool ComparePage::isRunning() const
{
    return !m_runs.isEmpty();
}

bool ComparePage::isAllSimulated() const
{
    return !m_lanes.isEmpty()
        && std::ranges::all_of(m_lanes, [](const LaneView* lane) { return lane->model().endpoint.simulated; });
}

QList<ModelRef> ComparePage::lineUp() const
{
    QList<ModelRef> refs;
    for (const LaneView* lane : m_lanes)
        refs.append(lane->model().ref);
    return refs;
}

void ComparePage::ask(const QString& prompt)
{
    m_composer->setPromptText(prompt);
    run();
}

void ComparePage::run()
{
    const Prompt prompt = m_composer->prompt();
    if (isRunning() || prompt.text.trimmed().isEmpty() || m_lanes.isEmpty())
        return;
    const int turn = addTurn(prompt);
    m_composer->clearPrompt();
    m_composer->setFollowUp({.kind = m_blind ? FollowUp::Kind::New : FollowUp::Kind::Own});
    launch(shownLanes(), turn);
}

RunSpec ComparePage::specFor(const QList<LaneView*>& lanes, int turn) const
{
    const TurnNode& node = m_talk.node(turn);
    RunSpec spec{.id = newId(),
        .project = m_services.project,
        .surface = u"compare"_s,
        .maxCost = m_composer->forecast()->limit(),
        .lanes = {}};
    ThreadPlace& place = spec.place;
    place.thread = m_talk.thread();
    place.turn = m_talk.depth(turn);
    if (node.parent >= 0)
        place.parent = m_talk.node(node.parent).runId;
    if (const LaneView* shared = node.shared ? laneOf(node.shared->lane) : nullptr)
        place.promoted = shared->index();
    place.sampleOf = node.runId;
    if (place.turn == 0) {
        const Prompt& prompt = node.prompt;
        place.prompt = {.id = m_talk.promptId(),
            .text = prompt.written.isEmpty() ? prompt.text : prompt.written,
            .system = prompt.system,
            .values = prompt.values};
    }
    bool inOrder = true;
    for (const LaneView* lane : lanes) {
        inOrder = inOrder && lane->index() == spec.lanes.size();
        place.columns.append(lane->index());
        const ChatRequest request = requestFor(lane, turn);
        spec.lanes.append(LaneSpec{.index = static_cast<int>(spec.lanes.size()),
            .model = lane->model().ref,
            .endpoints = {lane->model().endpoint},
            .request = request,
            .allowFallbacks = false,
            .mayReason = lane->model().mayReason || !request.reasoning.effort.isEmpty()});
    }
    if (inOrder)
        place.columns.clear();
    return spec;
}

void ComparePage::launch(const QList<LaneView*>& lanes, int turn)
{
    const RunSpec spec = specFor(lanes, turn);
    if (m_talk.node(turn).runId.isEmpty())
        m_talk.node(turn).runId = spec.id;
    auto* run = new CompareRun(m_services.makeSession(), lanes, turn, this);
    m_runs.append(run);
    connect(run, &CompareRun::laneChanged, this, &ComparePage::updateState);
    // What has come is shown with the batch that brought it, not at the next tick.
    connect(run, &CompareRun::textArrived, this, [this] {
        if (LaneProgress::Clock::now() - m_shownAt < kFrame / 2)
            return;
        m_frame.start(); // the next tick is a frame away again
        onFrame();
    });
    connect(run, &CompareRun::laneEnded, this, &ComparePage::onLaneEnded);
    connect(run, &CompareRun::finished, this, [this, run](const RunRecord& record) {
        m_runs.removeOne(run);
        run->deleteLater();
        onFrame();
        if (!isRunning())
            m_frame.stop();
        updateSharable();
        updateState();
        Q_EMIT runFinished(record);
    });
    m_frame.start();
    run->start(spec);
    refreshRace();
    updateState();
    Q_EMIT runStarted(spec.id);
}

void ComparePage::retry(LaneView* lane)
{
    if (lane->progress().isRunning() || lane->turn() < 0 || m_blind)
        return;
    launch({lane}, lane->turn());
}

void ComparePage::stopAll()
{
    m_reruns.clear();
    const QList<CompareRun*> runs = m_runs;
    for (CompareRun* run : runs)
        run->cancelAll();
}

// Lanes take turns when one frame is not enough for all of them.
void ComparePage::onFrame()
{
    const auto now = LaneProgress::Clock::now();
    QElapsedTimer spent;
    spent.start();
    for (qsizetype i = 0; i < m_lanes.size(); ++i) {
        LaneView* lane = m_lanes.at((m_nextLane + i) % m_lanes.size());
        if (lane->renderFrame())
            m_shownAt = now;
        if (spent.elapsed() >= kFrameBudgetMs) {
            m_nextLane = (m_nextLane + i + 1) % m_lanes.size();
            break;
        }
    }
    if (m_turn->race()->isVisible())
        m_turn->race()->advance(now);
    if (m_spareRace->isVisible())
        m_spareRace->advance(now);
    // Figures change ten times a second, those of all lanes in different frames.
    m_frames = (m_frames + 1) % kFramesPerTick;
    for (qsizetype i = m_frames; i < m_lanes.size(); i += kFramesPerTick) {
        if (m_lanes.at(i)->track().isRunning())
            m_lanes.at(i)->tick(now);
    }
}

void ComparePage::onLaneEnded(LaneView* lane)
{
    const auto now = LaneProgress::Clock::now();
    const QString words = m_blind
        ? tr("%1 is complete").arg(lane->accessibleName())
        : tr("Lane %1: %2").arg(laneLetter(lane->index()), laneDescription(lane->progress(), now));
    QAccessibleAnnouncementEvent event(lane, words);
    QAccessible::updateAccessibility(&event);
    if (m_reruns.contains(lane))
        QMetaObject::invokeMethod(
            this,
            [this, waiting = QPointer(lane)] {
                if (waiting)
                    continueRerun(waiting);
            },
            Qt::QueuedConnection);
}

void ComparePage::setBlind(bool blind)
{
    m_blind = blind;
    onArranged(m_area->currentLayout());
    updateSharable();
    updateState();
}

void ComparePage::updateState()
{
    m_runAction->setEnabled(!isRunning() && !m_composer->prompt().text.trimmed().isEmpty() && !m_lanes.isEmpty());
    m_stopAction->setEnabled(isRunning());
    m_addAction->setEnabled(!isRunning() && !m_blind && m_lanes.size() < kMaximumLanes);
    m_bar->setRunning(isRunning());
    m_bar->setStatus(statusText());
    m_ribbon->setVisible(isAllSimulated() && !m_ribbonClosed);
    const auto own
        = std::ranges::count_if(m_lanes, [](const LaneView* lane) { return lane->ownSettings().has_value(); });
    m_composer->setSettingsWords(own == 0
            ? (m_common.isDefault() ? tr("Same settings in all lanes") : tr("Changed settings in all lanes"))
            : tr("%n lanes have own settings", nullptr, static_cast<int>(own)));
    Q_EMIT statusChanged();
}

QString ComparePage::statusText() const
{
    SpendTotal total;
    int open = 0;
    int started = 0;
    for (const LaneView* lane : m_lanes) {
        open += lane->track().isRunning() ? 1 : 0;
        for (int i = 0; i < lane->track().count(lane->turn()); ++i) {
            const LaneProgress& progress = lane->track().sample(lane->turn(), i)->progress;
            started += progress.started ? 1 : 0;
            if (!progress.record || progress.record->simulated)
                continue;
            if (progress.record->cost.amount)
                total.known = total.known.plus(*progress.record->cost.amount).value_or(total.known);
            else
                total.unpriced += progress.record->local ? 0 : 1;
        }
    }
    if (started == 0 || m_blind)
        return m_blind && open > 0 ? tr("answers are being written") : QString();
    const QString cost
        = isAllSimulated() ? tr("simulated, nothing billed") : tr("so far %1").arg(Formats().spend(total));
    if (open > 0)
        return tr("%1 of %2 open · %3").arg(open).arg(m_lanes.size()).arg(cost);
    return isAllSimulated() ? cost : tr("this run %1").arg(Formats().spend(total));
}

void ComparePage::setModels(const QList<ModelChoice>& models)
{
    m_services.models = models;
    bool found = false;
    for (LaneView* lane : std::as_const(m_lanes)) {
        if (!lane->model().endpoint.dialect.isEmpty() || lane->track().isRunning())
            continue; // only lanes whose model was not offered before
        const ModelChoice now = choiceOf(lane->model().ref);
        if (now == lane->model())
            continue;
        lane->setModel(now);
        found = true;
    }
    if (found)
        lanesChanged();
}

LaneView* ComparePage::laneOf(int uid) const
{
    const auto found = std::ranges::find(m_lanes, uid, &LaneView::uid);
    return found == m_lanes.end() ? nullptr : *found;
}

QList<LaneView*> ComparePage::shownLanes() const
{
    return m_restricted.isEmpty() ? m_lanes : m_restricted;
}

LaneView* ComparePage::focusedLane() const
{
    for (QWidget* widget = QApplication::focusWidget(); widget != nullptr; widget = widget->parentWidget()) {
        if (auto* lane = qobject_cast<LaneView*>(widget))
            return lane;
    }
    return nullptr;
}

void ComparePage::onArranged(const LaneLayout& layout)
{
    m_bar->showArrangement(layout, m_area->arrangement());
    const bool compact = layout.rows > 1;
    m_composer->setCompact(compact);
    for (LaneView* lane : std::as_const(m_lanes))
        lane->setCompact(compact);
    const bool spare = layout.cells() > m_area->lanes().size() && !m_area->showsOne();
    m_turn->setCompact(spare);
    m_turn->race()->setVisible(!spare && !m_blind);
    m_sparePanel->setVisible(spare && !m_blind);
}

} // namespace assay
