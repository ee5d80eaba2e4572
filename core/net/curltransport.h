// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"
#include "core/net/transportoptions.h"

#include <memory>

namespace assay {

class CurlMulti;

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

    std::unique_ptr<HttpCall> start(
        const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher) override;

private:
    TransportOptions m_options;
    std::unique_ptr<CurlMulti> m_multi; ///< made for the first call
};

} // namespace assay
