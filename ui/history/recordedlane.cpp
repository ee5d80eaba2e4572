// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/recordedlane.h"

#include "core/history/runfinder.h"
#include "ui/compare/laneprogress.h"
#include "ui/compare/metricsline.h"
#include "ui/compare/statebadge.h"
#include "ui/markdown/answerview.h"
#include "ui/text/errorsentences.h"
#include "ui/theme/icons.h"
#include "ui/theme/lanemark.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLine = 3;
constexpr int kMark = 12;

/// What stands in the lane beside its text: reasoning, refusal and calls of tools as Markdown.
QString textOf(const LaneRecord& record)
{
    QString text = record.text;
    if (text.isEmpty())
        text = record.refusal;
    for (const auto& call : record.toolCalls)
        text += u"\n\n```json\n%1 %2\n```"_s.arg(call.name, call.arguments);
    return text;
}

} // namespace

RecordedLane::RecordedLane(int lane, std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent)
    : QWidget(parent)
    , m_lane(lane)
    , m_title(new QWidget(this))
    , m_badge(new StateBadge(this))
    , m_menu(makeMenu())
    , m_hitCount(new PlainLabel({}, this))
    , m_metrics(new MetricsLine(this))
    , m_notice(new PlainLabel({}, this))
    , m_answer(new AnswerView(std::move(highlighter), this))
{
    setObjectName(u"recordedLane%1"_s.arg(lane));
    m_hitCount->setRole(FontRole::Small, &Theme::muted);
    m_notice->setRole(FontRole::Small, &Theme::muted);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(14, 4, 14, 6);
    m_title->setMinimumHeight(fontMetrics().height() + 12);
    auto* first = new QHBoxLayout;
    first->setContentsMargins(14, 4 + kLine, 10, 0);
    first->addWidget(m_title, 1);
    first->addWidget(m_badge);
    first->addWidget(m_menu);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(14, 0, 12, 4);
    second->addWidget(m_metrics, 1);
    second->addWidget(m_hitCount);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(first);
    all->addLayout(second);
    all->addWidget(m_notice);
    all->addWidget(m_answer, 1);
    m_answer->setFrameShape(QFrame::NoFrame);
    setMinimumWidth(340); // narrower, tables break inside words
}

QToolButton* RecordedLane::makeMenu()
{
    auto* button = new QToolButton(this);
    button->setIcon(themeIcon(u"overflow-menu"_s));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolTip(tr("What can be done with this lane"));
    button->setAccessibleName(tr("Menu of lane %1").arg(laneLetter(m_lane)));
    auto* menu = new QMenu(button);
    auto* replay = menu->addAction(themeIcon(u"view-refresh"_s), tr("Replay this lane exactly…"));
    auto* fork = menu->addAction(themeIcon(u"vcs-branch"_s), tr("Run this lane in Compare"));
    button->setMenu(menu);
    connect(replay, &QAction::triggered, this, &RecordedLane::replayWanted);
    connect(fork, &QAction::triggered, this, &RecordedLane::forkWanted);
    return button;
}

void RecordedLane::setRepeatable(bool repeatable)
{
    m_menu->setEnabled(repeatable);
}

void RecordedLane::setRecord(const LaneRecord& record, const QString& verdict)
{
    m_name = record.model.model + (record.model.provider.isEmpty() ? QString() : u"  ·  "_s + record.model.provider);
    LaneProgress progress;
    progress.started = true;
    progress.state = record.state;
    progress.simulated = record.simulated;
    progress.local = record.local;
    progress.record = record;
    const auto now = LaneProgress::Clock::now();
    auto look = stateLook(progress, now);
    if (!verdict.isEmpty())
        look.word += u" · "_s + verdict;
    m_badge->setLook(look);
    m_metrics->setMetrics(laneMetrics(progress, now));
    const auto notice = ErrorSentences::ended(record, record.model.provider);
    m_notice->setText(notice.isEmpty() ? QString() : notice.title + u' ' + notice.body);
    m_notice->setVisible(!notice.isEmpty());
    setAccessibleName(tr("Lane %1, %2").arg(laneLetter(m_lane), record.model.toString()));
    setAccessibleDescription(laneDescription(progress, now));
    m_answer->setAccessibleName(tr("Answer %1").arg(laneLetter(m_lane)));
    m_answer->clearAnswer();
    m_answer->answer().append(textOf(record));
    m_answer->finish();
    m_answer->catchUp();
    m_answer->moveCursor(QTextCursor::Start);
    m_answer->verticalScrollToStart();
    setTerms({});
    update();
}

int RecordedLane::setTerms(const QString& terms)
{
    m_hits.clear();
    m_current = -1;
    if (!terms.trimmed().isEmpty())
        m_hits = matchesIn(m_answer->document()->toPlainText(), terms);
    m_hitCount->setText(m_hits.isEmpty() ? QString() : tr("%n hits", nullptr, static_cast<int>(m_hits.size())));
    applyMarks();
    return static_cast<int>(m_hits.size());
}

void RecordedLane::showHit(int hit)
{
    m_current = hit >= 0 && hit < m_hits.size() ? hit : -1;
    applyMarks();
    if (m_current < 0)
        return;
    QTextCursor cursor(m_answer->document());
    cursor.setPosition(static_cast<int>(m_hits[m_current].start));
    m_answer->setTextCursor(cursor);
    m_answer->showPlace(cursor);
}

void RecordedLane::applyMarks()
{
    const Theme& theme = Theme::of(this);
    QList<QTextEdit::ExtraSelection> marks;
    for (qsizetype i = 0; i < m_hits.size(); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_answer->document());
        mark.cursor.setPosition(static_cast<int>(m_hits[i].start));
        mark.cursor.setPosition(static_cast<int>(m_hits[i].start + m_hits[i].length), QTextCursor::KeepAnchor);
        const bool current = i == m_current;
        mark.format.setBackground(current ? theme.accent : theme.hitBackground);
        mark.format.setForeground(current ? theme.onAccent : theme.hitText);
        marks.append(mark);
    }
    m_answer->setExtraSelections(marks);
}

void RecordedLane::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.fillRect(QRect(0, 0, width(), kLine), theme.lane(m_lane).mark);
    painter.fillRect(QRect(0, m_answer->y() - 1, width(), 1), theme.line);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = m_title->geometry();
    double x = area.left();
    paintLaneMark(painter, {x, area.center().y() - kMark / 2.0 + 1, kMark, kMark}, m_lane, theme);
    x += kMark + 6;
    painter.setFont(roleFont(font(), FontRole::BodyStrong));
    painter.setPen(theme.lane(m_lane).text);
    const QString letter = laneLetter(m_lane);
    painter.drawText(QRectF(x, area.top(), 40, area.height()), Qt::AlignVCenter, letter);
    x += painter.fontMetrics().horizontalAdvance(letter) + 8;
    painter.setPen(theme.text);
    const QRectF rest(x, area.top(), area.right() - x, area.height());
    painter.drawText(rest, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_name, Qt::ElideRight, static_cast<int>(rest.width())));
}

void RecordedLane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyMarks();
}

} // namespace assay
