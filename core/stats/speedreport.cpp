// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/speedreport.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

enum class Blame : std::uint8_t { None, Provider, Caller };

Blame blameOf(LaneState state, const QString& error)
{
    static constexpr std::array kCallers = {"cancelled"_L1, "authentication"_L1, "permission"_L1, "quota_exhausted"_L1,
        "budget_exceeded"_L1, "invalid_request"_L1, "context_too_long"_L1, "model_not_found"_L1, "storage"_L1,
        "secret"_L1, "internal"_L1};
    switch (state) {
    case LaneState::Complete:
    case LaneState::Refused: return Blame::None;
    case LaneState::Truncated: return error.isEmpty() ? Blame::None : Blame::Provider;
    case LaneState::Cancelled: return Blame::Caller;
    default: break;
    }
    return std::ranges::find(kCallers, error) != kCallers.end() ? Blame::Caller : Blame::Provider;
}

double count(const std::optional<Timing::us>& time)
{
    return time ? static_cast<double>(time->count()) : 0.0;
}

/// What of a row is counted, not measured.
class Counts
{
public:
    void add(LaneState state, const QString& error, bool fromCache, qint64 lanes)
    {
        if (state == LaneState::Cancelled) {
            m_cancelled += lanes;
            return;
        }
        m_calls += lanes;
        const auto blame = blameOf(state, error);
        m_up += blame == Blame::None ? lanes : 0;
        m_down += blame == Blame::Provider ? lanes : 0;
        m_cached += fromCache ? lanes : 0;
        if (!error.isEmpty())
            m_errors[error] += lanes;
    }

    void put(SpeedRow& row) const
    {
        row.calls = m_calls;
        row.cancelled = m_cancelled;
        row.cached = m_cached;
        row.up = shareOf(m_up, m_up + m_down);
        row.errors.clear();
        for (auto it = m_errors.cbegin(); it != m_errors.cend(); ++it)
            row.errors.append({it.key(), it.value()});
        std::ranges::stable_sort(row.errors, std::ranges::greater(), &std::pair<QString, qint64>::second);
    }

private:
    qint64 m_calls = 0;
    qint64 m_cancelled = 0;
    qint64 m_cached = 0;
    qint64 m_up = 0;
    qint64 m_down = 0;
    QMap<QString, qint64> m_errors;
};

/// Collects one group.
class Group
{
public:
    void add(const LaneMeasurement& sample);
    SpeedRow row(const QString& key);

private:
    void addTimes(const LaneMeasurement& sample);
    void addPhases(const Timing& timing);

    SpeedRow m_row;
    Counts m_counts;
    QList<double> m_first;
    QList<double> m_total;
    QList<double> m_speed;
    QList<double> m_cost;
};

void Group::add(const LaneMeasurement& sample)
{
    m_counts.add(sample.state, sample.error, sample.fromCache, 1);
    if (sample.state == LaneState::Cancelled)
        return;
    if (sample.cost)
        m_cost.append(static_cast<double>(sample.cost->pico()));
    addTimes(sample);
}

void Group::addTimes(const LaneMeasurement& sample)
{
    const auto& timing = sample.timing;
    if (!sample.fromCache && timing.firstToken)
        m_first.append(count(timing.firstToken));
    if (blameOf(sample.state, sample.error) != Blame::None || !timing.total)
        return;
    m_total.append(count(timing.total));
    addPhases(timing);
    if (!sample.visibleTokens || !timing.firstText || !timing.lastToken || *timing.lastToken <= *timing.firstText)
        return;
    m_speed.append(static_cast<double>(*sample.visibleTokens) * 1e6 / count(*timing.lastToken - *timing.firstText));
}

void Group::addPhases(const Timing& timing)
{
    if (!timing.firstByte || !timing.firstToken)
        return;
    auto& phases = m_row.phases;
    ++phases.n;
    const double handshake = count(timing.dns) + count(timing.connect) + count(timing.tls);
    phases.dns += count(timing.dns);
    phases.connect += count(timing.connect);
    phases.tls += count(timing.tls);
    phases.wait += std::max(0.0, count(timing.firstByte) - handshake);
    phases.firstToken += std::max(0.0, count(timing.firstToken) - count(timing.firstByte));
    phases.stream += std::max(0.0, count(timing.total) - count(timing.firstToken));
}

SpeedRow Group::row(const QString& key)
{
    m_row.key = key;
    m_counts.put(m_row);
    m_row.firstToken = spreadOf(m_first);
    m_row.total = spreadOf(m_total);
    m_row.speed = spreadOf(m_speed);
    m_row.priced = m_cost.size();
    if (!m_cost.isEmpty()) {
        std::ranges::sort(m_cost);
        m_row.medianCostPico = quantileOf(m_cost, 0.5).value;
    }
    auto& phases = m_row.phases;
    for (double* phase : {&phases.dns, &phases.connect, &phases.tls, &phases.wait, &phases.firstToken, &phases.stream})
        *phase /= static_cast<double>(std::max<qsizetype>(1, phases.n));
    return m_row;
}

QString keyOf(SpeedGrouping grouping, const QString& endpoint, const QString& provider, const QString& model)
{
    return grouping == SpeedGrouping::Endpoint ? endpoint : provider + u'/' + model;
}

QList<SpeedRow> inOrder(QList<SpeedRow> rows)
{
    std::ranges::sort(rows,
        [](const SpeedRow& a, const SpeedRow& b) { return a.calls != b.calls ? a.calls > b.calls : a.key < b.key; });
    return rows;
}

} // namespace

Spread spreadOf(QList<double> values)
{
    Spread spread;
    spread.n = values.size();
    std::ranges::sort(values);
    if (spread.n < kFewestForQuantiles) {
        spread.values = std::move(values);
        return spread;
    }
    spread.median = quantileOf(values, 0.5);
    spread.p90 = quantileOf(values, 0.9);
    if (spread.n >= kFewestForP99)
        spread.p99 = quantileOf(values, 0.99);
    return spread;
}

QList<SpeedRow> speedReport(const QList<LaneMeasurement>& samples, SpeedGrouping grouping)
{
    QHash<QString, Group> groups;
    for (const auto& sample : samples)
        groups[keyOf(grouping, sample.endpoint, sample.provider, sample.model)].add(sample);
    QList<SpeedRow> rows;
    for (auto it = groups.begin(); it != groups.end(); ++it)
        rows.append(it->row(it.key()));
    return inOrder(std::move(rows));
}

QList<SpeedRow> withCounts(QList<SpeedRow> rows, const QList<LaneCount>& counts, SpeedGrouping grouping)
{
    QMap<QString, Counts> sums;
    for (const auto& count : counts)
        sums[keyOf(grouping, count.endpoint, count.provider, count.model)].add(
            count.state, count.error, count.fromCache, count.lanes);
    for (auto& row : rows) {
        if (const auto found = sums.find(row.key); found != sums.end()) {
            found->put(row);
            sums.erase(found);
        }
    }
    for (const auto& [key, sum] : sums.asKeyValueRange()) {
        SpeedRow row;
        row.key = key;
        sum.put(row);
        rows.append(row);
    }
    return inOrder(std::move(rows));
}

} // namespace assay
