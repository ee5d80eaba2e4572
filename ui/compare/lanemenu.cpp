// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of LaneView that builds it and does what its buttons and menu say.
#include "ui/compare/lanedrag.h"
#include "ui/compare/lanefooter.h"
#include "ui/compare/laneheader.h"
#include "ui/compare/laneview.h"
#include "ui/compare/noticepanel.h"
#include "ui/compare/reasoningbox.h"
#include "ui/compare/routepanel.h"
#include "ui/compare/samplepager.h"
#include "ui/compare/toolcallbox.h"
#include "ui/markdown/answerview.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/fittedscrollarea.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

void LaneView::build()
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusPolicy(Qt::NoFocus);
    setAcceptDrops(true);
    m_answer->setObjectName(u"laneAnswer"_s);
    m_raw->setObjectName(u"laneRaw"_s);
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setFont(roleFont(font(), FontRole::Mono));
    m_raw->document()->setDocumentMargin(12);
    m_content->addWidget(m_answer);
    m_content->addWidget(m_raw);
    m_warning->setObjectName(u"laneWarning"_s);
    m_warning->setRole(FontRole::Small, &Theme::warn);
    m_warning->setWordWrap(true);
    m_warning->setContentsMargins(space::page, space::badge, space::page, space::badge);
    m_warning->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_warning);
    layout->addWidget(m_reasoning);
    layout->addWidget(m_content, 1000);
    layout->addWidget(m_calls);
    layout->addWidget(m_noticeArea);
    layout->addWidget(m_route);
    layout->addStretch(1);
    layout->addWidget(m_footer);
    new FocusRing(this, m_content);

    connect(m_header, &LaneHeader::stopRequested, this, &LaneView::stopRequested);
    connect(m_header->pager(), &SamplePager::stepped, this, &LaneView::stepSample);
    connect(m_header, &LaneHeader::doubleClicked, this, &LaneView::focusRequested);
    connect(m_header, &LaneHeader::dragged, this, [this] { startLaneDrag(this, m_uid, m_header->dragPicture()); });
    connect(m_notice, &NoticePanel::actionRequested, this, &LaneView::perform);
    connect(m_answer, &AnswerView::linkActivated, this, &LaneView::linkActivated);
    connect(m_answer, &AnswerView::followingChanged, this, [this] { updateFigures(LaneProgress::Clock::now()); });
    connect(m_footer, &LaneFooter::copyRequested, this, &LaneView::copyMarkdown);
    connect(m_footer, &LaneFooter::againRequested, this, &LaneView::retryRequested);
    connect(m_footer, &LaneFooter::goOnRequested, this, &LaneView::goOnRequested);
    connect(m_footer, &LaneFooter::followRequested, m_answer, &AnswerView::follow);
    connect(m_footer->rawToggle(), &QToolButton::toggled, this, &LaneView::showRaw);
}

void LaneView::buildMenu()
{
    m_menu->addAction(tr("Change model…"), this, &LaneView::changeModelRequested);
    m_menu->addAction(tr("Settings of this lane…"), this, &LaneView::settingsRequested);
    m_menu->addAction(tr("One more sample"), this, &LaneView::retryRequested);
    m_menu->addAction(tr("Go on from this answer"), this, &LaneView::goOnRequested);
    m_menu->addAction(tr("Ask the whole conversation here"), this, &LaneView::rerunRequested);
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
    m_menu->addAction(tr("Copy as curl, without the key"), this, &LaneView::copyCurlRequested);
    QAction* raw = m_menu->addAction(tr("Show raw text"));
    raw->setCheckable(true);
    connect(raw, &QAction::toggled, m_footer->rawToggle(), &QToolButton::setChecked);
    connect(m_footer->rawToggle(), &QToolButton::toggled, raw, &QAction::setChecked);
    m_menu->addAction(tr("Show or hide thinking"), this, [this] { m_reasoning->setOpen(!m_reasoning->isOpen()); });
    m_menu->addAction(tr("Only this lane"), this, &LaneView::focusRequested);
    m_menu->addSeparator();
    m_menu->addAction(tr("Duplicate lane"), this, &LaneView::duplicateRequested);
    m_menu->addAction(tr("Move left"), this, [this] { Q_EMIT moveRequested(-1); });
    m_menu->addAction(tr("Move right"), this, [this] { Q_EMIT moveRequested(1); });
    m_menu->addAction(tr("Remove lane"), this, &LaneView::removeRequested);
    m_header->setMenu(m_menu);
}

QString LaneView::shortName() const
{
    return m_blind ? tr("Answer %1").arg(m_blind->number) : laneLetter(m_index) + u"  "_s + m_model.displayName();
}

void LaneView::showRaw(bool raw)
{
    if (raw)
        m_raw->setPlainText(hardWrapped(visibleCharacters(answerMarkdown())));
    m_content->setCurrentWidget(raw ? static_cast<QWidget*>(m_raw) : m_answer);
    m_footer->rawToggle()->setToolTip(raw ? tr("Show the answer laid out") : tr("Show the text as it came"));
}

void LaneView::perform(LaneAction action)
{
    switch (action) {
    case LaneAction::Retry: Q_EMIT retryRequested(); return;
    case LaneAction::RetryNow: Q_EMIT retryNowRequested(); return;
    case LaneAction::Stop: Q_EMIT stopRequested(); return;
    case LaneAction::Continue: Q_EMIT continueRequested(); return;
    }
}

void LaneView::copyMarkdown()
{
    if (const QString text = shownText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void LaneView::focusAnswer()
{
    m_content->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void LaneView::dragEnterEvent(QDragEnterEvent* event)
{
    if (const auto lane = draggedLane(event->mimeData()); lane && *lane != m_uid)
        event->acceptProposedAction();
}

void LaneView::dropEvent(QDropEvent* event)
{
    const auto lane = draggedLane(event->mimeData());
    if (!lane)
        return;
    event->acceptProposedAction();
    Q_EMIT dropped(*lane);
}

} // namespace assay
