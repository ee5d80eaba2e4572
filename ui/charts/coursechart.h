// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"

#include <functional>
#include <optional>

namespace assay {

/// Where a sum that grows will probably end.
struct CourseFan {
    qint64 low = 0;
    qint64 middle = 0;
    qint64 high = 0;
    QString text; ///< beside its end: the range
};

struct Course {
    QStringList names; ///< of all steps, also those to come
    QList<qint64> sums; ///< after each step so far
    std::optional<CourseFan> fan;
    QString firstLabel; ///< under both ends of the axis
    QString lastLabel;
};

/// A sum that grows step by step, with a fan to where it will end.
class CourseChart : public Chart
{
    Q_OBJECT

public:
    explicit CourseChart(QWidget* parent = nullptr);

    using ValueText = std::function<QString(qint64)>;
    void setTexts(ValueText sumText, ValueText exactText);
    void setCourse(const Course& course);

    ChartTable table() const override;
    QSize sizeHint() const override { return {300, 150}; }
    QSize minimumSizeHint() const override { return {200, 100}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override;
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;
    int markAt(QPointF point, const QRectF& area) const override;

private:
    QRectF plotIn(const QRectF& area) const;
    QPointF pointOf(qsizetype step, qint64 value, const QRectF& plot) const;
    const QList<qsizetype>& line(const QRectF& plot) const;
    void drawFan(QPainter& painter, const QRectF& plot, const Theme& theme) const;
    void drawWords(QPainter& painter, const QRectF& area, const QRectF& plot, const Theme& theme) const;

    Course m_course;
    mutable QList<qsizetype> m_line; // the steps that are drawn, for `m_columns`
    mutable int m_columns = -1;
    ValueText m_sumText;
    ValueText m_exactText;
};

} // namespace assay
