// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparerun.h"
#include "ui/compare/layoutchooser.h"
#include "ui/compare/lineup.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;

namespace assay {

class ActionRegistry;
class CompareBar;
class Composer;
class LaneArea;
class RaceStrip;
class SampleRibbon;
class TurnStrip;

/// What the page needs. Values are copied in.
struct CompareServices {
    SessionFactory makeSession;
    QList<ModelChoice> models;
    QList<ModelRef> initialLanes;
    QStringList samplePrompts;
    QString project;
};

/// One prompt, one to 24 lanes side by side. All text is laid out from one frame timer, never when it arrives; what is
/// too slow waits for a later frame, so that the window stays smooth.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    ComparePage(CompareServices services, ActionRegistry& actions, QWidget* parent = nullptr);
    ~ComparePage() override;

    bool isRunning() const;
    bool isAllSimulated() const;
    QList<ModelRef> lineUp() const;
    const QList<LaneView*>& lanes() const { return m_lanes; }
    Composer* composer() const { return m_composer; }

    void setModels(const QList<ModelChoice>& models);
    /// Replaces all lanes; not while a run is open.
    void setLineUp(const QList<ModelChoice>& lanes);
    /// Appends a lane; not while a run is open or when all places are taken.
    void addLane(const ModelChoice& model);
    /// Asks all lanes what stands in the composer. Does nothing while a run is open or without a prompt.
    void run();
    /// Puts the text into the composer and runs it, as if it were typed.
    void ask(const QString& prompt);
    void stopAll();

Q_SIGNALS:
    void lineUpChanged(const QList<assay::ModelRef>& lanes);
    void runStarted(const QString& runId);
    /// A run of this page has ended, also one of a single lane that was asked again.
    void runFinished(const assay::RunRecord& record);
    /// Whether a run is open, or what it cost so far, has changed.
    void statusChanged();

private:
    void makeActions(ActionRegistry& actions);
    void makeLayout(ActionRegistry& actions);
    void launch(const QList<LaneView*>& lanes, const Prompt& prompt);
    void retry(LaneView* lane);
    void onFrame();
    void onLaneEnded(LaneView* lane);
    void updateState();
    QString statusText() const;

    void pickModel(LaneView* replace);
    void removeLane(LaneView* lane);
    void connectLane(LaneView* lane);
    void lanesChanged();
    LaneView* focusedLane() const;
    void onArranged(const LaneLayout& layout);
    void confirmLink(const QUrl& url);
    void cycleRegion(int step);

    CompareServices m_services;
    std::shared_ptr<CodeHighlighter> m_highlighter;
    QList<LaneView*> m_lanes;
    QList<CompareRun*> m_runs;
    Prompt m_asked;
    QTimer m_frame;
    LaneProgress::Clock::time_point m_lastTick;
    qsizetype m_nextLane = 0;
    bool m_ribbonClosed = false;

    QList<QAction*> m_focusActions; ///< one for each of the first lanes
    QAction* m_runAction = nullptr;
    QAction* m_stopAction = nullptr;
    QAction* m_addAction = nullptr;
    QList<QAction*> m_laneActions; ///< shortcuts that work inside lanes only
    CompareBar* m_bar = nullptr;
    SampleRibbon* m_ribbon = nullptr;
    TurnStrip* m_turn = nullptr;
    LaneArea* m_area = nullptr;
    QWidget* m_sparePanel = nullptr;
    RaceStrip* m_spareRace = nullptr;
    Composer* m_composer = nullptr;
};

} // namespace assay
