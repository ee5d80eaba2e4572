// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendrollup.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kMicrosecondsADay = 86'400'000'000;
constexpr qint64 kMicrosecondsASlot = kMicrosecondsADay / kSlotsADay;
// A count that no provider can mean must not make the sums of a day overflow.
constexpr qint64 kMostTokens = 1'000'000'000'000;

constexpr std::array<QByteArrayView, kSpendColumns> kColumns
    = {"calls", "complete", "truncated", "refused", "failed", "cancelled", "indeterminate", "unpriced", "unmeasured",
        "reported", "computed", "estimated", "attempts", "unsaved", "pico", "retry_pico", "saved_pico", "input",
        "cache_read", "cache_write", "cache_write_1h", "input_audio", "input_image", "input_video", "cache_read_audio",
        "output", "reasoning", "citation", "output_audio", "output_image", "web_search"};

qint64 floored(qint64 microseconds, qint64 unit)
{
    const qint64 whole = microseconds / unit;
    return microseconds % unit < 0 ? whole - 1 : whole;
}

const CostLine* lineOf(const QList<CostLine>& lines, UsageClass usageClass)
{
    const auto found = std::ranges::find(lines, QString(usageClassName(usageClass)), &CostLine::usageClass);
    return found == lines.end() ? nullptr : &*found;
}

/// What the reads of one class saved against `full`, the class they would have been; nothing if no line tells.
std::optional<qint64> savedBy(const QList<CostLine>& lines, UsageClass read, UsageClass full)
{
    const CostLine* fullLine = lineOf(lines, full);
    qint64 saved = 0;
    bool any = false;
    for (const auto& line : lines) {
        if (line.usageClass != usageClassName(read) || line.units == 0)
            continue;
        const auto whole = fullLine ? Money::product(line.units, fullLine->perUnit) : std::nullopt;
        const auto less = whole ? whole->plus(Money::fromPico(-line.amount.pico())) : std::nullopt;
        const auto sum = less ? less->plus(Money::fromPico(saved)) : std::nullopt;
        if (!sum)
            return std::nullopt;
        saved = sum->pico();
        any = true;
    }
    return any ? std::optional(saved) : std::nullopt;
}

void addSavings(SpendSum& sum, const LaneRecord& lane)
{
    constexpr std::array kPairs = {std::pair(UsageClass::CacheRead, UsageClass::Input),
        std::pair(UsageClass::CacheReadAudio, UsageClass::InputAudio)};
    for (const auto& [read, full] : kPairs) {
        if (lane.usage[read].value_or(0) <= 0)
            continue;
        const auto saved = savedBy(lane.cost.lines, read, full);
        const auto both
            = saved ? Money::fromPico(sum[SpendMeasure::SavedPico]).plus(Money::fromPico(*saved)) : std::nullopt;
        if (both)
            sum[SpendMeasure::SavedPico] = both->pico();
        else
            sum[SpendMeasure::Unsaved] = 1;
    }
}

void addRetries(SpendSum& sum, const LaneRecord& lane)
{
    sum[SpendMeasure::Attempts] = lane.attempts.size();
    Money retries;
    for (qsizetype i = 0; i + 1 < lane.attempts.size(); ++i) {
        if (const auto amount = lane.attempts[i].cost.amount)
            retries = retries.plus(*amount).value_or(retries);
    }
    sum[SpendMeasure::RetryPico] = retries.pico();
}

SpendMeasure measureOf(CostState state)
{
    switch (state) {
    case CostState::Reported: return SpendMeasure::Reported;
    case CostState::Computed: return SpendMeasure::Computed;
    case CostState::Estimated:
    case CostState::Unknown: break;
    }
    return SpendMeasure::Estimated;
}

} // namespace

qint64 utcDay(qint64 microseconds)
{
    return floored(microseconds, kMicrosecondsADay);
}

qint64 utcDay(QDate date)
{
    return QDate(1970, 1, 1).daysTo(date);
}

QDate dateOfUtcDay(qint64 day)
{
    return QDate(1970, 1, 1).addDays(day);
}

qint64 spendSlot(qint64 microseconds)
{
    return floored(microseconds, kMicrosecondsASlot);
}

QByteArrayView spendColumnName(std::size_t column)
{
    return kColumns[column];
}

QByteArray spendColumns(QByteArrayView prefix)
{
    QByteArray out;
    for (const auto column : kColumns)
        out.append(out.isEmpty() ? "" : ", ").append(prefix).append(column);
    return out;
}

SpendSum spendOf(const LaneRecord& lane)
{
    SpendSum sum;
    sum[SpendMeasure::Calls] = 1;
    if (isTerminal(lane.state)) {
        const auto ended = static_cast<std::size_t>(lane.state) - static_cast<std::size_t>(LaneState::Complete);
        sum.values[static_cast<std::size_t>(SpendMeasure::Complete) + ended] = 1;
    }
    if (lane.cost.amount) {
        sum[SpendMeasure::Pico] = lane.cost.amount->pico();
        sum[measureOf(lane.cost.state)] = 1;
    } else if (!lane.simulated && !lane.local) {
        sum[SpendMeasure::Unpriced] = 1;
    }
    sum[SpendMeasure::Unmeasured] = lane.usage.isEmpty() ? 1 : 0;
    addRetries(sum, lane);
    addSavings(sum, lane);
    for (const auto usageClass : allUsageClasses()) {
        sum.values[kSpendMeasures + static_cast<std::size_t>(usageClass)]
            = std::clamp(lane.usage[usageClass].value_or(0), qint64{0}, kMostTokens);
    }
    return sum;
}

void SpendSum::add(const SpendSum& other)
{
    for (std::size_t i = 0; i < kSpendColumns; ++i) {
        if (!isMoneyColumn(i)) {
            values[i] += other.values[i];
            continue;
        }
        if (const auto sum = Money::fromPico(values[i]).plus(Money::fromPico(other.values[i]))) {
            values[i] = sum->pico();
            continue;
        }
        isPartial = true;
        if (i == static_cast<std::size_t>(SpendMeasure::Pico))
            (*this)[SpendMeasure::Unpriced] += other[SpendMeasure::Calls] - other[SpendMeasure::Unpriced];
    }
}

int SpendRollup::groupIndex(const SpendGroup& group)
{
    const auto found = m_indexes.constFind(group);
    if (found != m_indexes.cend())
        return *found;
    const int index = static_cast<int>(m_groups.size());
    m_groups.append(group);
    m_indexes.insert(group, index);
    return index;
}

void SpendRollup::add(const RunRecord& run, const LaneRecord& lane, qint64 at)
{
    const int group = groupIndex({.provider = lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy,
        .upstream = lane.upstreamProvider,
        .model = lane.model.model,
        .surface = run.surface,
        .project = run.project,
        .key = run.key,
        .purpose = runPurposeName(run.purpose),
        .simulated = lane.simulated});
    const SpendSum sum = spendOf(lane);
    add({SpendTable::Day, utcDay(at), {}, group}, sum);
    add({SpendTable::Slot, spendSlot(at), {}, group}, sum);
    // A tag said twice counts once.
    const QSet<QString> tags(run.tags.cbegin(), run.tags.cend());
    for (const auto& tag : tags)
        add({SpendTable::Tag, spendSlot(at), tag, group}, sum);
}

void SpendRollup::clear()
{
    m_groups.clear();
    m_indexes.clear();
    m_sums.clear();
}

} // namespace assay
