// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/fallbackchain.h"

using namespace Qt::StringLiterals;

namespace assay {

void FallbackChain::start(const LaneSpec& spec)
{
    m_endpoints = spec.endpoints;
    m_targets = spec.targets;
    m_model = spec.model.model;
    m_allowFallbacks = spec.allowFallbacks;
    m_fallbackOnFilter = spec.fallbackOnFilter;
    const auto lastResort = routeReasonName(RouteReason::LastResort);
    for (const auto& option : spec.route.options) {
        if (option.position && option.reason == lastResort)
            m_lastResorts.append(*option.position);
    }
}

LaneTarget FallbackChain::target(qsizetype index) const
{
    return index < m_targets.size() ? m_targets[index] : LaneTarget{.model = m_model};
}

FallbackChain::Passed FallbackChain::passBroken(RouteMemory* memory, HealthTime now)
{
    Passed out;
    const bool isFirst = !std::exchange(m_tried, true);
    if (!memory || !m_allowFallbacks || m_endpoints.size() < 2)
        return out;
    const qsizetype from = m_index;
    for (; m_index < m_endpoints.size(); moveTo(m_index + 1)) {
        if (m_lastResorts.contains(m_index) || memory->admit(endpoint().id, model(), now) != Admission::No)
            return out;
        out.skipped.append(endpoint().id + u" breaker_open"_s);
    }
    moveTo(isFirst ? from : m_endpoints.size() - 1);
    out.isAtEnd = !isFirst;
    return out;
}

RetryState FallbackChain::state(bool requestSent, const RouteMemory* memory, HealthTime now) const
{
    return {.sameEndpoint = m_sameEndpoint,
        .waited = m_waited,
        .endpointsLeft = next(RetryStep::NextEndpoint).has_value(),
        .largerContextLeft = next(RetryStep::LargerContext).has_value(),
        .modelsLeft = m_fallbackOnFilter && next(RetryStep::NextModel).has_value(),
        .keysLeft = m_keys.hasOther(memory, now),
        .requestSent = requestSent};
}

/// Where a step leads; nothing if it leads nowhere.
std::optional<qsizetype> FallbackChain::next(RetryStep step) const
{
    if (!m_allowFallbacks)
        return std::nullopt;
    const LaneTarget here = target(m_index);
    for (qsizetype i = m_index + 1; i < m_endpoints.size(); ++i) {
        const LaneTarget there = target(i);
        const bool isLarger = !here.contextTokens || !there.contextTokens || *there.contextTokens > *here.contextTokens;
        if ((step == RetryStep::LargerContext && !isLarger)
            || (step == RetryStep::NextModel && there.modelRank <= here.modelRank))
            continue;
        return i;
    }
    return std::nullopt;
}

void FallbackChain::moveTo(qsizetype index)
{
    m_index = index;
    m_sameEndpoint = 0;
    m_keys.clear();
}

void FallbackChain::follow(const RetryDecision& decision)
{
    switch (decision.step) {
    case RetryStep::NextEndpoint:
    case RetryStep::LargerContext:
    case RetryStep::NextModel: moveTo(next(decision.step).value_or(m_index)); break;
    case RetryStep::OtherKey: m_keys.setAside(); break;
    case RetryStep::SameEndpoint:
        ++m_sameEndpoint;
        m_waited += decision.wait;
        break;
    case RetryStep::GiveUp: break;
    }
}

} // namespace assay
