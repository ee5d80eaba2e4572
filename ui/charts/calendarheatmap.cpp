// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/calendarheatmap.h"

#include "ui/charts/chartscale.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kLeft = 28; // names of the days
constexpr double kTop = 18; // names of the months
constexpr double kFoot = 22;
constexpr double kGap = 2;

} // namespace

CalendarHeatMap::CalendarHeatMap(QWidget* parent)
    : Chart(parent)
    , m_steps({0, 0, 0})
    , m_roundText([](qint64 value) { return QString::number(value); })
    , m_exactText(m_roundText)
{
}

void CalendarHeatMap::setTexts(ValueText roundText, ValueText exactText)
{
    m_roundText = std::move(roundText);
    m_exactText = std::move(exactText);
}

void CalendarHeatMap::setDays(QDate from, QDate to, QDate today, const QMap<QDate, CalendarDay>& days)
{
    const int weekStart = QLocale().firstDayOfWeek();
    m_from = from.addDays(-((from.dayOfWeek() - weekStart + 7) % 7));
    m_to = to;
    m_today = today;
    m_days = days;
    QList<qint64> values;
    for (const auto& day : days)
        values.append(day.value);
    m_steps = quarterSteps(values);
    renew();
}

int CalendarHeatMap::markCount() const
{
    return m_from.isValid() ? static_cast<int>(m_from.daysTo(m_to)) : 0;
}

QDate CalendarHeatMap::dateOf(int mark) const
{
    return m_from.addDays(mark);
}

double CalendarHeatMap::cell(const QRectF& area) const
{
    const int weeks = qMax(1, (markCount() + 6) / 7);
    return std::clamp(
        std::floor(std::min((area.width() - kLeft) / weeks, (area.height() - kTop - kFoot) / 7)), 6.0, 20.0);
}

QRectF CalendarHeatMap::markBox(int mark, const QRectF& area) const
{
    const double size = cell(area);
    return {area.left() + kLeft + size * (mark / 7), area.top() + kTop + size * (mark % 7), size - kGap, size - kGap};
}

QString CalendarHeatMap::markText(int mark) const
{
    const QDate day = dateOf(mark);
    const QString name = QLocale().toString(day, QLocale::LongFormat);
    if (day > m_today)
        return name;
    const auto found = m_days.constFind(day);
    if (found == m_days.cend())
        return name + u'\n' + tr("Nothing was called.");
    const QString text = name + u": "_s + m_exactText(found->value);
    return found->note.isEmpty() ? text : text + u'\n' + found->note;
}

int CalendarHeatMap::neighbour(int mark, Qt::Key key) const
{
    const int step = key == Qt::Key_Left ? -7
        : key == Qt::Key_Right           ? 7
        : key == Qt::Key_Up              ? -1
        : key == Qt::Key_Down            ? 1
                                         : 0;
    if (step == 0)
        return Chart::neighbour(mark, key);
    const int next = mark + step;
    return next >= 0 && next < markCount() ? next : mark;
}

ChartTable CalendarHeatMap::table() const
{
    ChartTable out{.header = {tr("Day"), tr("Cost"), tr("Note")}, .rows = {}};
    for (const auto& [day, value] : m_days.asKeyValueRange())
        out.rows.append({day.toString(Qt::ISODate), m_exactText(value.value), value.note});
    return out;
}

QColor CalendarHeatMap::stepColour(int step, const Theme& theme) const
{
    static constexpr double kShares[] = {0.28, 0.5, 0.74, 1.0};
    return blend(theme.accent, theme.pane, kShares[step]);
}

QColor CalendarHeatMap::colourOf(QDate day, const Theme& theme) const
{
    const qint64 value = m_days.value(day).value;
    if (value <= 0)
        return theme.sunken;
    const auto step = std::ranges::count_if(m_steps, [value](qint64 limit) { return value > limit; });
    return stepColour(static_cast<int>(step), theme);
}

void CalendarHeatMap::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    for (int i = 0; i < markCount(); ++i) {
        const QRectF box = markBox(i, area);
        const QDate day = dateOf(i);
        if (day > m_today) {
            painter.setPen(QPen(theme.line, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(day, theme));
        painter.drawRoundedRect(box, 2, 2);
        if (m_days.value(day).isMarked) {
            painter.setBrush(theme.warn);
            painter.drawPolygon(
                QPolygonF{box.topRight(), box.topRight() - QPointF(6, 0), box.topRight() + QPointF(0, 6)});
        }
        if (day == m_today) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.text, 2));
            painter.drawRoundedRect(box, 2, 2);
        }
    }
    drawNames(painter, area, theme);
    drawScale(painter, area, theme);
}

void CalendarHeatMap::drawNames(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    painter.setFont(roleFont(font(), FontRole::Caption));
    painter.setPen(theme.muted);
    const QLocale locale;
    const double size = cell(area);
    for (int i = 0; i < qMin(7, markCount()); i += 2) {
        const QRectF box = markBox(i, area);
        painter.drawText(QRectF(area.left(), box.top() - 4, kLeft - 6, box.height() + 8),
            Qt::AlignLeft | Qt::AlignVCenter, locale.dayName(dateOf(i).dayOfWeek(), QLocale::ShortFormat).left(2));
    }
    double free = 0;
    for (int i = 0; i < markCount(); i += 7) {
        const QDate last = dateOf(qMin(i + 6, markCount() - 1));
        const double left = area.left() + kLeft + size * (i / 7);
        if (last.day() > 7 || left < free)
            continue;
        const QString name = locale.standaloneMonthName(last.month(), QLocale::ShortFormat);
        painter.drawText(QPointF(left, area.top() + kTop - 6), name);
        free = left + painter.fontMetrics().horizontalAdvance(name) + 6;
    }
}

void CalendarHeatMap::drawScale(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const double y = area.top() + kTop + 7 * cell(area) + 4;
    painter.setFont(roleFont(font(), FontRole::Caption));
    const QString none = m_roundText(0);
    double x = area.left() + kLeft;
    painter.setPen(theme.muted);
    painter.drawText(QRectF(x, y, 60, 14), Qt::AlignLeft | Qt::AlignVCenter, none);
    x += painter.fontMetrics().horizontalAdvance(none) + 6;
    for (int i = -1; i < 4; ++i, x += 15) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(i < 0 ? theme.sunken : stepColour(i, theme));
        painter.drawRoundedRect(QRectF(x, y + 1, 12, 12), 2, 2);
    }
    painter.setPen(theme.muted);
    painter.drawText(QRectF(x + 4, y, area.right() - x, 14), Qt::AlignLeft | Qt::AlignVCenter,
        tr("over %1 a day").arg(m_roundText(m_steps.last())));
}

} // namespace assay
