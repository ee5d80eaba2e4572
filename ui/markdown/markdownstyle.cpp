// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/markdownstyle.h"

#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>

namespace assay {

namespace {

constexpr int kColumnBits = 8;

QTextCharFormat textFormat(const QFont& font, const QColor& colour)
{
    QTextCharFormat format;
    format.setFont(font);
    format.setForeground(colour);
    return format;
}

std::array<QTextCharFormat, 6> codeFormats(const QFont& mono, const Theme& theme)
{
    std::array formats{textFormat(mono, theme.text), textFormat(mono, theme.code.keyword),
        textFormat(mono, theme.code.string), textFormat(mono, theme.code.number), textFormat(mono, theme.code.function),
        textFormat(mono, theme.code.comment)};
    formats.back().setFontItalic(true);
    return formats;
}

} // namespace

MarkdownStyle MarkdownStyle::make(const QFont& base, const Theme& theme)
{
    const QFont body = roleFont(base, FontRole::Body);
    const QFont mono = roleFont(base, FontRole::Mono);
    const auto percent = [](const QFont& font, double times) {
        return std::clamp(
            100.0 * times * QFontInfo(font).pixelSize() / QFontMetricsF(font).lineSpacing(), 100.0, 140.0);
    };
    const QFont caption = roleFont(base, FontRole::Caption);
    return {.body = body,
        .mono = mono,
        .caption = caption,
        .theme = &theme,
        .lineHeight = percent(body, 1.45),
        .monoLineHeight = percent(mono, 1.38),
        .bodyText = textFormat(body, theme.text),
        .mutedText = textFormat(body, theme.muted),
        .captionText = textFormat(caption, theme.muted),
        .code = codeFormats(mono, theme)};
}

BlockKind blockKind(const QTextBlockFormat& format)
{
    return static_cast<BlockKind>(format.intProperty(blockproperty::kind));
}

bool isCell(const QTextBlockFormat& format)
{
    return format.hasProperty(blockproperty::columns);
}

CellPlace cellPlace(const QTextBlockFormat& format)
{
    const int cell = format.intProperty(blockproperty::cell);
    return {.row = cell >> kColumnBits,
        .column = cell & ((1 << kColumnBits) - 1),
        .columns = format.intProperty(blockproperty::columns)};
}

void setCellPlace(QTextBlockFormat& format, const CellPlace& place)
{
    format.setProperty(blockproperty::cell, (place.row << kColumnBits) | place.column);
    format.setProperty(blockproperty::columns, place.columns);
}

} // namespace assay
