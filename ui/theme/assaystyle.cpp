// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/assaystyle.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kIconGap = 6;
constexpr int kButtonSide = 11;
constexpr int kToolSide = 8;

QRectF crisp(const QRect& rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void roundedBox(QPainter* painter, const QRectF& box, const QColor& fill, const QPen& pen, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(pen);
    painter->setBrush(fill);
    painter->drawRoundedRect(box, radius, radius);
    painter->restore();
}

void focusRing(QPainter* painter, const QRect& rect, const Theme& theme)
{
    roundedBox(
        painter, QRectF(rect).adjusted(1, 1, -1, -1), Qt::transparent, QPen(theme.accent, 2), space::radiusControl);
}

void drawCheckBox(const QStyleOption* option, QPainter* painter)
{
    const Theme& theme = Theme::of(option->palette);
    const bool on = option->state & QStyle::State_On;
    const bool enabled = option->state & QStyle::State_Enabled;
    const QColor fill = on && enabled ? theme.accent : theme.pane;
    const QRectF box = crisp(option->rect);
    roundedBox(painter, box, fill, QPen(on && enabled ? theme.accent : theme.edge, 1), space::radiusCode);
    if (!on)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(enabled ? theme.onAccent : theme.muted, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at
        = [&box](double x, double y) { return QPointF(box.left() + x * box.width(), box.top() + y * box.height()); };
    painter->drawPolyline(QPolygonF{at(0.24, 0.53), at(0.43, 0.72), at(0.77, 0.3)});
    painter->restore();
}

} // namespace

AssayStyle::AssayStyle()
    : QProxyStyle(QApplication::style() != nullptr ? QApplication::style()->name() : u"fusion"_s)
    , m_flat(baseStyle()->name().compare("fusion"_L1, Qt::CaseInsensitive) == 0)
{
}

void AssayStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (element == PE_FrameFocusRect && m_flat) {
        focusRing(painter, option->rect, Theme::of(option->palette));
        return;
    }
    if (m_flat) {
        switch (element) {
        case PE_PanelButtonCommand: drawButton(option, painter, widget); return;
        case PE_PanelButtonTool: drawToolButton(option, painter); return;
        case PE_IndicatorCheckBox: drawCheckBox(option, painter); return;
        case PE_PanelLineEdit:
        case PE_FrameLineEdit: drawField(option, painter); return;
        case PE_FrameDefaultButton:
        case PE_PanelStatusBar:
        case PE_FrameStatusBarItem: return;
        default: break;
        }
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void AssayStyle::drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Theme& theme = Theme::of(option->palette);
    const bool primary = widget != nullptr && widget->property(kPrimaryButton).toBool();
    const bool enabled = option->state & State_Enabled;
    QColor fill = primary && enabled ? theme.accent : theme.raised;
    QColor outline = primary && enabled ? theme.accent : theme.control;
    if (!enabled) {
        fill = theme.window;
        outline = theme.line;
    }
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        button != nullptr && (button->features & QStyleOptionButton::Flat)) {
        fill = theme.window;
        outline = Qt::transparent;
    }
    if (enabled && (option->state & (State_Sunken | State_On)))
        fill = blend(theme.text, fill, 0.12);
    else if (enabled && (option->state & State_MouseOver))
        fill = blend(theme.text, fill, 0.05);
    roundedBox(painter, crisp(option->rect), fill, QPen(outline, 1), space::radiusControl);
    if ((option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange))
        focusRing(painter, option->rect, theme);
}

void AssayStyle::drawToolButton(const QStyleOption* option, QPainter* painter) const
{
    const Theme& theme = Theme::of(option->palette);
    const bool raised = !(option->state & State_AutoRaise);
    QColor fill = raised ? theme.raised : QColor(Qt::transparent);
    QColor outline = raised ? theme.control : QColor(Qt::transparent);
    if (option->state & State_On) {
        fill = blend(theme.accent, theme.pane, theme.dark ? 0.24 : 0.14);
        outline = theme.accent;
    } else if ((option->state & State_Sunken) && (option->state & State_Enabled)) {
        fill = blend(theme.text, theme.window, 0.14);
    } else if ((option->state & State_MouseOver) && (option->state & State_Enabled)) {
        fill = blend(theme.text, raised ? theme.raised : theme.window, 0.07);
    }
    if (fill != Qt::transparent || outline != Qt::transparent)
        roundedBox(painter, crisp(option->rect), fill, QPen(outline, 1), space::radiusControl);
}

void AssayStyle::drawField(const QStyleOption* option, QPainter* painter) const
{
    const Theme& theme = Theme::of(option->palette);
    const bool focused = option->state & State_HasFocus;
    const QRectF box = focused ? QRectF(option->rect).adjusted(1, 1, -1, -1) : crisp(option->rect);
    roundedBox(
        painter, box, theme.pane, focused ? QPen(theme.accent, 2) : QPen(theme.control, 1), space::radiusControl);
}

