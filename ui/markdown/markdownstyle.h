// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QFont>
#include <QTextFormat>

#include <array>
#include <cstdint>

namespace assay {

/// How an answer looks: fonts and colours.
struct MarkdownStyle {
    QFont body;
    QFont mono;
    QFont caption;
    const Theme* theme = &Theme::light();
    double lineHeight = 100; ///< per cent of the body font's own
    double monoLineHeight = 100;
    /// Formats made once: that two runs look alike is then one comparison of pointers.
    QTextCharFormat bodyText;
    QTextCharFormat mutedText;
    QTextCharFormat captionText;
    std::array<QTextCharFormat, 6> code; ///< by CodeToken

    static MarkdownStyle make(const QFont& base, const Theme& theme);
    friend bool operator==(const MarkdownStyle&, const MarkdownStyle&) = default;
};

/// What a text block of an answer is, so that the view can paint what belongs to it.
enum class BlockKind : std::uint8_t { Prose, CodeHeader, CodeLine, Rule };

/// What stands before an item of a list that has no numbers.
enum class Bullet : std::uint8_t { None, Disc, Ring, Ticked, Unticked };

namespace blockproperty {
inline constexpr int kind = QTextFormat::UserProperty + 1; ///< BlockKind
inline constexpr int quoteDepth = QTextFormat::UserProperty + 2;
inline constexpr int bullet = QTextFormat::UserProperty + 4; ///< Bullet
inline constexpr int language = QTextFormat::UserProperty + 3; ///< on the header of code
inline constexpr int number = QTextFormat::UserProperty + 5; ///< of an item of a list, as it is shown
inline constexpr int cell = QTextFormat::UserProperty + 6; ///< row and column in a table
inline constexpr int columns = QTextFormat::UserProperty + 7; ///< of the table that this is a cell of
inline constexpr int continued = QTextFormat::UserProperty + 8; ///< goes on from the block before
} // namespace blockproperty

BlockKind blockKind(const QTextBlockFormat& format);

/// Tables are blocks, too: one a cell, row by row. A table of frames would cost more with each table before it.
struct CellPlace {
    int row = 0;
    int column = 0;
    int columns = 0;
};
bool isCell(const QTextBlockFormat& format);
CellPlace cellPlace(const QTextBlockFormat& format);
void setCellPlace(QTextBlockFormat& format, const CellPlace& place);

/// Distances in the document.
namespace textspace {
inline constexpr double paragraph = 8;
inline constexpr double item = 3;
inline constexpr double codePadding = 10; ///< left and right
inline constexpr double codeInner = 7; ///< above the first and below the last line
inline constexpr double codeHeader = 4; ///< above and below the language
inline constexpr double indent = 20;
inline constexpr double quote = 14;
inline constexpr double cellPadding = 4; ///< above and below the text of a cell
inline constexpr double cellGap = 12; ///< between columns
} // namespace textspace

} // namespace assay
