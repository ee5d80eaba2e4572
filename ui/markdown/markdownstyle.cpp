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
    const double natural = QFontMetricsF(body).lineSpacing();
    const double wanted = 1.45 * QFontInfo(body).pixelSize();
    return {.body = body,
        .mono = roleFont(base, FontRole::Mono),
        .caption = roleFont(base, FontRole::Caption),
        .theme = &theme,
        .lineHeight = std::clamp(100.0 * wanted / natural, 100.0, 140.0)};
}

BlockKind blockKind(const QTextBlockFormat& format)
{
    return static_cast<BlockKind>(format.intProperty(blockproperty::kind));
}

} // namespace assay
