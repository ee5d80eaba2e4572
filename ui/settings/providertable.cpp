// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providertable.h"

#include "ui/settings/providertablemodel.h"
#include "ui/settings/signlabel.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kSide = 10;
constexpr int kSign = 14;

Sign signOf(ProviderState state)
{
    switch (state) {
    case ProviderState::Ready: return {.glyph = Glyph::Ticked, .icon = {}, .colour = &Theme::good};
    case ProviderState::NeedsKey: return {.glyph = {}, .icon = u"object-locked"_s, .colour = &Theme::muted};
    case ProviderState::NotRunning: return {.glyph = Glyph::Plug, .icon = {}, .colour = &Theme::warn};
    case ProviderState::NeedsAddress: break;
    }
    return {.glyph = Glyph::Question, .icon = {}, .colour = &Theme::warn};
}

Sign signOf(const QModelIndex& index)
{
    using Kind = ProviderTableModel::LastTest::Kind;
    switch (static_cast<Kind>(index.data(ProviderTableModel::TestRole).toInt())) {
    case Kind::Running: return {.glyph = {}, .icon = u"view-refresh"_s, .colour = &Theme::muted};
    case Kind::Good: return signOf(ProviderState::Ready);
    case Kind::Bad: return {.glyph = Glyph::Crossed, .icon = {}, .colour = &Theme::bad};
    case Kind::None: break;
    }
    return signOf(static_cast<ProviderState>(index.data(ProviderTableModel::StateRole).toInt()));
}

QFont fontOf(const QFont& base, int column)
{
    if (column == ProviderTableModel::Address)
        return roleFont(base, FontRole::Mono);
    return tabular(base);
}

class Delegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QFontMetrics metrics(fontOf(option.font, index.column()));
        const int sign = index.column() == ProviderTableModel::State ? kSign + 6 : 0;
        return {
            metrics.horizontalAdvance(index.data().toString()) + 2 * kSide + sign + 2, qMax(30, metrics.height() + 12)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.palette);
        paintGround(*painter, option, index, theme);
        QRect area = option.rect.adjusted(kSide, 0, -kSide, -1);
        QColor ink = theme.text;
        if (index.column() == ProviderTableModel::State) {
            const Sign sign = signOf(index);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            paintSign(*painter, {area.left(), area.center().y() - kSign / 2 + 1, kSign, kSign}, sign, theme);
            painter->restore();
            area.setLeft(area.left() + kSign + 6);
            ink = theme.*sign.colour;
        }
        const QString text = index.data().toString();
        if (text == u"–")
            ink = theme.muted;
        painter->setFont(fontOf(option.font, index.column()));
        painter->setPen(ink);
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->drawText(area, static_cast<int>(alignment) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    }

private:
    static void paintGround(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const Theme& theme)
    {
        const QRect& area = option.rect;
        const bool selected = option.state & QStyle::State_Selected;
        painter.fillRect(area, selected ? blend(theme.accent, theme.pane, 0.16) : theme.pane);
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), blend(theme.line, theme.pane, 0.7));
        if (selected && index.column() == 0)
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.accent);
    }
};

} // namespace

ProviderTable::ProviderTable(QWidget* parent)
    : FlatTable(parent)
{
    setObjectName(u"providerTable"_s);
    setAccessibleName(tr("Providers"));
    setItemDelegate(new Delegate(this));
    horizontalHeader()->setSectionsClickable(false);
    verticalHeader()->setDefaultSectionSize(qMax(30, fontMetrics().height() + 12));
}

void ProviderTable::setModel(QAbstractItemModel* model)
{
    FlatTable::setModel(model);
    QHeaderView* header = horizontalHeader();
    for (const int column : {ProviderTableModel::Name, ProviderTableModel::Address, ProviderTableModel::Key})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    for (const int column : {ProviderTableModel::Models, ProviderTableModel::State, ProviderTableModel::Spent})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
}

} // namespace assay
