// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <cstdint>

namespace assay {

/// A suffix of a model name that says how to route it (OpenRouter's dynamic variants).
enum class RouteVariant : std::uint8_t {
    Floor, ///< `:floor`: sort by price, flex tiers may serve
    Nitro, ///< `:nitro`: sort by throughput, priority tiers may serve
    Free, ///< `:free`: only endpoints that charge nothing
    Online, ///< `:online`: with web search; only OpenRouter knows it
};
QLatin1StringView routeVariantName(RouteVariant variant);

/// A model name as people write it, taken apart: `MODEL[:VARIANT…][@preset/NAME]`, `@preset/NAME` or `auto`.
struct RouteName {
    QString model; ///< without suffixes; empty with a preset alone and with `auto`
    QString preset;
    bool isAuto = false;
    QList<RouteVariant> variants;
    friend bool operator==(const RouteName&, const RouteName&) = default;
};

/// Other suffixes (`llama3:8b`) are part of the model.
RouteName parseRouteName(QStringView text);

} // namespace assay
