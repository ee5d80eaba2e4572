// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QString>

namespace assay {

/// How the gateway is started, for the window and `assay serve` alike.
struct GatewaySettings {
    quint16 port = 8787;
    bool autostart = false; ///< with the window
    friend bool operator==(const GatewaySettings&, const GatewaySettings&) = default;
};

/// `gateway.json` of the profile; the defaults where there is none or it cannot be read.
GatewaySettings readGatewaySettings(const QString& profile);
Result<void> writeGatewaySettings(const QString& profile, const GatewaySettings& settings);

} // namespace assay
