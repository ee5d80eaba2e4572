// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/answerview.h"

#include "ui/markdown/answerlayout.h"
#include "ui/markdown/inlinewriter.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
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
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    if (!m_document->hasPending() || !m_document->isDue() || !isVisible()
        || viewport()->visibleRegion().isEmpty())
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

QRectF AnswerView::textRect(const QTextBlock& block) const
{
    textLayout().blockBoundingRect(block);
    const QTextLayout* layout = block.layout();
    QRectF rect = layout->boundingRect().translated(layout->position());
    if (layout->lineCount() > 0)
        rect.setLeft(layout->position().x() + layout->lineAt(0).position().x());
    return rect.translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
}

QRectF AnswerView::codeBox(const QTextBlock& block) const
{
    const QRectF text = textRect(block);
    const double right = m_document->textWidth() - m_document->documentMargin();
    return {QPointF(text.left() - textspace::codePadding, text.top()), QPointF(right, text.bottom())};
}

QRect AnswerView::copyButton(const QTextBlock& header) const
{
    const QRectF box = codeBox(header);
    const QString words = m_copied == header.blockNumber() ? tr("Copied") : tr("Copy");
    const int width = qRound(QFontMetricsF(roleFont(font(), FontRole::Caption)).horizontalAdvance(words)) + 30;
    return QRectF(
        box.right() - width, box.top() - textspace::codeHeader, width, box.height() + 2 * textspace::codeHeader)
        .toAlignedRect();
}

QTextBlock AnswerView::copyButtonAt(const QPoint& position) const
{
    const QTextBlock block = cursorForPosition(position).block();
    for (const QTextBlock& candidate : {block, block.previous(), block.next()}) {
        if (candidate.isValid() && blockKind(candidate.blockFormat()) == BlockKind::CodeHeader
            && copyButton(candidate).contains(position))
            return candidate;
    }
    return {};
}

