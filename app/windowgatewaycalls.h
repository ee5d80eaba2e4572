// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/gateway/gatewayserver.h"
#include "ui/gateway/gatewaycontrol.h"

namespace assay {

// How the gateway's calls become rows of the page. Pure.

GatewayCallRow callRow(const GatewayCall& call);
GatewayCallRow callRow(const RunRecord& run);
GatewayCallRow callRow(const RefusedCall& call);
GatewayTraffic trafficOf(const GatewaySnapshot& snapshot);
/// One row of what two sources say about one call; what has ended stays ended.
GatewayCallRow merged(const GatewayCallRow& known, const GatewayCallRow& news);
/// What a list needs of a run.
RunRecord withoutTexts(RunRecord run);

} // namespace assay
