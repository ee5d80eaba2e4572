// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/stateglyph.h"

#include <QIcon>
#include <QString>

#include <cstdint>

class QPainter;

namespace assay {

/// Makes the icon theme known. Cheap: no file is read before the first icon is painted.
void initIcons();

enum class IconColour : std::uint8_t { Text, Muted, OnAccent, Accent };

/// A line icon of the desktop's theme by its name, in one colour of the palette that is in force when it is painted.
/// Nothing is loaded before that.
QIcon themeIcon(const QString& name, IconColour colour = IconColour::Text);

/// The same for one of our own signs.
QIcon glyphIcon(Glyph glyph, IconColour colour = IconColour::Text);

/// Paints the icon in `colour` into `box` (logical pixels).
void paintThemeIcon(QPainter& painter, const QRect& box, const QString& name, const QColor& colour);

} // namespace assay
