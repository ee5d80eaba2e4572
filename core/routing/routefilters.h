// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/route.h"

#include <QStringView>

namespace assay {

/// Why a candidate cannot be used.
struct RouteRefusal {
    RouteReason reason;
    QString detail;
};

/// The first hard rule that the candidate breaks, in the order of RouteReason; nothing if it may be used.
std::optional<RouteRefusal> refusal(const RouteRequest& request, const RouteCandidate& candidate);

/// Tools, response_format and verbosity of the request that the candidate is known not to support: where another
/// endpoint of the model has them all, this one is not used.
QStringList lackingFeatures(const RouteRequest& request, const RouteCandidate& candidate);

/// Does every stated cutoff hold? Unknown statistics count as holding.
bool meetsPreferences(const RouteRequest& request, const RouteCandidate& candidate);

/// Failed so lately that others come first: within 30 s · 2^(k−1), at most 10 minutes, of the k-th failure in a row.
bool isUnstable(const RouteCandidate& candidate);

/// Expected price of the request: prompt price × estimated prompt tokens (1,000 where nobody knows) + completion price
/// × (maximum asked for, or expected tokens) + fee. Zero for local servers without a price; absent: unknown.
std::optional<Money> expectedPrice(const RouteRequest& request, const RouteCandidate& candidate);

/// `google-vertex` matches itself and its regions (`google-vertex/us-east5`) but no service tier; a slug with `/`
/// matches itself only.
bool slugMatches(QStringView slug, const RouteCandidate& candidate);

} // namespace assay
