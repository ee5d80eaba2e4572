// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window sees of its running gateway, and what it may do there.

#include "app/gatewayprobe.h"
#include "app/windowgateway.h"
#include "app/windowgatewaycalls.h"
#include "core/support/whendone.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kShownRefusals = 12; // a flood of them must leave the calls in sight

GatewayTestResult resultOf(const Result<GatewayProbe>& probe)
{
    if (!probe)
        return {.failure = probe.error().detail, .model = {}, .servedBy = {}, .text = {}, .cost = {}};
    return {.failure = {},
        .model = probe->model,
        .servedBy = probe->servedBy,
        .text = probe->text,
        .cost = probe->cost,
        .duration = probe->duration,
        .simulated = probe->simulated};
}

} // namespace

/// Asked for, not told: however many requests come in a second, the window hears of them once.
void WindowGateway::look()
{
    if (!m_gateway || m_status.phase != GatewayPhase::On)
        return;
    whenDone(m_gateway->server().inspect(), this, [this](const GatewaySnapshot& snapshot) {
        m_traffic = trafficOf(snapshot);
        Q_EMIT trafficChanged();
        matchRunning(snapshot.running);
        QList<GatewayCallRow> refused;
        for (const auto& call : snapshot.refused.first(qMin(kShownRefusals, snapshot.refused.size())))
            refused.append(callRow(call));
        std::ranges::sort(refused, std::greater(), &GatewayCallRow::startedAt);
        const auto isSame
            = [](const GatewayCallRow& a, const GatewayCallRow& b) { return a.runId == b.runId && a.times == b.times; };
        if (std::ranges::equal(refused, m_refused, isSame))
            return;
        m_refused = refused;
        Q_EMIT callsChanged();
    });
}

/// Calls that began before anybody looked come in; of those whose end was lost in a flood the ledger knows more.
void WindowGateway::matchRunning(const QList<GatewayCall>& running)
{
    takeFinished();
    const auto runs
        = [&](const QString& id) { return std::ranges::find(running, id, &GatewayCall::id) != running.end(); };
    if (m_calls.removeIf([&](const GatewayCallRow& row) { return !isTerminal(row.state) && !runs(row.runId); }) > 0)
        m_tell.start();
    for (const auto& call : running) {
        const auto known = std::ranges::find(m_calls, call.id, &GatewayCallRow::runId);
        if (known != m_calls.end() && (isTerminal(known->state) || known->state == call.state))
            continue;
        put(callRow(call));
        m_tell.start();
    }
}

QList<GatewayCallRow> WindowGateway::calls() const
{
    QList<GatewayCallRow> out;
    out.reserve(m_calls.size() + m_refused.size());
    std::ranges::merge(m_calls, m_refused, std::back_inserter(out),
        [](const GatewayCallRow& a, const GatewayCallRow& b) { return a.startedAt > b.startedAt; });
    return out;
}

void WindowGateway::stopCall(const QString& runId)
{
    if (m_gateway)
        whenDone(m_gateway->server().stopCall(runId), this, [this](bool) { m_tell.start(); });
}

void WindowGateway::sendTest(const QString& keyId, const QString& model)
{
    const auto off = [this] { Q_EMIT testEnded(resultOf(fail(ErrorKind::Network, tr("The gateway is off.")))); };
    if (!m_gateway || m_status.phase != GatewayPhase::On)
        return off();
    whenDone(
        m_gateway->server().lendKey(keyId), this,
        [this, port = m_status.port, model](const Secret& key) { probe(port, key, model); }, off);
}

void WindowGateway::probe(quint16 port, const Secret& key, const QString& model)
{
    m_probes.start([this, port, key, model] {
        const auto result = resultOf(probeGateway(port, key, model, m_isClosing));
        QMetaObject::invokeMethod(this, [this, result] { Q_EMIT testEnded(result); }, Qt::QueuedConnection);
    });
}

} // namespace assay
