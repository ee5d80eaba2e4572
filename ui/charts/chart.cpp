// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chart.h"

#include "ui/widgets/plaintooltip.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSvgGenerator>
#include <QToolTip>

namespace assay {

Chart::Chart(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void Chart::renew()
{
    m_current = -1;
    updateGeometry();
    update();
}

void Chart::setCurrent(int mark)
{
    const int next = mark >= 0 && mark < markCount() ? mark : -1;
    if (next == m_current)
        return;
    m_current = next;
    setAccessibleDescription(next < 0 ? QString() : markText(next));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
    Q_EMIT currentChanged(next);
}

int Chart::markAt(QPointF point, const QRectF& area) const
{
    for (int i = 0; i < markCount(); ++i) {
        if (markBox(i, area).contains(point))
            return i;
    }
    return -1;
}

int Chart::neighbour(int mark, Qt::Key key) const
{
    const int last = markCount() - 1;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Up: return qMax(0, mark - 1);
    case Qt::Key_Right:
    case Qt::Key_Down: return qMin(last, mark + 1);
    case Qt::Key_Home: return 0;
    case Qt::Key_End: return last;
    default: return mark;
    }
}

QImage Chart::picture(qreal scale) const
{
    const Theme& theme = Theme::of(this);
    QImage image(size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme.pane);
    QPainter painter(&image);
    painter.setFont(font());
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, rect(), theme);
    return image;
}

bool Chart::saveSvg(const QString& path) const
{
    const Theme& theme = Theme::of(this);
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(size());
    generator.setViewBox(rect());
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setFont(font());
    painter.fillRect(rect(), theme.pane);
    draw(painter, rect(), theme);
    return painter.end();
}

void Chart::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, rect(), theme);
    if (m_current < 0)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, hasFocus() ? 2 : 1));
    painter.drawRoundedRect(markBox(m_current, rect()).adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2);
}

void Chart::showText()
{
    if (m_current < 0)
        return QToolTip::hideText();
    const QRect box = markBox(m_current, rect()).toRect();
    QToolTip::showText(mapToGlobal(box.center()), plainToolTip(markText(m_current)), this, box);
}

void Chart::mouseMoveEvent(QMouseEvent* event)
{
    setCurrent(markAt(event->position(), rect()));
    setCursor(m_current >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    showText();
}

void Chart::mouseReleaseEvent(QMouseEvent* event)
{
    const int mark = markAt(event->position(), rect());
    if (event->button() == Qt::LeftButton && mark >= 0)
        Q_EMIT activated(mark);
}

void Chart::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setCurrent(-1);
}

void Chart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1);
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    const auto key = static_cast<Qt::Key>(event->key());
    if (markCount() == 0)
        return QWidget::keyPressEvent(event);
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_current >= 0) {
        Q_EMIT activated(m_current);
        return;
    }
    const bool isArrow = (key >= Qt::Key_Left && key <= Qt::Key_Down) || key == Qt::Key_Home || key == Qt::Key_End;
    if (!isArrow)
        return QWidget::keyPressEvent(event);
    setCurrent(m_current < 0 ? (key == Qt::Key_Left ? markCount() - 1 : 0) : neighbour(m_current, key));
    showText();
}

} // namespace assay
