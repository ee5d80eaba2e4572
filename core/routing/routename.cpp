// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routename.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kNames = {"floor"_L1, "nitro"_L1, "free"_L1, "online"_L1};
constexpr auto kPreset = "@preset/"_L1;

} // namespace

QLatin1StringView routeVariantName(RouteVariant variant)
{
    return kNames.at(static_cast<std::size_t>(variant));
}

RouteName parseRouteName(QStringView text)
{
    RouteName out;
    text = text.trimmed();
    if (const auto at = text.indexOf(kPreset); at >= 0) {
        out.preset = text.sliced(at + kPreset.size()).toString();
        text = text.first(at);
    }
    while (true) {
        const auto colon = text.lastIndexOf(u':');
        const auto suffix = colon < 0 ? QStringView() : text.sliced(colon + 1);
        const auto known = std::ranges::find_if(kNames, [&](QLatin1StringView name) { return suffix == name; });
        if (colon <= 0 || known == kNames.end())
            break;
        out.variants.prepend(static_cast<RouteVariant>(known - kNames.begin()));
        text = text.first(colon);
    }
    out.isAuto = text == "auto"_L1;
    if (!out.isAuto)
        out.model = text.toString();
    return out;
}

} // namespace assay