void AnswerView::paintCode(QPainter& painter, const QTextBlock& block)
{
    const Theme& theme = Theme::of(this);
    const bool header = blockKind(block.blockFormat()) == BlockKind::CodeHeader;
    const QTextBlock following = block.next();
    const bool last = !following.isValid() || blockKind(following.blockFormat()) != BlockKind::CodeLine;
    QRectF box = codeBox(block);
    if (header)
        box.setTop(box.top() - textspace::codeHeader);
    box.setBottom(
        last ? box.bottom() + (header ? textspace::codeHeader : 0) + textspace::codeInner : textRect(following).top());
    painter.fillRect(box, theme.code.background);
    painter.setPen(theme.line);
    const auto crispX = [](double x) { return std::floor(x) + 0.5; };
    const double left = crispX(box.left());
    const double right = crispX(box.right() - 1);
    painter.drawLine(QPointF(left, box.top()), QPointF(left, box.bottom()));
    painter.drawLine(QPointF(right, box.top()), QPointF(right, box.bottom()));
    if (last)
        painter.drawLine(QPointF(left, crispX(box.bottom())), QPointF(right, crispX(box.bottom())));
    if (!header)
        return;
    const double below = crispX(codeBox(block).bottom() + textspace::codeHeader);
    painter.drawLine(QPointF(left, crispX(box.top())), QPointF(right, crispX(box.top())));
    painter.drawLine(QPointF(left, below), QPointF(right, below));
    const QRect button = copyButton(block);
    const bool hovered = m_hoveredCopy == block.blockNumber();
    const QColor colour = hovered ? theme.text : theme.muted;
    paintThemeIcon(painter, QRect(button.left() + 2, button.center().y() - 6, 14, 14), u"edit-copy"_s, colour);
    painter.setPen(colour);
    painter.setFont(roleFont(font(), FontRole::Caption));
    painter.drawText(button.adjusted(20, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
        m_copied == block.blockNumber() ? tr("Copied") : tr("Copy"));
}

void AnswerView::paintQuote(QPainter& painter, const QTextBlock& block)
{
    const int value = block.blockFormat().intProperty(blockproperty::quoteDepth);
    const QRectF text = textRect(block);
    const QTextBlock following = block.next();
    const bool continues = following.isValid() && following.blockFormat().intProperty(blockproperty::quoteDepth) > 0;
    const double bottom = continues ? textRect(following).top() : text.bottom();
    const double origin
        = m_document->documentMargin() + (value % 100) * textspace::indent - horizontalScrollBar()->value();
    for (int depth = 0; depth < value / 100; ++depth)
        painter.fillRect(
            QRectF(origin + depth * textspace::quote, text.top(), 3, bottom - text.top()), Theme::of(this).line);
}

void AnswerView::paintBullet(QPainter& painter, const QTextBlock& block)
{
    const Theme& theme = Theme::of(this);
    const QTextLine line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0) : QTextLine();
    const QRectF text = textRect(block);
    const double middle = text.top() + (line.isValid() ? line.ascent() - QFontMetricsF(font()).xHeight() / 2 : 8);
    const auto bullet = static_cast<Bullet>(block.blockFormat().intProperty(blockproperty::bullet));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Text from right to left has its mark at the right.
    const bool leftwards = block.textDirection() == Qt::RightToLeft;
    const QPointF centre(
        leftwards && line.isValid() ? text.left() + line.width() + 12 : text.left() - 12, middle);
    if (bullet == Bullet::Disc || bullet == Bullet::Ring) {
        painter.setPen(QPen(theme.text, 1.2));
        painter.setBrush(bullet == Bullet::Disc ? theme.text : QColor(Qt::transparent));
        painter.drawEllipse(centre, 1.9, 1.9);
    } else {
        const QRectF box(centre.x() - 6.5, middle - 6.5, 13, 13);
        painter.setPen(QPen(theme.edge, 1.25));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 2, 2);
        if (bullet == Bullet::Ticked) {
            painter.setPen(QPen(theme.text, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(
                QPolygonF{{box.left() + 3, middle}, {box.left() + 5.6, middle + 2.8}, {box.right() - 2.6, middle - 3}});
        }
    }
    painter.restore();
}

// Beside the first line, in the colour and font of the text.
void AnswerView::paintNumber(QPainter& painter, const QTextBlock& block)
{
    const QTextLayout* layout = block.layout();
    if (layout->lineCount() == 0)
        return;
    const QString number = block.blockFormat().stringProperty(blockproperty::number);
    const QTextLine line = layout->lineAt(0);
    const QRectF text = textRect(block);
    const double baseline = text.top() + line.y() + line.ascent();
    painter.setFont(m_document->defaultFont());
    painter.setPen(Theme::of(this).text);
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(number);
    const double x = block.textDirection() == Qt::RightToLeft ? text.left() + line.width() + 5 : text.left() - 5 - width;
    painter.drawText(QPointF(std::max(x, 1.0), baseline), number);
}

void AnswerView::paintRow(QPainter& painter, const QTextBlock& block)
{
    const QRectF row = textLayout().rowRect(block).translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    painter.fillRect(QRectF(row.left(), std::floor(row.bottom()) - 1, row.width(), 1), Theme::of(this).line);
}

void AnswerView::paintDecorations(QPainter& painter, const QRect& clip)
{
    const int margin = 40; // boxes and marks reach beyond their text
    for (QTextBlock block = textLayout().blockAt(verticalScrollBar()->value() + clip.top() - margin); block.isValid();
        block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        const QRectF text = textRect(block);
        if (text.top() > clip.bottom() + margin)
            return;
        const BlockKind kind = blockKind(format);
        if (kind == BlockKind::CodeHeader || kind == BlockKind::CodeLine)
            paintCode(painter, block);
        else if (kind == BlockKind::Rule)
            painter.fillRect(QRectF(text.left(), std::floor(text.center().y()),
                                 m_document->textWidth() - m_document->documentMargin() - text.left(), 1),
                Theme::of(this).line);
        else if (isCell(format) && cellPlace(format).column == 0)
            paintRow(painter, block);
        if (format.hasProperty(blockproperty::bullet))
            paintBullet(painter, block);
        else if (format.hasProperty(blockproperty::number))
            paintNumber(painter, block);
        if (format.hasProperty(blockproperty::quoteDepth))
            paintQuote(painter, block);
    }
}

// Where the next word will stand; in a table that is behind the last cell that has text.
QTextCursor AnswerView::endOfText() const
{
    QTextBlock block = m_document->lastBlock();
    while (block.length() == 1 && isCell(block.blockFormat()) && isCell(block.previous().blockFormat()))
        block = block.previous();
    QTextCursor end(block);
    end.movePosition(QTextCursor::EndOfBlock);
    return end;
}

void AnswerView::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        paintDecorations(painter, event->rect());
    }
    QTextEdit::paintEvent(event);
    if (!m_cursorColour)
        return;
    const QRect where = cursorRect(endOfText());
    const int height = qMin(where.height(), QFontMetrics(font()).height());
    QPainter painter(viewport());
    painter.fillRect(QRect(where.left() + 2, where.center().y() - height / 2 + 2, 6, height - 3), *m_cursorColour);
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