void AssayStyle::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (element == CE_Splitter) {
        const Theme& theme = Theme::of(option->palette);
        const QRect rect = option->rect;
        const bool horizontal = option->state & State_Horizontal;
        const QRect line = horizontal ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                                      : QRect(rect.left(), rect.center().y(), rect.width(), 1);
        painter->fillRect(rect, theme.pane);
        painter->fillRect(line, theme.line);
        return;
    }
    if (element == CE_PushButtonLabel && m_flat) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            const bool primary = widget != nullptr && widget->property(kPrimaryButton).toBool();
            const QColor ink = primary && (option->state & State_Enabled) ? Theme::of(option->palette).onAccent
                                                                          : option->palette.color(QPalette::ButtonText);
            drawLabel(painter, *option, {button->text, button->icon, button->iconSize, ink});
            return;
        }
    }
    if (element == CE_ToolButtonLabel && m_flat) {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        if (button != nullptr && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon) {
            drawLabel(painter, *option,
                {button->text, button->icon, button->iconSize, option->palette.color(QPalette::ButtonText)});
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AssayStyle::drawLabel(QPainter* painter, const QStyleOption& option, const ButtonLabel& label) const
{
    const bool hasIcon = !label.icon.isNull();
    const int textWidth = option.fontMetrics.horizontalAdvance(QString(label.text).remove(u'&'));
    const int iconRoom = hasIcon ? label.iconSize.width() + kIconGap : 0;
    const QRect content((option.rect.width() - textWidth - iconRoom) / 2 + option.rect.left(), option.rect.top(),
        textWidth + iconRoom, option.rect.height());
    if (hasIcon) {
        const QRect place(content.left(), content.center().y() - label.iconSize.height() / 2 + 1,
            label.iconSize.width(), label.iconSize.height());
        label.icon.paint(painter, visualRect(option.direction, option.rect, place), Qt::AlignCenter,
            option.state & State_Enabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter->setPen(label.ink);
    const QRect words(content.left() + iconRoom, content.top(), textWidth + 1, content.height());
    painter->drawText(visualRect(option.direction, option.rect, words),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, label.text);
}

void AssayStyle::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    const Theme& theme = Theme::of(option->palette);
    if (slider == nullptr || slider->maximum <= slider->minimum)
        return;
    const QRect handle = subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, nullptr);
    const bool active = option->state & (State_MouseOver | State_Sunken);
    const QColor colour = blend(theme.text, theme.pane, active ? 0.45 : 0.25);
    const int inset = active ? 2 : 3;
    const QRectF thumb = QRectF(handle).adjusted(inset, inset, -inset, -inset);
    roundedBox(painter, thumb, colour, Qt::NoPen, std::min(thumb.width(), thumb.height()) / 2);
}

void AssayStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ScrollBar && m_flat) {
        drawScrollBar(option, painter);
        return;
    }
    if (control == CC_ToolButton && m_flat) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            // The icon of a menu button says enough.
            QStyleOptionToolButton copy = *button;
            copy.features &= ~QStyleOptionToolButton::HasMenu;
            QProxyStyle::drawComplexControl(control, &copy, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int AssayStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SplitterWidth: return 7;
    case PM_ToolBarItemSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return space::control;
    case PM_ScrollBarExtent:
        if (m_flat)
            return 12;
        break;
    case PM_SmallIconSize:
    case PM_ButtonIconSize: {
        // Icons grow with the text beside them.
        const int plain = QProxyStyle::pixelMetric(metric, option, widget);
        return std::max(plain, qRound(QFontMetrics(QApplication::font()).height() * 0.8));
    }
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

QSize AssayStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int minimum = option != nullptr ? option->fontMetrics.height() + 2 * 5 : 0;
    if (m_flat && (type == CT_PushButton || type == CT_LineEdit || type == CT_ComboBox))
        result.setHeight(std::max({space::controlHeight, minimum}));
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        m_flat && type == CT_PushButton && button != nullptr) {
        const int iconRoom = button->icon.isNull() ? 0 : button->iconSize.width() + kIconGap;
        const int textWidth = option->fontMetrics.horizontalAdvance(QString(button->text).remove(u'&'));
        result.setWidth(iconRoom + textWidth + 2 * kButtonSide);
    }
    if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option); m_flat && type == CT_ToolButton
        && button != nullptr && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon) {
        const int iconRoom = button->icon.isNull() ? 0 : button->iconSize.width() + kIconGap;
        result.setWidth(iconRoom + option->fontMetrics.horizontalAdvance(button->text) + 2 * kToolSide);
        if (!(option->state & State_AutoRaise))
            result.setHeight(std::max(space::controlHeight, minimum));
    }
    if (m_flat && type == CT_ToolButton)
        result = result.expandedTo(QSize(space::smallControlHeight, std::max(space::smallControlHeight, minimum - 2)));
    if (type == CT_HeaderSection)
        result.setHeight(std::max(space::controlHeight, minimum));
    return result;
}

int AssayStyle::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    if (hint == SH_ScrollBar_Transient || hint == SH_EtchDisabledText || hint == SH_DitherDisabledText)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace assay
