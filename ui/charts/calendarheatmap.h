// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"

#include <QDate>
#include <QMap>

#include <functional>

namespace assay {

struct CalendarDay {
    qint64 value = 0;
    QString note; ///< further lines when pointed at
    bool isMarked = false; ///< a corner: something is missing in it
};

/// Days as squares, a column a week, in four steps of the accent. A day without an entry is empty; one after today is
/// outlined.
class CalendarHeatMap : public Chart
{
    Q_OBJECT

public:
    explicit CalendarHeatMap(QWidget* parent = nullptr);

    using ValueText = std::function<QString(qint64)>;
    void setDays(QDate from, QDate to, QDate today, const QMap<QDate, CalendarDay>& days); ///< `to` is not included
    void setTexts(ValueText roundText, ValueText exactText);

    QDate dateOf(int mark) const;
    ChartTable table() const override;
    QSize sizeHint() const override { return {300, 150}; }
    QSize minimumSizeHint() const override { return {220, 128}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override;
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;
    int neighbour(int mark, Qt::Key key) const override;

private:
    double cell(const QRectF& area) const;
    QColor colourOf(QDate day, const Theme& theme) const;
    QColor stepColour(int step, const Theme& theme) const;
    void drawNames(QPainter& painter, const QRectF& area, const Theme& theme) const;
    void drawScale(QPainter& painter, const QRectF& area, const Theme& theme) const;

    QDate m_from; // a first day of a week
    QDate m_to;
    QDate m_today;
    QMap<QDate, CalendarDay> m_days;
    QList<qint64> m_steps;
    ValueText m_roundText;
    ValueText m_exactText;
};

} // namespace assay
