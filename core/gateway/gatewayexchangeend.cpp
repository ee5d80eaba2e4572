// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an exchange is ended before its answer is whole: by the user, with the gateway, or because the client left.

#include "core/gateway/chainerror.h"
#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewaytraffic.h"

using namespace Qt::StringLiterals;

namespace assay {

bool GatewayExchange::stop()
{
    if (!m_run || m_gone)
        return false;
    m_isStopped = true;
    m_run->stop(); // runFinished follows from inside, and tells the client
    return true;
}

void GatewayExchange::endNow()
{
    m_isEnding = true;
    if (m_run && !m_gone)
        m_run->stop(); // likewise
    if (!m_left)
        cancel();
}

void GatewayExchange::cancel()
{
    if (std::exchange(m_gone, true))
        return;
    if (m_run)
        m_run->stop(); // runFinished follows from inside
    else
        leave();
}

void GatewayExchange::noteWhy(LaneRecord& lane) const
{
    if (!lane.error || lane.error->kind != ErrorKind::Cancelled)
        return;
    if (m_isStopped) {
        lane.error->detail = u"Stopped by the user of the gateway."_s;
        lane.error->providerCode = kStoppedHere;
    } else if (m_isEnding) {
        lane.error->detail = gatewayEnds().message;
    }
}

} // namespace assay
