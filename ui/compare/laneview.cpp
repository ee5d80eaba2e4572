// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/laneview.h"

#include "ui/compare/lanefooter.h"
#include "ui/compare/laneheader.h"
#include "ui/compare/noticepanel.h"
#include "ui/compare/reasoningbox.h"
#include "ui/compare/routepanel.h"
#include "ui/compare/samplepager.h"
#include "ui/compare/toolcallbox.h"
#include "ui/markdown/answerview.h"
#include "ui/text/formats.h"
#include "ui/widgets/fittedscrollarea.h"
#include "ui/widgets/plainlabel.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>

#include <variant>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

int nextUid()
{
    static int last = 0;
    return ++last;
}

} // namespace

LaneView::LaneView(int index, ModelChoice model, std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent)
    : QFrame(parent)
    , m_uid(nextUid())
    , m_index(index)
    , m_model(std::move(model))
    , m_header(new LaneHeader(index, this))
    , m_warning(new PlainLabel({}, this))
    , m_reasoning(new ReasoningBox(this))
    , m_route(new RoutePanel(this))
    , m_content(new QStackedWidget(this))
    , m_answer(new AnswerView(std::move(highlighter), this))
    , m_raw(new QPlainTextEdit(this))
    , m_calls(new ToolCallBox(this))
    , m_notice(new NoticePanel(this))
    , m_noticeArea(new FittedScrollArea(m_notice, this))
    , m_menu(new QMenu(this))
    , m_footer(new LaneFooter(this))
{
    build();
    buildMenu();
    setModel(m_model);
}

const LaneProgress& LaneView::progress() const
{
    const LaneSample* sample = shown();
    return sample != nullptr ? sample->progress : m_ready;
}

QString LaneView::answerMarkdown() const
{
    const LaneSample* sample = shown();
    return sample != nullptr ? sample->text : QString();
}

void LaneView::setModel(const ModelChoice& model)
{
    m_model = model;
    m_ready = {};
    m_ready.simulated = model.endpoint.simulated;
    m_ready.local = model.endpoint.local;
    m_warnings.clear();
    m_warning->hide();
    showSample();
}

void LaneView::setOwnSettings(const std::optional<LaneSettings>& settings)
{
    m_settings = settings;
    updateNames();
}

void LaneView::setIndex(int index)
{
    m_index = index;
    updateNames();
}

void LaneView::setCompact(bool compact)
{
    m_compact = compact;
    updateFigures(LaneProgress::Clock::now());
}

void LaneView::setBlind(const std::optional<LaneBlind>& blind)
{
    if (m_blind == blind)
        return;
    m_blind = blind;
    m_footer->rawToggle()->setChecked(false);
    m_warning->setVisible(!m_warnings.isEmpty() && !m_blind);
    showSample();
}

void LaneView::updateNames()
{
    const QString letter = laneLetter(m_index);
    const LaneSample* sample = shown();
    const ModelChoice& model = sample != nullptr ? sample->model : m_model;
    setObjectName(u"lane"_s + letter);
    m_header->setLane(m_index);
    m_header->setBlind(m_blind ? std::optional(m_blind->number) : std::nullopt);
    m_header->setModel(model.displayName(), model.displayProvider());
    m_header->setOwnSettings(m_settings.has_value());
    m_header->pager()->setSamples(m_track.shownIndex(m_turn), m_track.count(m_turn), m_track.agreement(m_turn));
    m_footer->setLetter(letter);
    if (m_blind) {
        setAccessibleName(tr("Answer %1").arg(m_blind->number));
        m_answer->setAccessibleName(accessibleName());
        m_answer->setPlaceholderText(
            sample != nullptr && !m_blind->shown ? tr("This answer is being written.") : QString());
        m_header->pager()->hide();
        return;
    }
    setAccessibleName(tr("Lane %1, %2, %3").arg(letter, model.displayName(), model.displayProvider()));
    m_answer->setAccessibleName(tr("Answer of lane %1").arg(letter));
    m_raw->setAccessibleName(tr("Text of lane %1 as it came").arg(letter));
    m_answer->setPlaceholderText(
        sample == nullptr ? tr("The answer of %1 appears here.").arg(model.displayName()) : QString());
    m_menu->setAccessibleName(tr("Menu of lane %1").arg(letter));
}

void LaneView::setWarnings(const QStringList& warnings)
{
    if (m_warnings == warnings)
        return;
    m_warnings = warnings;
    m_warning->setText(warnings.join(u' '));
    m_warning->setVisible(!warnings.isEmpty() && !m_blind);
}

