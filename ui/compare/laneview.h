// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneblind.h"
#include "ui/compare/lanetrack.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/text/errorsentences.h"

#include <QFrame>

#include <memory>

class QMenu;
class QPlainTextEdit;
class QStackedWidget;

namespace assay {

class AnswerView;
class FittedScrollArea;
class LaneFooter;
class LaneHeader;
class NoticePanel;
class PlainLabel;
class ReasoningBox;
class RoutePanel;
class SamplePager;
class ToolCallBox;

/// One lane: header, what the model thought, answer, tool calls, trouble, buttons. Keeps all its answers (turns and
/// samples) and shows one of them. Fed by the page; shows what has come when the page's frame timer says so.
class LaneView : public QFrame
{
    Q_OBJECT

public:
    LaneView(int index, ModelChoice model, std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent = nullptr);

    int uid() const { return m_uid; } ///< stays when lanes are moved
    void setIndex(int index);
    int index() const { return m_index; }
    QString shortName() const; ///< "A  Claude Sonnet 5.5"; "Answer 1" while blind
    void setModel(const ModelChoice& model);
    const ModelChoice& model() const { return m_model; }
    void setOwnSettings(const std::optional<LaneSettings>& settings);
    const std::optional<LaneSettings>& ownSettings() const { return m_settings; }

    /// The answer that is shown; an empty progress if there is none.
    const LaneProgress& progress() const;
    LaneTrack& track() { return m_track; }
    const LaneTrack& track() const { return m_track; }
    int turn() const { return m_turn; }
    const LaneSample* shown() const { return m_track.shown(m_turn); }

    using TimePoint = LaneProgress::Clock::time_point;
    void setCompact(bool compact); ///< little room: the row of buttons goes; all of it is in the menu too
    void showTurn(int turn); ///< what runs goes on
    void stepSample(int step);
    void clearTurns();
    /// While names, colours, speed and cost are hidden; nothing: they are shown.
    void setBlind(const std::optional<LaneBlind>& blind);
    bool isBlind() const { return m_blind.has_value(); }
    /// What this model will not get of the request in the composer, or why it will not be sent; sentences.
    void setWarnings(const QStringList& warnings);
    QStringList warnings() const { return m_warnings; }

    /// A new sample of the turn, which is then shown.
    LaneSample* begin(int turn, const QString& runId, int laneInRun, TimePoint now);
    void setState(LaneSample* sample, LaneState state, TimePoint now);
    void scheduleRetry(LaneSample* sample, std::chrono::milliseconds wait, const Error& cause, TimePoint now);
    void note(LaneSample* sample, const StreamEvent& event, TimePoint now);
    void end(LaneSample* sample, const LaneRecord& record, TimePoint now);

    /// Shows text that has come. True if anything changed.
    bool renderFrame();
    /// Shows figures of this moment.
    void tick(TimePoint now);

    QString answerMarkdown() const;
    void copyMarkdown();
    void focusAnswer();
    AnswerView* answerView() const { return m_answer; }

Q_SIGNALS:
    void stopRequested();
    void retryRequested();
    void retryNowRequested();
    void continueRequested(); ///< asks it to go on with an answer that was cut off
    void removeRequested();
    void changeModelRequested();
    void settingsRequested();
    void duplicateRequested();
    void moveRequested(int step);
    void dropped(int lane); ///< the lane with this uid was dropped onto this one
    void goOnRequested();
    void rerunRequested();
    void copyCurlRequested();
    void focusRequested(); ///< this lane alone
    void shownChanged(); ///< another sample or turn is shown
    void linkActivated(const QUrl& url);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    QString waitingWords(TimePoint now) const;
    void buildMenu();
    void updateNames();
    void updateFigures(TimePoint now);
    void updateNotice(TimePoint now);
    void updateContent();
    void showSample();
    void showRaw(bool raw);
    QString shownText() const;
    void perform(LaneAction action);

    const int m_uid;
    int m_index;
    bool m_compact = false;
    ModelChoice m_model;
    std::optional<LaneSettings> m_settings;
    LaneTrack m_track;
    int m_turn = -1;
    std::optional<LaneBlind> m_blind;
    QStringList m_warnings;
    LaneProgress m_ready; ///< of a lane that has not been asked in this turn
    std::chrono::milliseconds m_retryWait{0};

    LaneHeader* m_header;
    PlainLabel* m_warning;
    ReasoningBox* m_reasoning;
    RoutePanel* m_route;
    QStackedWidget* m_content;
    AnswerView* m_answer;
    QPlainTextEdit* m_raw;
    ToolCallBox* m_calls;
    NoticePanel* m_notice;
    FittedScrollArea* m_noticeArea;
    QMenu* m_menu;
    LaneFooter* m_footer;
};

} // namespace assay
