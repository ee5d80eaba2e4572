// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/formats.h" // laneLetter

#include <QBrush>
#include <QPainterPath>
#include <QString>

class QPainter;

namespace assay {

struct Theme;

/// The lane's shape (circle, square, triangle, …) inside `box`. Repeats after eight lanes.
QPainterPath laneShape(int lane, const QRectF& box);

/// Draws the shape in the lane's colour: filled for the first eight lanes, outlined for those that reuse a colour.
void paintLaneMark(QPainter& painter, const QRectF& box, int lane, const Theme& theme);

/// The lane's fill pattern in its colour, so that touching fills differ without colour.
QBrush laneBrush(int lane, const Theme& theme);

} // namespace assay
