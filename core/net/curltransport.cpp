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

HttpCall* CurlTransport::start(const HttpRequest& request, const Timeouts& timeouts, QObject* parent)
{
    if (!m_multi)
        m_multi = std::make_unique<CurlMulti>(m_options);
    auto* call = new CurlCall(*m_multi, request, timeouts, parent);
    if (auto refusal = refusalOf(request))
        call->refuse(std::move(*refusal));
    else
        call->begin(request);
    return call;
}

} // namespace assay
