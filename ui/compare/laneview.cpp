// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/laneview.h"

#include "ui/compare/laneheader.h"
#include "ui/compare/noticepanel.h"
#include "ui/compare/reasoningbox.h"
#include "ui/compare/routepanel.h"
#include "ui/markdown/answerview.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/theme/icons.h"
#include "ui/widgets/fittedscrollarea.h"
#include "ui/widgets/focusring.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

#include <variant>

using namespace Qt::StringLiterals;

namespace assay {

LaneView::LaneView(int index, ModelChoice model, std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent)
    : QFrame(parent)
    , m_index(index)
    , m_model(std::move(model))
    , m_header(new LaneHeader(index, this))
    , m_reasoning(new ReasoningBox(this))
    , m_route(new RoutePanel(this))
    , m_content(new QStackedWidget(this))
    , m_answer(new AnswerView(std::move(highlighter), this))
    , m_raw(new QPlainTextEdit(this))
    , m_notice(new NoticePanel(this))
    , m_noticeArea(new FittedScrollArea(m_notice, this))
    , m_menu(new QMenu(this))
{
    m_progress.simulated = m_model.endpoint.simulated;
    m_progress.local = m_model.endpoint.local;
    build();
    buildMenu();
    updateNames();
    updateNotice(LaneProgress::Clock::now());
    updateFigures(LaneProgress::Clock::now());
}

void LaneView::build()
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusPolicy(Qt::NoFocus);
    m_answer->setObjectName(u"laneAnswer"_s);
    m_raw->setObjectName(u"laneRaw"_s);
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setFont(roleFont(font(), FontRole::Mono));
    m_raw->document()->setDocumentMargin(12);
    m_content->addWidget(m_answer);
    m_content->addWidget(m_raw);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_reasoning);
    layout->addWidget(m_content, 1000);
    layout->addWidget(m_noticeArea);
    layout->addWidget(m_route);
    layout->addStretch(1);
    makeFooter();
    layout->addWidget(m_footer);
    new FocusRing(this, m_content);

    connect(m_header, &LaneHeader::stopRequested, this, &LaneView::stopRequested);
    connect(m_notice, &NoticePanel::actionRequested, this, &LaneView::perform);
    connect(m_answer, &AnswerView::linkActivated, this, &LaneView::linkActivated);
    connect(m_answer, &AnswerView::followingChanged, this, [this] { updateFigures(LaneProgress::Clock::now()); });
}

QToolButton* LaneView::footerButton(const QString& name, const QString& icon, const QString& words)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themeIcon(icon, IconColour::Muted));
    button->setAutoRaise(true);
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

void LaneView::makeFooter()
{
    m_footer = new QWidget(this);
    auto* row = new QHBoxLayout(m_footer);
    row->setContentsMargins(space::control, 3, space::control, 3);
    row->setSpacing(space::badge);
    m_copy = footerButton(u"laneCopy"_s, u"edit-copy"_s, tr("Copy the answer as Markdown"));
    m_rawToggle = footerButton(u"laneRawToggle"_s, u"format-text-code"_s, tr("Show the text as it came"));
    m_rawToggle->setCheckable(true);
    m_retry = footerButton(u"laneRetry"_s, u"view-refresh"_s, tr("Ask this lane again"));
    m_follow = footerButton(u"laneFollow"_s, u"go-down"_s, tr("Follow the stream"));
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setLayoutDirection(Qt::RightToLeft);
    m_follow->setFont(roleFont(font(), FontRole::Small));
    row->addWidget(m_copy);
    row->addWidget(m_rawToggle);
    row->addWidget(m_retry);
    row->addStretch(1);
    row->addWidget(m_follow);
    connect(m_copy, &QToolButton::clicked, this, &LaneView::copyMarkdown);
    connect(m_rawToggle, &QToolButton::toggled, this, &LaneView::showRaw);
    connect(m_retry, &QToolButton::clicked, this, &LaneView::retryRequested);
    connect(m_follow, &QToolButton::clicked, m_answer, &AnswerView::follow);
}

void LaneView::setCompact(bool compact)
{
    m_compact = compact;
    updateFigures(LaneProgress::Clock::now());
}

