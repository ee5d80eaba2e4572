// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/diffstrip.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace assay {

DiffStrip::DiffStrip(QWidget* parent)
    : QWidget(parent)
{
    setFixedWidth(28);
    setAccessibleName(tr("Where the differences are"));
}

void DiffStrip::setSpans(const QList<std::pair<double, double>>& left, int leftLane,
    const QList<std::pair<double, double>>& right, int rightLane)
{
    m_left = left;
    m_right = right;
    m_leftLane = leftLane;
    m_rightLane = rightLane;
    update();
}

void DiffStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(QRect(0, 0, 1, height()), theme.line);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.line);
    const auto draw = [&](const QList<std::pair<double, double>>& spans, int x, const QColor& colour) {
        for (const auto& [begin, end] : spans) {
            if (end > begin)
                painter.fillRect(QRectF(x, begin * height(), 8, std::max(4.0, (end - begin) * height())), colour);
        }
    };
    draw(m_left, 5, theme.lane(m_leftLane).mark);
    draw(m_right, 15, theme.lane(m_rightLane).mark);
}

void DiffStrip::mousePressEvent(QMouseEvent* event)
{
    const double share = event->position().y() / std::max(1, height());
    int nearest = -1;
    double distance = 2;
    for (qsizetype i = 0; i < std::min(m_left.size(), m_right.size()); ++i) {
        const double here = std::abs((m_left.at(i).first + m_right.at(i).first) / 2 - share);
        if (here < distance) {
            distance = here;
            nearest = static_cast<int>(i);
        }
    }
    if (nearest >= 0)
        Q_EMIT chosen(nearest);
}

} // namespace assay