void LaneView::showTurn(int turn)
{
    m_turn = turn;
    showSample();
}

void LaneView::stepSample(int step)
{
    m_track.show(m_turn, m_track.shownIndex(m_turn) + step);
    showSample();
}

void LaneView::clearTurns()
{
    m_track.clear();
    m_turn = -1;
    showSample();
}

// Everything on the lane shows the sample that is to be shown.
void LaneView::showSample()
{
    const LaneSample* sample = shown();
    const auto now = LaneProgress::Clock::now();
    m_answer->clearAnswer();
    m_reasoning->reset();
    m_raw->clear();
    m_calls->setCalls(sample != nullptr ? sample->toolCalls : QList<ToolCall>());
    m_route->setConcealed(m_blind.has_value());
    m_route->reset();
    if (sample != nullptr) {
        if (!m_blind)
            m_reasoning->append(sample->reasoning);
        if (!sample->text.isEmpty())
            m_reasoning->answerBegan();
        m_answer->answer().append(shownText());
        if (sample->progress.record) {
            m_answer->finish();
            m_answer->verticalScrollToStart();
            m_route->setRecord(*sample->progress.record);
        }
        m_reasoning->renderFrame();
    }
    updateNames();
    updateNotice(now);
    updateContent();
    updateFigures(now);
    if (m_footer->rawToggle()->isChecked())
        showRaw(true);
    Q_EMIT shownChanged();
}

QString LaneView::shownText() const
{
    QString text = answerMarkdown();
    if (!m_blind)
        return text;
    if (!m_blind->shown)
        return {};
    for (auto place = m_blind->masked.crbegin(); place != m_blind->masked.crend(); ++place)
        text.replace(place->start, place->length, QString(5, QChar(0x2592)));
    return text;
}

LaneSample* LaneView::begin(int turn, const QString& runId, int laneInRun, TimePoint now)
{
    LaneSample* sample = m_track.add(turn, m_model, runId, laneInRun);
    sample->progress.started = true;
    sample->progress.begin = now;
    m_turn = turn;
    showSample();
    return sample;
}

void LaneView::setState(LaneSample* sample, LaneState state, TimePoint now)
{
    LaneProgress& progress = sample->progress;
    if (progress.record)
        return;
    if (progress.state == LaneState::Retrying && state != LaneState::Retrying && !isTerminal(state))
        ++progress.attempt;
    progress.state = state;
    if (state != LaneState::Retrying)
        progress.retryCause.reset();
    if (sample != shown())
        return;
    updateNotice(now);
    updateFigures(now);
}

void LaneView::scheduleRetry(LaneSample* sample, std::chrono::milliseconds wait, const Error& cause, TimePoint now)
{
    LaneProgress& progress = sample->progress;
    progress.state = LaneState::Retrying;
    progress.retryCause = cause;
    progress.retryAt = now + wait;
    progress.failedAt.append(now);
    m_retryWait = wait;
    if (sample != shown())
        return;
    updateNotice(now);
    updateFigures(now);
}

void LaneView::note(LaneSample* sample, const StreamEvent& event, TimePoint now)
{
    const bool began = sample->text.isEmpty();
    sample->note(event, now);
    if (sample != shown() || m_blind)
        return;
    if (const auto* delta = std::get_if<TextDelta>(&event)) {
        if (began)
            m_reasoning->answerBegan();
        m_answer->answer().append(delta->text);
    } else if (const auto* thought = std::get_if<ReasoningDelta>(&event)) {
        m_reasoning->append(thought->text);
    } else if (const auto* refusal = std::get_if<RefusalDelta>(&event)) {
        m_answer->answer().append(refusal->text);
    }
    updateContent();
}

void LaneView::end(LaneSample* sample, const LaneRecord& record, TimePoint now)
{
    sample->end(record, now);
    m_header->pager()->setSamples(m_track.shownIndex(m_turn), m_track.count(m_turn), m_track.agreement(m_turn));
    if (sample != shown() || m_blind)
        return;
    m_answer->finish();
    m_reasoning->renderFrame();
    m_calls->setCalls(sample->toolCalls);
    m_route->setRecord(record);
    updateNotice(now);
    updateContent();
    updateFigures(now);
    if (m_footer->rawToggle()->isChecked())
        showRaw(true);
}