void LaneView::buildMenu()
{
    m_menu->addAction(tr("Change model…"), this, &LaneView::changeModelRequested);
    m_menu->addAction(tr("Ask again"), this, &LaneView::retryRequested);
    m_menu->addSeparator();
    m_menu->addAction(tr("Copy answer as Markdown"), this, &LaneView::copyMarkdown);
    QMenu* code = m_menu->addMenu(tr("Copy code"));
    code->setAccessibleName(tr("Copy code"));
    connect(code, &QMenu::aboutToShow, this, [this, code] {
        code->clear();
        int number = 1;
        for (const QTextBlock& header : m_answer->codeHeaders()) {
            const QString language = header.text().isEmpty() ? tr("text") : header.text();
            code->addAction(
                tr("Block %1, %2").arg(number++).arg(language), this, [this, header] { m_answer->copyCode(header); });
        }
    });
    QAction* raw = m_menu->addAction(tr("Show raw text"));
    raw->setCheckable(true);
    connect(raw, &QAction::toggled, m_rawToggle, &QToolButton::setChecked);
    connect(m_rawToggle, &QToolButton::toggled, raw, &QAction::setChecked);
    m_menu->addAction(tr("Show or hide thinking"), this, [this] { m_reasoning->setOpen(!m_reasoning->isOpen()); });
    m_menu->addSeparator();
    m_menu->addAction(tr("Remove lane"), this, &LaneView::removeRequested);
    m_header->setMenu(m_menu);
}

void LaneView::updateNames()
{
    const QString letter = laneLetter(m_index);
    setObjectName(u"lane"_s + letter);
    setAccessibleName(tr("Lane %1, %2, %3").arg(letter, m_model.displayName(), m_model.displayProvider()));
    m_answer->setAccessibleName(tr("Answer of lane %1").arg(letter));
    m_raw->setAccessibleName(tr("Text of lane %1 as it came").arg(letter));
    m_answer->setPlaceholderText(tr("The answer of %1 appears here.").arg(m_model.displayName()));
    m_header->setLane(m_index);
    m_header->setModel(m_model.displayName(), m_model.displayProvider());
    m_menu->setAccessibleName(tr("Menu of lane %1").arg(letter));
}

void LaneView::setIndex(int index)
{
    m_index = index;
    updateNames();
}

void LaneView::setModel(const ModelChoice& model)
{
    m_model = model;
    m_progress = {};
    m_progress.simulated = model.endpoint.simulated;
    m_progress.local = model.endpoint.local;
    m_text.clear();
    m_answer->clearAnswer();
    m_reasoning->reset();
    m_route->reset();
    m_raw->clear();
    updateNames();
    updateNotice(LaneProgress::Clock::now());
    updateFigures(LaneProgress::Clock::now());
}

void LaneView::begin(TimePoint now)
{
    setModel(m_model);
    m_progress.started = true;
    m_progress.begin = now;
    m_answer->setPlaceholderText({});
    updateContent();
    updateFigures(now);
}

void LaneView::setState(LaneState state, TimePoint now)
{
    if (m_progress.record)
        return;
    if (m_progress.state == LaneState::Retrying && state != LaneState::Retrying && !isTerminal(state))
        ++m_progress.attempt;
    m_progress.state = state;
    if (state != LaneState::Retrying)
        m_progress.retryCause.reset();
    updateNotice(now);
    updateFigures(now);
}

void LaneView::scheduleRetry(std::chrono::milliseconds wait, const Error& cause, TimePoint now)
{
    m_progress.state = LaneState::Retrying;
    m_progress.retryCause = cause;
    m_progress.retryAt = now + wait;
    m_progress.failedAt.append(now);
    m_retryWait = wait;
    updateNotice(now);
    updateFigures(now);
}

void LaneView::note(const StreamEvent& event, TimePoint now)
{
    m_progress.note(event, now);
    if (isOutput(event) && !isTerminal(m_progress.state))
        m_progress.state = LaneState::Streaming;
    if (const auto* delta = std::get_if<TextDelta>(&event)) {
        if (m_text.isEmpty())
            m_reasoning->answerBegan();
        m_text += delta->text;
        m_answer->answer().append(delta->text);
    } else if (const auto* thought = std::get_if<ReasoningDelta>(&event)) {
        m_reasoning->append(thought->text);
    } else if (const auto* refusal = std::get_if<RefusalDelta>(&event)) {
        m_text += refusal->text;
        m_answer->answer().append(refusal->text);
    }
    updateContent();
}

void LaneView::end(const LaneRecord& record, TimePoint now)
{
    m_progress.record = record;
    m_progress.state = record.state;
    m_progress.retryCause.reset();
    if (!m_progress.lastToken)
        m_progress.lastToken = now;
    m_answer->finish();
    m_reasoning->renderFrame();
    m_route->setRecord(record);
    updateNotice(now);
    updateContent();
    updateFigures(now);
    if (m_rawToggle->isChecked())
        showRaw(true);
}

