// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/flattable.h"

#include "ui/theme/lanemark.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flatheader.h"
#include "ui/widgets/mirrored.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kSide = kCellSide;
constexpr int kMark = 11;

QColor inkOf(CellInk ink, const Theme& theme)
{
    switch (ink) {
    case CellInk::Text: break;
    case CellInk::Muted: return theme.muted;
    case CellInk::Good: return theme.good;
    case CellInk::Warn: return theme.warn;
    case CellInk::Bad: return theme.bad;
    }
    return theme.text;
}

class Delegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QFontMetrics metrics(tabular(roleFont(option.font, FontRole::BodyStrong)));
        const int mark = index.data(SlotRole).isValid() ? kMark + 8 : 0;
        return {metrics.horizontalAdvance(index.data().toString()) + 2 * kSide + mark + 2,
            qMax(space::controlHeight, metrics.height() + 10)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, selected ? blend(theme.accent, theme.pane, 0.16) : theme.pane);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
            blend(theme.line, theme.pane, 0.7));
        QRect area = option.rect.adjusted(kSide, 0, -kSide, -1);
        if (const QVariant slot = index.data(SlotRole); slot.isValid()) {
            const QRect mark(area.left(), area.center().y() - kMark / 2 + 1, kMark, kMark);
            paintMark(*painter, QStyle::visualRect(option.direction, area, mark), slot.toInt(), theme);
            area = QStyle::visualRect(option.direction, area, area.adjusted(kMark + 8, 0, 0, 0));
        }
        const bool strong = index.data(StrongRole).toBool();
        const QString text = index.data().toString();
        QColor ink = text == u"–" ? theme.muted : inkOf(static_cast<CellInk>(index.data(InkRole).toInt()), theme);
        if (index.data(WarningRole).toBool())
            ink = theme.warn;
        painter->setFont(tabular(roleFont(option.font, strong ? FontRole::BodyStrong : FontRole::Body)));
        painter->setPen(ink);
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->drawText(area, lineFlags(alignment, text, option.direction),
            painter->fontMetrics().elidedText(
                text, index.column() == 0 ? Qt::ElideMiddle : Qt::ElideRight, area.width()));
    }

private:
    static void paintMark(QPainter& painter, const QRectF& box, int slot, const Theme& theme)
    {
        if (slot >= 0)
            return paintLaneMark(painter, box, slot, theme);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.edge, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        painter.restore();
    }
};

} // namespace

FlatTable::FlatTable(QWidget* parent)
    : QTableView(parent)
{
    setHorizontalHeader(new FlatHeader(this));
    setItemDelegate(new Delegate(this));
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
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(qMax(space::controlHeight, fontMetrics().height() + 10));
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { Q_EMIT opened(index.row()); });
}

void FlatTable::setExpendable(const QList<int>& columns, int firstWidth)
{
    m_expendable = columns;
    m_firstWidth = firstWidth;
}

void FlatTable::fit()
{
    if (m_expendable.isEmpty() || !model())
        return;
    int rest = viewport()->width();
    QHash<int, int> widths;
    for (int column = 1; column < model()->columnCount(); ++column) {
        widths.insert(column, qMax(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)));
        rest -= widths[column];
    }
    for (const int column : std::as_const(m_expendable)) {
        const bool hides = rest < m_firstWidth;
        setColumnHidden(column, hides);
        rest += hides ? widths[column] : 0;
    }
}

void FlatTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void FlatTable::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex().row());
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

void FlatTable::copySelection() const
{
    QStringList lines;
    const auto rows = selectionModel()->selectedRows();
    for (const auto& row : rows) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace assay
