// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparerun.h"
#include "ui/compare/compareservices.h"
#include "ui/compare/composer.h"
#include "ui/compare/conversation.h"
#include "ui/compare/layoutchooser.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;
class QStackedWidget;
class QVBoxLayout;

namespace assay {

class ActionRegistry;
class CompareBar;
class LaneArea;
class RaceStrip;
class SampleRibbon;
class TurnStrip;
struct CompareState;

/// One prompt, one to 24 lanes side by side, over several turns. All text is laid out from one frame timer, never when
/// it arrives; what is too slow waits for a later frame, so that the window stays smooth.
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
    LaneArea* area() const { return m_area; }
    CompareBar* bar() const { return m_bar; }
    const CompareServices& services() const { return m_services; }
    const Conversation& conversation() const { return m_talk; }
    const LaneSettings& commonSettings() const { return m_common; }
    LaneView* laneOf(int uid) const; ///< null if it is gone
    LaneView* focusedLane() const;
    void setModels(const QList<ModelChoice>& models);
    void setLineUp(const QList<ModelChoice>& lanes); ///< replaces all lanes; not while a run is open
    void takeLineUp(const LineUp& lineUp);
    LineUp currentLineUp(const QString& name) const;
    void setCommonSettings(const LaneSettings& settings);
    void addLane(const ModelChoice& model); ///< not while a run is open or when all places are taken
    void run(); ///< asks all lanes what stands in the composer; not while a run is open or without a prompt
    void ask(const QString& prompt); ///< as if it were typed, and run
    void stopAll();
    void editTurn();
    void takePrompt(const QString& id, const QString& text, const QString& system);
    void retry(LaneView* lane); ///< one more sample for the turn it shows; the others go on
    void continueAnswer(LaneView* lane); ///< asks it to go on with an answer that was cut off
    void rerun(LaneView* lane); ///< asks it every turn that it has no answer to, one after another
    void showTurn(int turn);
    void openThread(const QList<RunRecord>& runs); ///< takes up a stored conversation: lanes, turns, answers
    CompareState state() const;
    void restore(const CompareState& state); ///< at start; the conversation follows once the ledger gave it
    void duplicateLane(LaneView* lane);
    void moveLane(LaneView* lane, int to);
    ChatRequest requestFor(const LaneView* lane, int turn) const; ///< what this lane is sent for a turn
    RunSpec nextRun() const; ///< what Run would ask now, for estimates: without an id and a place
    const LaneSettings& settingsOf(const LaneView* lane) const;
    void restrictTo(const QList<LaneView*>& lanes); ///< only these are asked and shown; empty: all
    QList<LaneView*> shownLanes() const;
    void setBlind(bool blind); ///< neither race nor cost nor order is shown
    void hideTurn();
    void addBelow(QWidget* widget); ///< between the lanes and the composer
    void setOverlay(QWidget* widget); ///< in place of the lanes; null: the lanes
    bool isBlind() const { return m_blind; }

Q_SIGNALS:
    void lineUpChanged(const QList<assay::ModelRef>& lanes);
    void lanesRebuilt();
    void runStarted(const QString& runId);
    void runFinished(const assay::RunRecord& record); ///< also one of a single lane that was asked again
    void statusChanged(); ///< whether a run is open, or what it cost so far
    void turnShown(int turn);

private:
    void makeActions(ActionRegistry& actions);
    void makeLaneActions(ActionRegistry& actions);
    void makeLayout(ActionRegistry& actions);
    void makeFeatures(ActionRegistry& actions);
    int addTurn(const Prompt& prompt);
    RunSpec specFor(const QList<LaneView*>& lanes, int turn) const;
    void launch(const QList<LaneView*>& lanes, int turn);
    void goOnFrom(LaneView* lane);
    void onFrame();
    void onLaneEnded(LaneView* lane);
    void continueRerun(LaneView* lane);
    void restoreRun(const RunRecord& run, int turn);
    void restoreLanes(const LineUp& lineUp);
    void restorePlace(const CompareState& state);
    ModelChoice choiceOf(const ModelRef& ref) const;
    void updateState();
    void updateSharable();
    void updateVersion();
    QString statusText() const;
    void pickModel(LaneView* replace);
    LaneView* makeLane(const ModelChoice& model);
    void removeLane(LaneView* lane);
    void connectLane(LaneView* lane);
    void lanesChanged();
    void refreshRace();
    void onArranged(const LaneLayout& layout);
    void cycleRegion(int step);
    CompareServices m_services;
    std::shared_ptr<CodeHighlighter> m_highlighter;
    QList<LaneView*> m_lanes;
    QList<LaneView*> m_restricted;
    QList<CompareRun*> m_runs;
    Conversation m_talk;
    QString m_nextPromptId; ///< of a prompt taken from the library: its next conversation adds a version to it
    LaneSettings m_common;
    QHash<LaneView*, int> m_reruns; ///< lanes that are asked turn after turn, and the last turn they get
    QTimer m_frame;
    qsizetype m_frames = 0;
    LaneProgress::Clock::time_point m_shownAt;
    qsizetype m_nextLane = 0;
    bool m_ribbonClosed = false;
    bool m_blind = false;
    QList<QAction*> m_focusActions; ///< one for each of the first lanes
    QAction* m_runAction = nullptr;
    QAction* m_stopAction = nullptr;
    QAction* m_addAction = nullptr;
    QList<QAction*> m_laneActions; ///< shortcuts that work inside lanes only
    CompareBar* m_bar = nullptr;
    SampleRibbon* m_ribbon = nullptr;
    TurnStrip* m_turn = nullptr;
    LaneArea* m_area = nullptr;
    QStackedWidget* m_stack = nullptr;
    QVBoxLayout* m_below = nullptr;
    QWidget* m_sparePanel = nullptr;
    RaceStrip* m_spareRace = nullptr;
    Composer* m_composer = nullptr;
};

} // namespace assay