bool LaneView::renderFrame()
{
    const bool thought = m_reasoning->renderFrame();
    const bool answered = m_answer->renderFrame();
    const bool streaming = m_progress.state == LaneState::Streaming && !m_text.isEmpty();
    m_answer->setStreamingCursor(streaming ? std::optional(Theme::of(this).lane(m_index).mark) : std::nullopt);
    return thought || answered;
}

// Nothing for two seconds, then what is waited for.
QString LaneView::waitingWords(TimePoint now) const
{
    if (!m_text.isEmpty() || !m_progress.isRunning() || m_progress.elapsed(now) < std::chrono::seconds(2))
        return {};
    if (m_progress.state == LaneState::Connecting)
        return tr("Connecting to %1…").arg(m_model.displayProvider());
    if (m_progress.reasoningCharacters > 0)
        return {};
    return m_progress.state == LaneState::Waiting
        ? tr("%1 has the request. No token yet.").arg(m_model.displayProvider())
        : QString();
}

void LaneView::tick(TimePoint now)
{
    if (const QString words = waitingWords(now); words != m_answer->placeholderText())
        m_answer->setPlaceholderText(words);
    if (m_progress.state == LaneState::Retrying)
        updateNotice(now);
    updateFigures(now);
}

void LaneView::updateFigures(TimePoint now)
{
    m_header->setProgress(m_progress, now);
    setAccessibleDescription(laneDescription(m_progress, now));
    const bool ended = m_progress.started && !m_progress.isRunning();
    m_footer->setVisible(!m_compact && m_progress.started);
    m_copy->setEnabled(!m_text.isEmpty());
    m_rawToggle->setEnabled(!m_text.isEmpty());
    m_retry->setVisible(ended);
    const bool streaming = m_progress.isRunning() && !m_text.isEmpty();
    m_follow->setVisible(streaming || (ended && !m_answer->isFollowing()));
    m_follow->setText(m_answer->isFollowing() ? tr("following the stream") : tr("go to the end"));
    if (m_progress.reasoningCharacters > 0) {
        const auto reported = m_progress.record ? m_progress.record->usage[UsageClass::Reasoning] : std::nullopt;
        const Formats formats;
        m_reasoning->setFigures(
            reported ? formats.tokens(*reported) : u"\u2248 "_s + formats.tokens(m_progress.reasoningCharacters / 4));
    }
}

void LaneView::updateNotice(TimePoint now)
{
    const StateLook look = stateLook(m_progress, now);
    if (m_progress.record) {
        const LaneNotice notice = ErrorSentences::ended(*m_progress.record, m_model.displayProvider());
        m_notice->setNotice(notice, look.glyph, look.colour);
    } else if (m_progress.state == LaneState::Retrying && m_progress.retryCause) {
        const LaneNotice notice
            = ErrorSentences::retrying(*m_progress.retryCause, m_model.displayProvider(), m_progress.simulated);
        m_notice->setNotice(notice, Glyph::Hourglass, look.colour);
        const std::chrono::duration<double> left = m_progress.retryAt - now;
        const std::chrono::duration<double> all = m_retryWait;
        m_notice->setProgress(all.count() > 0 ? 1.0 - left.count() / all.count() : 1.0);
    } else {
        m_notice->clear();
    }
    m_noticeArea->setVisible(m_notice->isVisibleTo(m_noticeArea->viewport()));
    updateContent();
}

// Without text a notice takes the place of the answer.
void LaneView::updateContent()
{
    const bool wanted = !m_text.isEmpty() || !m_noticeArea->isVisibleTo(this);
    if (m_content->isVisibleTo(this) != wanted)
        m_content->setVisible(wanted);
}

void LaneView::showRaw(bool raw)
{
    if (raw)
        m_raw->setPlainText(hardWrapped(visibleCharacters(m_text)));
    m_content->setCurrentWidget(raw ? static_cast<QWidget*>(m_raw) : m_answer);
    m_rawToggle->setToolTip(raw ? tr("Show the answer laid out") : tr("Show the text as it came"));
}

void LaneView::perform(LaneAction action)
{
    switch (action) {
    case LaneAction::Retry: Q_EMIT retryRequested(); return;
    case LaneAction::RetryNow: Q_EMIT retryNowRequested(); return;
    case LaneAction::Stop: Q_EMIT stopRequested(); return;
    }
}

void LaneView::copyMarkdown()
{
    if (!m_text.isEmpty())
        QGuiApplication::clipboard()->setText(m_text);
}

void LaneView::focusAnswer()
{
    m_content->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void LaneView::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    if (m_footer->isVisible())
        painter.fillRect(QRect(0, m_footer->geometry().top(), width(), 1), Theme::of(this).line);
}

} // namespace assay
