// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localtransport.h"

#include "core/net/localcall.h"
#include "core/net/localpool.h"
#include "core/net/requestcheck.h"

using namespace Qt::StringLiterals;

namespace assay {

LocalTransport::LocalTransport(const TransportOptions& options)
    : m_pool(std::make_unique<LocalPool>(options))
{
}

LocalTransport::~LocalTransport()
{
    m_pool->shutDown();
}

std::unique_ptr<HttpCall> LocalTransport::start(
    const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
{
    auto call = std::make_unique<LocalCall>(*m_pool, request, timeouts, watcher);
    auto place = m_pool->knownPlace(request.url); // whose URL was found right
    if (auto refusal = place ? headRefusalOf(request) : refusalOf(request)) {
        call->refuse(std::move(*refusal));
        return call;
    }
    if (!place) {
        auto target = localTarget(request.url);
        if (!target) {
            call->refuse(fail(ErrorKind::InvalidRequest,
                u"%1 is not a server on this machine without TLS."_s.arg(serverName(request.url)))
                    .error());
            return call;
        }
        place = m_pool->addPlace(std::move(*target));
    }
    call->begin(request, std::move(place));
    return call;
}

} // namespace assay
