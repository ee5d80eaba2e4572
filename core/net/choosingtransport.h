// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/curltransport.h"
#include "core/net/localtransport.h"

namespace assay {

/// Sends plain HTTP for this machine by LocalTransport and everything else by CurlTransport. Neither asks a proxy for
/// this machine, whatever the environment says.
class ChoosingTransport final : public HttpTransport
{
public:
    explicit ChoosingTransport(const TransportOptions& options = {});

    std::unique_ptr<HttpCall> start(
        const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher) override;

private:
    LocalTransport m_local;
    CurlTransport m_curl;
    QUrl m_lastUrl; // most calls go where the last one went
    bool m_lastIsLocal = false;
};

} // namespace assay
