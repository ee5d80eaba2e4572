// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curltransport.h"

#include "core/net/curlcall.h"
#include "core/net/curlmulti.h"
#include "core/net/requestcheck.h"

namespace assay {

namespace {

// libcurl itself does not look at these two, though everything else on the machine that uses OpenSSL does.
TransportOptions withTrustOfEnvironment(TransportOptions options)
{
    if (options.caFile.isEmpty())
        options.caFile = qgetenv("SSL_CERT_FILE");
    if (options.caFolder.isEmpty())
        options.caFolder = qgetenv("SSL_CERT_DIR");
    return options;
}

} // namespace

CurlTransport::CurlTransport(TransportOptions options)
    : m_options(withTrustOfEnvironment(std::move(options)))
{
}

CurlTransport::~CurlTransport()
{
    if (m_multi)
        m_multi->shutDown();
}

std::unique_ptr<HttpCall> CurlTransport::start(
    const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
{
    if (!m_multi)
        m_multi = std::make_unique<CurlMulti>(m_options);
    auto call = std::make_unique<CurlCall>(*m_multi, request, timeouts, watcher);
    if (auto refusal = refusalOf(request))
        call->refuse(std::move(*refusal));
    else
        call->begin(request);
    return call;
}

} // namespace assay
