// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QString>

#include <cstdint>

namespace assay {

/// Whether a numeric address, without brackets, means this machine: 127.0.0.0/8, ::1, and IPv4 addresses of the first
/// kind written as IPv6.
bool isLoopbackAddress(const QString& host);

enum class LoopbackFamily : std::uint8_t { V4, V6 };

/// A socket that listens on 127.0.0.1 or ::1 and nowhere else, non-blocking; whoever asks closes it. Port 0: any free
/// one. Fails with Network.
Result<int> listenOnLoopback(quint16 port, LoopbackFamily family = LoopbackFamily::V4);

/// The next waiting connection, non-blocking and without delay of small packets; −1 if there is none.
int acceptFrom(int listening);

/// The port of this end of a socket.
quint16 portOf(int socket);

} // namespace assay
