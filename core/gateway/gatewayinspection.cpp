// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the owner of the gateway may see and do while it runs.

#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewayworker.h"
#include "core/gateway/relayexchange.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

GatewaySnapshot GatewayWorker::snapshot() const
{
    const QDateTime now = m_services.clock->now();
    GatewaySnapshot out{.running = {},
        .ended = m_recent.newest(kShownEnded),
        .refused = m_traffic.refusals(),
        .hour = m_traffic.hour(now),
        .perMinute = m_traffic.perMinute(now)};
    const auto add = [&](GatewayCall call) {
        if (!call.id.isEmpty()) // else it has not been read yet
            out.running.append(std::move(call));
    };
    for (const auto& exchange : m_exchanges)
        add(exchange->call());
    const auto relays = findChildren<RelayExchange*>(Qt::FindDirectChildrenOnly);
    for (const auto* relay : relays)
        add(relay->call());
    std::ranges::sort(out.running, std::greater(), &GatewayCall::startedAt);
    return out;
}

bool GatewayWorker::stopCall(const QString& id)
{
    const auto found = std::ranges::find_if(m_exchanges, [&](const auto& each) { return each->call().id == id; });
    if (found != m_exchanges.end())
        return (*found)->stop();
    const auto relays = findChildren<RelayExchange*>(Qt::FindDirectChildrenOnly);
    for (auto* relay : relays) {
        if (relay->call().id == id)
            return relay->stop();
    }
    return false;
}

Secret GatewayWorker::lendKey(const QString& keyId)
{
    const NewKey made = makeVirtualKey({}, *m_services.clock);
    m_keys.lend(made.kept.hash, keyId);
    return made.secret;
}

void GatewayExchange::announce(const LaneRecord* lane)
{
    if (!m_worker.isWatched())
        return;
    GatewayCall call = this->call();
    if (lane) {
        call.servedBy = lane->servedBy;
        call.state = lane->state;
        call.cost = lane->cost.amount;
        call.duration
            = std::chrono::duration_cast<std::chrono::microseconds>(m_worker.services().clock->steady() - m_start);
    }
    Q_EMIT m_worker.callChanged(call);
}

GatewayCall GatewayExchange::call() const
{
    GatewayCall call;
    call.id = m_runId;
    call.startedAt = m_startedAt;
    call.keyName = m_key.name;
    call.model = m_request.models.value(0);
    call.format = m_format.name();
    call.state = m_isNoticed ? LaneState::Streaming : LaneState::Connecting;
    if (m_isNoticed)
        call.servedBy = endpoint().id;
    return call;
}

} // namespace assay
