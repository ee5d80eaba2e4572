// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curltransport.h"

#include "core/net/curlcall.h"
#include "core/net/curlmulti.h"
#include "core/net/requestcheck.h"

namespace assay {

CurlTransport::CurlTransport(TransportOptions options)
    : m_options(std::move(options))
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
