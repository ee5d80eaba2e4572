// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/route.h"
#include "core/support/result.h"

#include <QJsonObject>

namespace assay {

/// The request with what OpenRouter's `provider` object asks for: `order`, `allow_fallbacks`, `require_parameters`,
/// `data_collection`, `zdr`, `only`, `ignore`, `quantizations`, `sort` (a word, or `{by, partition}`),
/// `preferred_min_throughput`, `preferred_max_latency` (a number is the p50), `max_price` (USD per million tokens,
/// numbers or decimal text). Lists of ignored endpoints are joined, policies only get tighter.
/// Fails with InvalidRequest, naming the field. Source: OpenRouter, guides/routing/provider-selection.
Result<RouteRequest> withPreferences(RouteRequest request, const QJsonObject& provider);

/// What of a `provider` object has no effect, for a warning: members that `withPreferences` does not know, also inside
/// of `sort`, `max_price` and the preferred cutoffs (`provider.sort.foo`); `enforce_distillable_text`, since nobody
/// tells us the licence; `max_price.image`, since no price here is per image; and the sort `exacto`, which stands for
/// the default order, since the benchmarks that it goes by are not to be had.
QStringList unusedPreferences(const QJsonObject& provider);

/// `price`, `throughput`, `latency` or `balance`.
std::optional<RouteSort> routeSortFromName(QStringView name);
QLatin1StringView routeSortName(RouteSort sort);

} // namespace assay
