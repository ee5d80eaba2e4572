// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/answerview.h"

#include "ui/markdown/answerlayout.h"
#include "ui/markdown/inlinewriter.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTimer>
#include <QtMath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Rows that nobody sees yet are laid out a little at a time: other lanes do the same.
constexpr std::chrono::milliseconds kLayAgain{16};
constexpr qint64 kLayNanoseconds = 1'000'000;
// Longer answers that come at once are shown over several frames.
constexpr qsizetype kShownAtOnce = 2 * AnswerDocument::kMostAtOnce;

} // namespace

AnswerView::AnswerView(std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent)
    : QTextEdit(parent)
    , m_document(new AnswerDocument(std::move(highlighter), this))
{
    setDocument(m_document);
    setReadOnly(true);
    setAcceptDrops(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded); // only a table of many columns is wider than its pane
    // Also in a mirrored window a table begins where its first column is.
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        if (isRightToLeft())
            horizontalScrollBar()->setValue(most);
    });
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard | Qt::LinksAccessibleByMouse
        | Qt::LinksAccessibleByKeyboard);
    viewport()->setMouseTracking(true);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &AnswerView::noteScroll);
    m_layMore.setInterval(kLayAgain);
    connect(&m_layMore, &QTimer::timeout, this, &AnswerView::layMore);
    textLayout().setDeferred(true);
    applyStyle();
}

QVariant AnswerView::loadResource(int, const QUrl&)
{
    return {};
}

bool AnswerView::canInsertFromMimeData(const QMimeData*) const
{
    return false;
}

void AnswerView::applyStyle()
{
    keepPlace([this] { m_document->setStyle(MarkdownStyle::make(font(), Theme::of(this))); });
    viewport()->update();
}

bool AnswerView::renderFrame()
{
    if (!m_document->hasPending() || !m_document->isDue() || !isVisible() || viewport()->visibleRegion().isEmpty())
        return false;
    keepPlace([this] { m_document->render(); });
    return true;
}

void AnswerView::catchUp()
{
    if (m_document->hasPending())
        keepPlace([this] { m_document->renderAll(); });
}

void AnswerView::finish()
{
    keepPlace([this] {
        m_document->end();
        if (m_document->source().size() <= kShownAtOnce)
            m_document->renderAll();
        else
            m_document->render();
    });
    setStreamingCursor(std::nullopt);
}

void AnswerView::clearAnswer()
{
    m_document->reset();
    m_following = true;
    m_copied = -1;
    Q_EMIT followingChanged(true);
}

void AnswerView::keepPlace(const std::function<void()>& change)
{
    const bool wasAdjusting = std::exchange(m_adjusting, true);
    QScrollBar* bar = verticalScrollBar();
    const QTextBlock top = textLayout().blockAt(bar->value());
    const int number = top.blockNumber();
    const double inside = bar->value() - textLayout().topOf(top);
    change();
    // What comes into view may prove higher or lower than it was taken for.
    for (int round = 0; round < 8; ++round) {
        const double y = textLayout().topOf(m_document->findBlockByNumber(number)) + inside;
        // Up to a whole pixel, so that the row at the top stays the one at the top.
        bar->setValue(m_following ? bar->maximum() : qCeil(y - 0.001));
        if (!isVisible() || !textLayout().ensureLaid(bar->value(), bar->value() + viewport()->height()))
            break;
    }
    m_adjusting = wasAdjusting;
    if (isVisible() && isBehind() && !m_layMore.isActive())
        m_layMore.start();
}

bool AnswerView::isBehind() const
{
    return m_document->hasPending() || !textLayout().isComplete();
}

void AnswerView::layMore()
{
    if (m_document->hasPending() && m_document->isDue())
        keepPlace([this] { m_document->render(); });
    else if (!textLayout().isComplete())
        keepPlace([this] { textLayout().layMore(kLayNanoseconds); });
    if (!isBehind())
        m_layMore.stop();
}

void AnswerView::showEvent(QShowEvent* event)
{
    QTextEdit::showEvent(event);
    textLayout().setDeferred(false);
    keepPlace([this] { m_document->render(); });
}

void AnswerView::hideEvent(QHideEvent* event)
{
    QTextEdit::hideEvent(event);
    textLayout().setDeferred(true);
    m_layMore.stop();
}

void AnswerView::verticalScrollToStart()
{
    m_following = false;
    verticalScrollBar()->setValue(0);
    keepPlace([] { });
    Q_EMIT followingChanged(false);
}

bool AnswerView::isScrollable() const
{
    return verticalScrollBar()->maximum() > 0;
}

void AnswerView::noteScroll()
{
    if (m_adjusting)
        return;
    if (!textLayout().isComplete())
        keepPlace([] { });
    Q_EMIT scrolledByPerson();
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    if (atEnd == m_following)
        return;
    m_following = atEnd;
    Q_EMIT followingChanged(atEnd);
}

void AnswerView::follow()
{
    m_following = true;
    keepPlace([] { });
    Q_EMIT followingChanged(true);
}

void AnswerView::setStreamingCursor(const std::optional<QColor>& colour)
{
    if (m_cursorColour == colour)
        return;
    m_cursorColour = colour;
    viewport()->update();
}

void AnswerView::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyStyle();
}

void AnswerView::resizeEvent(QResizeEvent* event)
{
    keepPlace([&] { QTextEdit::resizeEvent(event); });
}

void AnswerView::mousePressEvent(QMouseEvent* event)
{
    m_pressedLink = event->button() == Qt::LeftButton ? anchorAt(event->position().toPoint()) : QString();
    if (event->button() == Qt::LeftButton) {
        const QTextBlock header = copyButtonAt(event->position().toPoint());
        if (header.isValid()) {
            copyCode(header);
            return;
        }
    }
    QTextEdit::mousePressEvent(event);
}

void AnswerView::mouseReleaseEvent(QMouseEvent* event)
{
    QTextEdit::mouseReleaseEvent(event);
    const QString link = anchorAt(event->position().toPoint());
    if (!link.isEmpty() && link == m_pressedLink && !textCursor().hasSelection()) {
        const QUrl url(link);
        if (isOpenable(url))
            Q_EMIT linkActivated(url);
    }
}

void AnswerView::mouseMoveEvent(QMouseEvent* event)
{
    QTextEdit::mouseMoveEvent(event);
    const QTextBlock header = copyButtonAt(event->position().toPoint());
    const int hovered = header.isValid() ? header.blockNumber() : -1;
    const bool link = !anchorAt(event->position().toPoint()).isEmpty();
    viewport()->setCursor(hovered >= 0 || link ? Qt::PointingHandCursor : Qt::IBeamCursor);
    if (hovered != m_hoveredCopy) {
        m_hoveredCopy = hovered;
        viewport()->update();
    }
}

QList<QTextBlock> AnswerView::codeHeaders() const
{
    QList<QTextBlock> headers;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next()) {
        if (blockKind(block.blockFormat()) == BlockKind::CodeHeader)
            headers.append(block);
    }
    return headers;
}

void AnswerView::copyCode(const QTextBlock& header)
{
    QGuiApplication::clipboard()->setText(AnswerDocument::codeAt(header));
    m_copied = header.blockNumber();
    viewport()->update();
    QTimer::singleShot(1500, this, [this] {
        m_copied = -1;
        viewport()->update();
    });
}

} // namespace assay
