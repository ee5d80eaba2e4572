// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>
#include <cstdint>

class QWidget;

namespace assay {

/// What the person wants; `System` follows the desktop.
enum class ThemeChoice : std::uint8_t { System, Light, Dark };

/// Colours of one lane: `mark` for shapes, bars and lines (3:1 on every surface), `text` for words (4.5:1).
struct LaneColours {
    QColor mark;
    QColor text;
};

/// Colours of code by what a token is.
struct CodeColours {
    QColor background;
    QColor keyword;
    QColor string;
    QColor number;
    QColor function;
    QColor comment;
};

/// All colours of one colour scheme. Four constants exist; widgets take the one that fits their palette and repaint on
/// PaletteChange.
struct Theme {
    bool dark = false;
    bool contrast = false;
    QColor window; ///< page, docks, toolbars
    QColor pane; ///< answers, tables, fields
    QColor raised; ///< buttons, menus
    QColor sunken; ///< tracks, neutral badges
    QColor line; ///< separators; decoration only
    QColor edge; ///< marks without a lane, axis line
    QColor control; ///< outline of buttons and fields
    QColor text;
    QColor muted; ///< secondary words
    QColor accent;
    QColor onAccent;
    QColor good;
    QColor warn;
    QColor bad;
    QColor info;
    QColor hitText; ///< search hits
    QColor hitBackground;
    CodeColours code;
    std::array<LaneColours, 8> lanes;

    static const Theme& light();
    static const Theme& darkTheme();
    /// For people who need more contrast: text at 15:1 or more, outlines instead of shades.
    static const Theme& lightContrast();
    static const Theme& darkContrast();
    /// The theme the palette was made from, by its window and text colours.
    static const Theme& of(const QPalette& palette);
    static const Theme& of(const QWidget* widget);

    QPalette palette() const;
    /// A colour over `pane`: 10 % in the light theme, 16 % in the dark one.
    QColor tint(const QColor& colour) const;
    /// Lane colours repeat after eight lanes; the ninth has the first one's colour and an outlined shape.
    const LaneColours& lane(int index) const { return lanes[static_cast<std::size_t>(index) % lanes.size()]; }
};

/// `over` at `alpha` in [0, 1] on an opaque background.
QColor blend(const QColor& over, const QColor& background, double alpha);

/// Roles of type, relative to the platform's font.
enum class FontRole : std::uint8_t { Figure, Title, Verdict, Body, BodyStrong, Small, SmallStrong, Caption, Mono };
QFont roleFont(const QFont& base, FontRole role);
/// With digits of equal width.
QFont tabular(QFont font);

/// Distances in device-independent pixels, on a grid of 4.
namespace space {
inline constexpr int hairline = 2;
inline constexpr int badge = 4;
inline constexpr int control = 8;
inline constexpr int page = 12;
inline constexpr int section = 16;
inline constexpr int block = 24;
inline constexpr int controlHeight = 28;
inline constexpr int smallControlHeight = 24;
inline constexpr int toolbarHeight = 46;
inline constexpr int railWidth = 88;
inline constexpr int railItemHeight = 54;
inline constexpr int laneMinimumWidth = 420;
inline constexpr int radiusCode = 3;
inline constexpr int radiusControl = 5;
inline constexpr int radiusBox = 6;
inline constexpr int radiusPopup = 8;
} // namespace space

} // namespace assay
