// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QRectF>
#include <QtTypes>

#include <span>

class QPainter;

namespace assay {

struct Theme;

/// Round values (1, 2 or 5 times a power of ten) from 0 to at least `most`, about `steps` of them. Only 0 for none.
QList<qint64> axisTicks(qint64 most, int steps);

/// Half-open ranges that put `count` things into at most `columns` pixels, each at least one.
struct ChartRange {
    qsizetype first = 0;
    qsizetype end = 0;
    friend bool operator==(const ChartRange&, const ChartRange&) = default;
};
QList<ChartRange> pixelColumns(qsizetype count, int columns);

/// Three thresholds that part the values above 0 into four groups of about the same size.
QList<qint64> quarterSteps(QList<qint64> values);

/// Fills a piece of a series: its colour under its pattern; a negative slot is "others", hollow.
void fillSeries(QPainter& painter, const QRectF& box, int slot, const Theme& theme);

} // namespace assay
