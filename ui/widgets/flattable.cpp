// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/flattable.h"

#include <QHeaderView>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kSide = 10;
constexpr int kSign = 14;
constexpr int kArrow = 10;

int heightOfRow(const QFontMetrics& metrics)
{
    return qMax(30, metrics.height() + 12);
}

class Header final : public QHeaderView
{
public:
    explicit Header(FlatTable::Headers headers, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_sortable(headers == FlatTable::Headers::Sortable)
    {
        setHighlightSections(false);
        setSectionsClickable(m_sortable);
        setSortIndicatorShown(m_sortable);
        setMinimumSectionSize(40);
    }

    QSize sizeHint() const override { return {0, qMax(space::controlHeight, fontMetrics().height() + 10)}; }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const Theme& theme = Theme::of(this);
        painter->fillRect(rect, theme.window);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
        painter->setFont(font());
        const bool sorted = m_sortable && section == sortIndicatorSection();
        painter->setPen(sorted ? theme.text : theme.muted);
        const auto alignment
            = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        QString text = model()->headerData(section, Qt::Horizontal).toString();
        if (sorted && !text.isEmpty())
            text += sortIndicatorOrder() == Qt::AscendingOrder ? u" ↑"_s : u" ↓"_s;
        painter->drawText(
            rect.adjusted(kSide, 0, -kSide, 0), static_cast<int>(alignment) | Qt::TextSingleLine, text);
    }
    QSize sectionSizeFromContents(int section) const override
    {
        const QString text = model()->headerData(section, Qt::Horizontal).toString();
        return {fontMetrics().horizontalAdvance(text) + 2 * kSide + 2 + (m_sortable ? kArrow : 0),
            sizeHint().height()};
    }

private:
    bool m_sortable;
};

} // namespace

QSize FlatDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics metrics(fontFor(option.font, index));
    const int sign = signWidth(index);
    return {metrics.horizontalAdvance(index.data().toString()) + 2 * kSide + 2 + (sign > 0 ? sign + 6 : 0),
        heightOfRow(metrics)};
}

void FlatDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, selected ? blend(theme.accent, theme.pane, 0.16) : theme.pane);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
        blend(theme.line, theme.pane, 0.7));
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent);

    QRect area = option.rect.adjusted(kSide, 0, -kSide, -1);
    if (const int width = signWidth(index); width > 0) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintSign(*painter, {area.left(), area.center().y() - kSign / 2 + 1, width, kSign}, index, theme);
        painter->restore();
        area.setLeft(area.left() + width + 6);
    }
    const QString text = index.data().toString();
    painter->setFont(fontFor(option.font, index));
    painter->setPen(text == u"–" ? theme.muted : inkFor(index, theme));
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(area, static_cast<int>(alignment) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

int FlatDelegate::signWidth(const QModelIndex&) const
{
    return 0;
}

void FlatDelegate::paintSign(QPainter&, const QRect&, const QModelIndex&, const Theme&) const {}

QFont FlatDelegate::fontFor(const QFont& base, const QModelIndex&) const
{
    return tabular(base);
}

QColor FlatDelegate::inkFor(const QModelIndex&, const Theme& theme) const
{
    return theme.text;
}

FlatTable::FlatTable(FlatDelegate* delegate, Headers headers, QWidget* parent)
    : QTableView(parent)
{
    delegate->setParent(this);
    setHorizontalHeader(new Header(headers, this));
    setItemDelegate(delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setSortingEnabled(headers == Headers::Sortable);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(heightOfRow(fontMetrics()));
}

} // namespace assay
