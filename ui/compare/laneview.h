// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"
#include "ui/compare/lineup.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/text/errorsentences.h"

#include <QFrame>

#include <memory>

class QLabel;
class QMenu;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace assay {

class AnswerView;
class FittedScrollArea;
class LaneHeader;
class NoticePanel;
class ReasoningBox;
class RoutePanel;

/// One lane: header, what the model thought, answer, trouble, buttons. Fed by the page; shows what has come when the
/// page's frame timer says so.
class LaneView : public QFrame
{
    Q_OBJECT

public:
    LaneView(int index, ModelChoice model, std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent = nullptr);

    void setIndex(int index);
    int index() const { return m_index; }
    void setModel(const ModelChoice& model);
    const ModelChoice& model() const { return m_model; }
    const LaneProgress& progress() const { return m_progress; }

    using TimePoint = LaneProgress::Clock::time_point;
    /// Little room: the row of buttons goes; all of it is in the menu too.
    void setCompact(bool compact);
    /// A new question: everything of the last answer goes.
    void begin(TimePoint now);
    void setState(LaneState state, TimePoint now);
    void scheduleRetry(std::chrono::milliseconds wait, const Error& cause, TimePoint now);
    void note(const StreamEvent& event, TimePoint now);
    void end(const LaneRecord& record, TimePoint now);

    /// Shows text that has come. True if anything changed.
    bool renderFrame();
    /// Shows figures of this moment.
    void tick(TimePoint now);

    QString answerMarkdown() const { return m_text; }
    void copyMarkdown();
    void focusAnswer();
    AnswerView* answerView() const { return m_answer; }

Q_SIGNALS:
    void stopRequested();
    void retryRequested();
    void retryNowRequested();
    void removeRequested();
    void changeModelRequested();
    void linkActivated(const QUrl& url);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void makeFooter();
    QString waitingWords(TimePoint now) const;
    QToolButton* footerButton(const QString& name, const QString& icon, const QString& words);
    void buildMenu();
    void updateNames();
    void updateFigures(TimePoint now);
    void updateNotice(TimePoint now);
    void updateContent();
    void showRaw(bool raw);
    void perform(LaneAction action);

    int m_index;
    bool m_compact = false;
    ModelChoice m_model;
    LaneProgress m_progress;
    QString m_text;
    std::chrono::milliseconds m_retryWait{0};

    LaneHeader* m_header;
    ReasoningBox* m_reasoning;
    RoutePanel* m_route;
    QStackedWidget* m_content;
    AnswerView* m_answer;
    QPlainTextEdit* m_raw;
    NoticePanel* m_notice;
    FittedScrollArea* m_noticeArea;
    QMenu* m_menu;
    QWidget* m_footer = nullptr;
    QToolButton* m_copy = nullptr;
    QToolButton* m_rawToggle = nullptr;
    QToolButton* m_retry = nullptr;
    QToolButton* m_follow = nullptr;
};

} // namespace assay
