// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewaydelegate.h"

#include "ui/theme/stateglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flatheader.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/mirrored.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kGlyph = 14;
constexpr int kGap = 6;
constexpr int kBar = 4;
constexpr int kIdWidth = 150; // that a table makes room for; longer ids are cut

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

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (index.data(MonoRole).toBool())
        return roleFont(option.font, FontRole::Mono);
    return tabular(roleFont(option.font, index.data(StrongRole).toBool() ? FontRole::BodyStrong : FontRole::Body));
}

void paintBar(QPainter& painter, const QRect& area, double share, Qt::LayoutDirection direction, const Theme& theme)
{
    const QRect track(area.left(), area.bottom() - kBar - 3, area.width(), kBar);
    painter.fillRect(track, blend(theme.edge, theme.pane, 0.22));
    const int filled = share > 0 ? qMax(2, qRound(share * track.width())) : 0;
    const QRect part(track.left(), track.top(), filled, kBar);
    painter.fillRect(QStyle::visualRect(direction, track, part), share >= 1 ? theme.bad : theme.accent);
}

} // namespace

QSize GatewayDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics metrics(fontOf(option, index));
    int width = metrics.horizontalAdvance(index.data().toString()) + 2 * kCellSide + 2;
    if (index.data(GlyphRole).isValid())
        width += kGlyph + kGap;
    if (const QString second = index.data(SecondRole).toString(); !second.isEmpty())
        width += kGap + QFontMetrics(roleFont(option.font, FontRole::Mono)).horizontalAdvance(second);
    if (index.data(MonoRole).toBool())
        width = qMin(width, kIdWidth);
    return {width, qMax(space::controlHeight, metrics.height() + 10)};
}

void GatewayDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, selected ? blend(theme.accent, theme.pane, 0.16) : theme.pane);
    painter->fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), blend(theme.line, theme.pane, 0.7));
    QRect area = option.rect.adjusted(kCellSide, 0, -kCellSide, -1);
    const QString text = index.data().toString();
    const QColor ink = text == u"–" ? theme.muted : inkOf(static_cast<CellInk>(index.data(InkRole).toInt()), theme);
    const auto fromStart
        = [&](int width) { area = QStyle::visualRect(option.direction, area, area.adjusted(width, 0, 0, 0)); };
    if (const QVariant glyph = index.data(GlyphRole); glyph.isValid()) {
        const QRect box(area.left(), area.center().y() - kGlyph / 2 + 1, kGlyph, kGlyph);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintGlyph(*painter, QStyle::visualRect(option.direction, area, box), static_cast<Glyph>(glyph.toInt()), ink);
        painter->restore();
        fromStart(kGlyph + kGap);
    }
    if (const QVariant share = index.data(ShareRole); share.isValid()) {
        paintBar(*painter, area, share.toDouble(), option.direction, theme);
        area.setBottom(area.bottom() - kBar - 3);
    }
    painter->setFont(fontOf(option, index));
    painter->setPen(ink);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width());
    painter->drawText(area, lineFlags(alignment, text, option.direction), shown);
    const QString second = index.data(SecondRole).toString();
    if (second.isEmpty())
        return;
    fromStart(painter->fontMetrics().horizontalAdvance(shown) + kGap);
    painter->setFont(roleFont(option.font, FontRole::Mono));
    painter->setPen(theme.muted);
    painter->drawText(area, lineFlags(Qt::AlignLeft | Qt::AlignVCenter, second, option.direction),
        painter->fontMetrics().elidedText(second, Qt::ElideRight, area.width()));
}

} // namespace assay
