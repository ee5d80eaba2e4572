// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparepage.h"

#include "ui/compare/comparebar.h"
#include "ui/compare/composer.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/racestrip.h"
#include "ui/compare/sampleribbon.h"
#include "ui/compare/turnstrip.h"
#include "ui/text/formats.h"
#include "ui/theme/lanemark.h"
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
constexpr std::chrono::milliseconds kTick{100};
constexpr qint64 kFrameBudgetMs = 10;

} // namespace

ComparePage::ComparePage(CompareServices services, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_highlighter(std::make_shared<CodeHighlighter>())
{
    setObjectName(u"comparePage"_s);
    makeActions(actions);
    makeLayout(actions);
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
    m_asked = prompt;
    m_turn->setPrompt(prompt);
    m_turn->show();
    m_composer->clearPrompt();
    m_composer->setLaneCount(static_cast<int>(m_lanes.size()), true);
    launch(m_lanes, prompt);
}

void ComparePage::launch(const QList<LaneView*>& lanes, const Prompt& prompt)
{
    QList<ModelChoice> models;
    for (const LaneView* lane : lanes)
        models.append(lane->model());
    const RunSpec spec = makeRunSpec(models, prompt, m_services.project);
    auto* run = new CompareRun(m_services.makeSession(), lanes, this);
    m_runs.append(run);
    connect(run, &CompareRun::laneChanged, this, &ComparePage::updateState);
    connect(run, &CompareRun::laneEnded, this, &ComparePage::onLaneEnded);
    connect(run, &CompareRun::finished, this, [this, run](const RunRecord& record) {
        m_runs.removeOne(run);
        run->deleteLater();
        onFrame();
        if (!isRunning())
            m_frame.stop();
        updateState();
        Q_EMIT runFinished(record);
    });
    m_frame.start();
    run->start(spec);
    updateState();
    Q_EMIT runStarted(spec.id);
}

void ComparePage::retry(LaneView* lane)
{
    if (lane->progress().isRunning() || m_asked.text.isEmpty())
        return;
    launch({lane}, m_asked);
}

void ComparePage::stopAll()
{
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
        lane->renderFrame();
        if (spent.elapsed() >= kFrameBudgetMs) {
            m_nextLane = (m_nextLane + i + 1) % m_lanes.size();
            break;
        }
    }
    if (m_turn->race()->isVisible())
        m_turn->race()->advance(now);
    if (m_spareRace->isVisible())
        m_spareRace->advance(now);
    if (now - m_lastTick < kTick)
        return;
    m_lastTick = now;
    for (LaneView* lane : std::as_const(m_lanes)) {
        if (lane->progress().isRunning())
            lane->tick(now);
    }
}

void ComparePage::onLaneEnded(LaneView* lane)
{
    const auto now = LaneProgress::Clock::now();
    QAccessibleAnnouncementEvent event(
        lane, tr("Lane %1: %2").arg(laneLetter(lane->index()), laneDescription(lane->progress(), now)));
    QAccessible::updateAccessibility(&event);
}

void ComparePage::updateState()
{
    m_runAction->setEnabled(!isRunning() && !m_composer->prompt().text.trimmed().isEmpty() && !m_lanes.isEmpty());
    m_stopAction->setEnabled(isRunning());
    m_addAction->setEnabled(!isRunning() && m_lanes.size() < kMaximumLanes);
    m_bar->setRunning(isRunning());
    m_bar->setStatus(statusText());
    m_ribbon->setVisible(isAllSimulated() && !m_ribbonClosed);
    Q_EMIT statusChanged();
}

QString ComparePage::statusText() const
{
    SpendTotal total;
    int open = 0;
    int started = 0;
    for (const LaneView* lane : m_lanes) {
        const LaneProgress& progress = lane->progress();
        started += progress.started ? 1 : 0;
        open += progress.isRunning() ? 1 : 0;
        if (!progress.record || progress.record->simulated)
            continue;
        if (progress.record->cost.amount)
            total.known = total.known.plus(*progress.record->cost.amount).value_or(total.known);
        else
            total.unpriced += progress.record->local ? 0 : 1;
    }
    if (started == 0)
        return {};
    const QString cost
        = isAllSimulated() ? tr("simulated, nothing billed") : tr("so far %1").arg(Formats().spend(total));
    if (open > 0)
        return tr("%1 of %2 open · %3").arg(open).arg(m_lanes.size()).arg(cost);
    return isAllSimulated() ? cost : tr("this run %1").arg(Formats().spend(total));
}

void ComparePage::setModels(const QList<ModelChoice>& models)
{
    m_services.models = models;
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
    m_bar->showArrangement(layout);
    const bool compact = layout.rows > 1;
    m_composer->setCompact(compact);
    for (LaneView* lane : std::as_const(m_lanes))
        lane->setCompact(compact);
    const bool spare = layout.rows * layout.columns > m_lanes.size();
    m_turn->setCompact(spare);
    m_turn->race()->setVisible(!spare);
    m_sparePanel->setVisible(spare);
}

} // namespace assay
