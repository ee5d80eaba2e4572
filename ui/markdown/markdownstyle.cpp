// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/markdownstyle.h"

#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>

namespace assay {

MarkdownStyle MarkdownStyle::make(const QFont& base, const Theme& theme)
{
    const QFont body = roleFont(base, FontRole::Body);
    const QFont mono = roleFont(base, FontRole::Mono);
    const auto percent = [](const QFont& font, double times) {
        return std::clamp(
            100.0 * times * QFontInfo(font).pixelSize() / QFontMetricsF(font).lineSpacing(), 100.0, 140.0);
    };
    return {.body = body,
        .mono = mono,
        .caption = roleFont(base, FontRole::Caption),
        .theme = &theme,
        .lineHeight = percent(body, 1.45),
        .monoLineHeight = percent(mono, 1.38)};
}

BlockKind blockKind(const QTextBlockFormat& format)
{
    return static_cast<BlockKind>(format.intProperty(blockproperty::kind));
}

} // namespace assay
