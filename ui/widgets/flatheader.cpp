// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/flatheader.h"

#include "ui/theme/theme.h"
#include "ui/widgets/mirrored.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kArrow = 14;

} // namespace

FlatHeader::FlatHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setMinimumSectionSize(48);
}

QSize FlatHeader::sizeHint() const
{
    return {0, qMax(space::controlHeight, fontMetrics().height() + 10)};
}

void FlatHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = Theme::of(this);
    painter->fillRect(rect, theme.window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
    const auto alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    QString text = model()->headerData(section, Qt::Horizontal).toString();
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    if (isSorted)
        text = (sortIndicatorOrder() == Qt::DescendingOrder ? u"%1 ↓"_s : u"%1 ↑"_s).arg(text);
    painter->setFont(roleFont(font(), isSorted ? FontRole::BodyStrong : FontRole::Body));
    painter->setPen(isSorted ? theme.text : theme.muted);
    const QRect area = rect.adjusted(kCellSide, 0, -kCellSide, 0);
    painter->drawText(area, lineFlags(alignment, text, layoutDirection()),
        painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

bool FlatHeader::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QHeaderView::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int section = logicalIndexAt(help->pos());
    if (section < 0 || sectionSize(section) >= sectionSizeFromContents(section).width())
        return QHeaderView::viewportEvent(event);
    const QString whole = model()->headerData(section, Qt::Horizontal).toString();
    const QString more = model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString();
    QToolTip::showText(help->globalPos(), more.isEmpty() ? whole : u"%1\n%2"_s.arg(whole, more), viewport());
    return true;
}

QSize FlatHeader::sectionSizeFromContents(int section) const
{
    const QFontMetrics metrics(roleFont(font(), FontRole::BodyStrong));
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const int arrow = isSortIndicatorShown() ? kArrow : 0;
    return {metrics.horizontalAdvance(text) + 2 * kCellSide + arrow + 2, sizeHint().height()};
}

} // namespace assay
