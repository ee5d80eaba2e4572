// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <chrono>

namespace assay {

/// What bounds every exchange of a transport, and whom it trusts.
struct TransportOptions {
    /// Real heads stay under 10 KiB; what is far beyond is an attack or a broken server. All heads, 1xx and trailers
    /// count.
    qint64 maxHeadBytes = 256LL * 1024;
    /// The longest answers known (images as base64) are tens of MiB; beyond this a server would fill our memory.
    qint64 maxBodyBytes = 256LL * 1024 * 1024;
    /// An idle connection older than this is not used again. Servers close theirs after 60 s or more as a rule; well
    /// under it, the race in which a request meets a closing connection (and may or may not be billed) stays rare.
    std::chrono::seconds idleConnectionAge{30};
    QByteArray caFile; ///< PEM bundle to trust instead of the system's. Empty: `SSL_CERT_FILE`, else the system's
    QByteArray caFolder; ///< the same as a folder of hashed files. Empty: `SSL_CERT_DIR`, else the system's
};

/// Connections kept for later: as many as the widest experiment or all clients of the gateway have in flight, so that
/// none is made anew between two calls.
inline constexpr int kKeptConnections = 512;

} // namespace assay
