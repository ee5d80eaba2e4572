// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewaytraffic.h"

#include <algorithm>

namespace assay {

namespace {

constexpr qint64 kMinute = 60'000; // ms

qint64 numberOf(const QDateTime& at)
{
    return at.toMSecsSinceEpoch() / kMinute;
}

bool isAlike(const RefusedCall& a, const RefusedCall& b)
{
    return a.status == b.status && a.path == b.path && a.why == b.why && a.keyName == b.keyName && a.model == b.model;
}

} // namespace

TrafficMinute& TrafficLog::minute(const QDateTime& at)
{
    const qint64 number = numberOf(at);
    TrafficMinute& place = m_minutes[static_cast<std::size_t>(number % kMinutes)];
    if (place.minute < number)
        place = {.minute = number};
    return place.minute == number ? place : m_past;
}

const TrafficMinute* TrafficLog::find(qint64 number) const
{
    const TrafficMinute& place = m_minutes[static_cast<std::size_t>(number % kMinutes)];
    return place.minute == number ? &place : nullptr;
}

void TrafficLog::refused(RefusedCall call)
{
    TrafficMinute& now = minute(call.firstAt);
    ++now.requests;
    ++now.refused;
    for (auto* text : {&call.keyName, &call.model, &call.path, &call.why})
        text->truncate(kText);
    const auto known = std::ranges::find_if(m_refusals, [&](const RefusedCall& other) { return isAlike(other, call); });
    if (known != m_refusals.end()) {
        call.number = known->number;
        call.count = known->count + 1;
        call.lastAt = call.firstAt;
        call.firstAt = known->firstAt;
        m_refusals.erase(known);
    } else {
        call.number = ++m_number;
        call.lastAt = call.firstAt;
    }
    m_refusals.push_back(std::move(call));
    if (m_refusals.size() > kRefusals)
        m_refusals.pop_front();
}

QList<TrafficMinute> TrafficLog::hour(const QDateTime& now) const
{
    const qint64 last = numberOf(now);
    QList<TrafficMinute> out;
    out.reserve(kMinutes);
    for (qint64 number = last - kMinutes + 1; number <= last; ++number) {
        const auto* known = find(number);
        out.append(known ? *known : TrafficMinute{.minute = number});
    }
    return out;
}

double TrafficLog::perMinute(const QDateTime& now) const
{
    const auto* current = find(numberOf(now));
    const auto* before = find(numberOf(now) - 1);
    const double rest = 1 - static_cast<double>(now.toMSecsSinceEpoch() % kMinute) / kMinute;
    return (current ? current->requests : 0) + rest * (before ? before->requests : 0);
}

QList<RefusedCall> TrafficLog::refusals() const
{
    return {m_refusals.rbegin(), m_refusals.rend()};
}

} // namespace assay
