// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QRectF>

#include <cstdint>

class QPainter;

namespace assay {

/// Small signs beside words that say what a lane does. Each can be told by its shape alone.
enum class Glyph : std::uint8_t {
    Clock,
    Plug,
    Dots,
    Waves,
    Hourglass,
    Timer,
    Ticked,
    Scissors,
    NoEntry,
    Crossed,
    Stopped,
    Question,
    TestTube,
};

void paintGlyph(QPainter& painter, const QRectF& box, Glyph glyph, const QColor& colour);

} // namespace assay
