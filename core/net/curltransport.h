// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"

#include <memory>

namespace assay {

class CurlMulti;

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

/// HttpTransport over libcurl's multi interface, driven by the event loop of the thread it was made on.
///
/// One call is one request: nothing is sent again, no redirect is followed, no answer is decompressed. Proxies come
/// from the environment (`https_proxy`, `no_proxy`, …), never for loopback. HTTP/1.1 only, so that each call has a
/// connection to itself. A secret header over plain http to another machine is refused.
///
/// Headers that frame the message (`Content-Length`, `Transfer-Encoding`, `Expect`, `Connection`) are the transport's
/// own and are left out of a request that names them. Calls still open when the transport goes are closed with
/// ErrorKind::Cancelled.
class CurlTransport final : public HttpTransport
{
public:
    explicit CurlTransport(TransportOptions options = {});
    ~CurlTransport() override;
    Q_DISABLE_COPY_MOVE(CurlTransport)

    HttpCall* start(const HttpRequest& request, const Timeouts& timeouts, QObject* parent) override;

private:
    TransportOptions m_options;
    std::unique_ptr<CurlMulti> m_multi; ///< made for the first call
};

} // namespace assay
