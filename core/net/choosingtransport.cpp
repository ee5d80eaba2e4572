// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/choosingtransport.h"

#include "core/net/localtarget.h"

namespace assay {

ChoosingTransport::ChoosingTransport(const TransportOptions& options)
    : m_local(options)
    , m_curl(options)
{
}

std::unique_ptr<HttpCall> ChoosingTransport::start(
    const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
{
    if (request.url != m_lastUrl) {
        m_lastIsLocal = isPlainLocal(request.url);
        m_lastUrl = request.url;
    }
    if (m_lastIsLocal)
        return m_local.start(request, timeouts, watcher);
    return m_curl.start(request, timeouts, watcher);
}

} // namespace assay