bool LaneView::renderFrame()
{
    const bool thought = m_reasoning->renderFrame();
    const bool answered = m_answer->renderFrame();
    const LaneSample* sample = shown();
    if (sample != nullptr && !sample->toolCalls.isEmpty() && !sample->progress.record)
        m_calls->setCalls(sample->toolCalls);
    const bool streaming = progress().state == LaneState::Streaming && !answerMarkdown().isEmpty();
    m_answer->setStreamingCursor(
        streaming && !m_blind ? std::optional(Theme::of(this).lane(m_index).mark) : std::nullopt);
    return thought || answered;
}

// Nothing for two seconds, then what is waited for.
QString LaneView::waitingWords(TimePoint now) const
{
    const LaneProgress& now_ = progress();
    if (!answerMarkdown().isEmpty() || !now_.isRunning() || now_.elapsed(now) < std::chrono::seconds(2))
        return {};
    if (now_.state == LaneState::Connecting)
        return tr("Connecting to %1…").arg(m_model.displayProvider());
    if (now_.reasoningCharacters > 0)
        return {};
    return now_.state == LaneState::Waiting ? tr("%1 has the request. No token yet.").arg(m_model.displayProvider())
                                            : QString();
}

void LaneView::tick(TimePoint now)
{
    if (m_blind)
        return;
    if (const QString words = waitingWords(now); words != m_answer->placeholderText())
        m_answer->setPlaceholderText(words);
    if (progress().state == LaneState::Retrying)
        updateNotice(now);
    updateFigures(now);
}

void LaneView::updateFigures(TimePoint now)
{
    const LaneProgress& current = progress();
    m_header->setProgress(current, now, m_track.isRunning());
    setAccessibleDescription(m_blind ? QString() : laneDescription(current, now));
    const bool ended = current.started && !current.isRunning();
    const bool hasText = !answerMarkdown().isEmpty();
    m_footer->setVisible(!m_compact && current.started && !m_blind);
    m_footer->setState({.hasText = hasText,
        .ended = ended,
        .canFollow
        = (current.isRunning() && hasText) || (ended && !m_answer->isFollowing() && m_answer->isScrollable()),
        .following = m_answer->isFollowing(),
        .canGoOn = ended && m_track.answer(m_turn).has_value()});
    if (current.reasoningCharacters > 0) {
        const auto reported = current.record ? current.record->usage[UsageClass::Reasoning] : std::nullopt;
        const Formats formats;
        const QString figure
            = reported ? formats.tokens(*reported) : u"\u2248 "_s + formats.tokens(current.reasoningCharacters / 4);
        m_reasoning->setFigures(m_blind ? QString() : figure);
    }
}

void LaneView::updateNotice(TimePoint now)
{
    const LaneProgress& current = progress();
    const StateLook look = stateLook(current, now);
    const LaneSample* sample = shown();
    // Blind, an error sentence must not name the provider.
    const QString provider
        = m_blind ? tr("The provider") : (sample != nullptr ? sample->model : m_model).displayProvider();
    if (current.record && (!m_blind || m_blind->shown)) {
        LaneNotice notice = ErrorSentences::ended(*current.record, provider);
        if (m_blind && !notice.isEmpty())
            notice = {
                .title = tr("This answer did not end well"), .body = tr("Why is told after your vote."), .actions = {}};
        m_notice->setNotice(notice, look.glyph, look.colour);
    } else if (current.state == LaneState::Retrying && current.retryCause && !m_blind) {
        const LaneNotice notice = ErrorSentences::retrying(*current.retryCause, provider, current.simulated);
        m_notice->setNotice(notice, Glyph::Hourglass, look.colour);
        const std::chrono::duration<double> left = current.retryAt - now;
        const std::chrono::duration<double> all = m_retryWait;
        m_notice->setProgress(all.count() > 0 ? 1.0 - left.count() / all.count() : 1.0);
    } else {
        m_notice->clear();
    }
    m_noticeArea->setVisible(m_notice->isVisibleTo(m_noticeArea->viewport()));
    updateContent();
}

// Without text a notice or tool calls take the place of the answer.
void LaneView::updateContent()
{
    const LaneSample* sample = shown();
    const bool hasCalls = sample != nullptr && !sample->toolCalls.isEmpty();
    const bool wanted = !answerMarkdown().isEmpty() || (!m_noticeArea->isVisibleTo(this) && !hasCalls);
    if (m_content->isVisibleTo(this) != wanted)
        m_content->setVisible(wanted);
}

} // namespace assay
