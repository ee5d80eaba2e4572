// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"
#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <optional>

namespace assay {

/// What came of a test request.
struct GatewayProbe {
    QString runId; ///< in the ledger; empty: nothing was sent
    QString model; ///< that answered
    QString servedBy; ///< endpoint id
    QString text; ///< the beginning of the answer
    std::optional<Money> cost; ///< absent: unknown
    std::chrono::microseconds duration{0};
    bool simulated = false;
};

/// Asks a model through the gateway at this port of this machine, as a tool would: one small chat request over a
/// connection of its own. Blocks its thread until the answer is there or `stop` is set; never on the window's thread.
/// Fails with what the gateway answered, or with Network.
Result<GatewayProbe> probeGateway(quint16 port, const Secret& key, const QString& model, const std::atomic<bool>& stop);

} // namespace assay
