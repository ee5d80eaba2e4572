// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/autochoice.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

/// A named bundle, asked for as `@preset/NAME` or `MODEL@preset/NAME`. What a request says itself wins.
struct RoutePreset {
    QStringList models; ///< best first
    QJsonObject provider; ///< OpenRouter's `provider` object
    QString system; ///< for requests without a system message
    QJsonObject parameters; ///< `temperature`, `max_tokens`, …
    friend bool operator==(const RoutePreset&, const RoutePreset&) = default;
};

/// What the user states of a provider, where nobody else does.
struct ProviderFacts {
    std::optional<bool> collectsData;
    std::optional<bool> zeroRetention;
    bool enabled = true;
    QString quantization;
    friend bool operator==(const ProviderFacts&, const ProviderFacts&) = default;
};

/// The user's own routing settings: `<profile>/routes.json`.
///
///   { "schema": 1,
///     "aliases":   { "fast": "groq/llama-3.3-70b" },
///     "presets":   { "cheap": { "models": […], "provider": {…}, "system": "…", "parameters": {…} } },
///     "auto":      { "simple": […], "medium": […], "complex": […], "reasoning": […],
///                    "thresholds": [0.3, 0.4, 0.45, 0.5], "fewest_comparisons": 10 },
///     "providers": { "groq": { "collects_data": false, "zero_retention": true, "enabled": true,
///                              "quantization": "fp8" } } }
///
/// All members are optional; unknown ones are refused. There is no field for a key.
struct RouteBook {
    QMap<QString, QString> aliases;
    QMap<QString, RoutePreset> presets;
    AutoRules automatic;
    QMap<QString, ProviderFacts> providers;
    friend bool operator==(const RouteBook&, const RouteBook&) = default;
};

/// Fails with InvalidRequest, naming the member.
Result<RouteBook> parseRouteBook(const QByteArray& json);
QByteArray routeBookToJson(const RouteBook& book);
/// One preset, as it stands in the file.
Result<RoutePreset> parsePreset(const QJsonObject& object, const QString& name);
QJsonObject toJson(const RoutePreset& preset);

/// Names of presets and aliases: letters, digits, `.`, `_` and `-`.
bool isRouteLabel(QStringView name);

} // namespace assay
