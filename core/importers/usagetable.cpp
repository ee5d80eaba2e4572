// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/usagetable.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace assay {

namespace {

constexpr std::size_t kFirstSlots = 1'024;
constexpr quint16 kTransient = usageflag::kStored | usageflag::kChanged;

ImportSum withoutCost(ImportSum sum)
{
    sum.pico = sum.unpriced = sum.estimated = 0;
    return sum;
}

quint64 slotOf(const MessageKey& key, std::size_t place)
{
    return (static_cast<quint64>(key[1]) << 32) | (place + 1);
}

bool saysTheSame(
    const UsageRecord& left, const UsageExtra* leftExtra, const UsageRecord& right, const UsageExtra* rightExtra)
{
    // Prices may have changed since; what the source says has not.
    constexpr quint16 kOurs = usageflag::kPriced | usageflag::kEstimated | usageflag::kStored | usageflag::kChanged;
    const bool sameFlags = ((left.flags ^ right.flags) & ~kOurs) == 0;
    const auto reported = [](const UsageExtra* extra) { return extra ? extra->reportedPico : 0; };
    return sameFlags && left.group == right.group && left.timeMs == right.timeMs
        && reported(leftExtra) == reported(rightExtra)
        && withoutCost(sumOf(left, leftExtra)) == withoutCost(sumOf(right, rightExtra));
}

void appendBytes(QByteArray& out, const void* from, std::size_t size)
{
    out.append(static_cast<const char*>(from), static_cast<qsizetype>(size));
}

} // namespace

UsageTable::UsageTable(CopyRule rule, UsageGroups& groups)
    : m_rule(rule)
    , m_groups(groups)
{
}

UsageRecord* UsageTable::Shard::findOrAdd(const MessageKey& key, bool& isNew)
{
    if (slots.empty() || size * 4 >= slots.size() * 3)
        grow();
    const std::size_t mask = slots.size() - 1;
    for (std::size_t i = key[2] & mask;; i = (i + 1) & mask) {
        const quint64 slot = slots[i];
        if (slot == 0) {
            if (size % kChunk == 0)
                chunks.push_back(std::make_unique<std::array<UsageRecord, kChunk>>());
            slots[i] = slotOf(key, size);
            UsageRecord& record = at(size++);
            record.key = key;
            isNew = true;
            return &record;
        }
        if (static_cast<quint32>(slot >> 32) != key[1])
            continue;
        UsageRecord& record = at((slot & 0xffffffff) - 1);
        if (record.key == key) {
            isNew = false;
            return &record;
        }
    }
}

void UsageTable::Shard::grow()
{
    std::vector<quint64> larger(std::max(kFirstSlots, slots.size() * 2));
    const std::size_t mask = larger.size() - 1;
    for (std::size_t place = 0; place < size; ++place) {
        const MessageKey& key = at(place).key;
        std::size_t i = key[2] & mask;
        while (larger[i] != 0)
            i = (i + 1) & mask;
        larger[i] = slotOf(key, place);
    }
    slots.swap(larger);
}

bool UsageTable::wins(const UsageRecord& candidate, quint32 file, const UsageRecord& present) const
{
    const bool isOfThisImport = present.has(usageflag::kChanged);
    if (m_rule == CopyRule::First) {
        if (candidate.timeMs != present.timeMs)
            return candidate.timeMs < present.timeMs;
    } else {
        if (isOfThisImport && present.pico == file)
            return true;
        if (candidate.timeMs != present.timeMs)
            return candidate.timeMs > present.timeMs;
        if (candidate.output != present.output)
            return candidate.output > present.output;
    }
    // Equals: what is stored stays; otherwise the choice must not depend on which thread was faster.
    return isOfThisImport && candidate.group != present.group && m_groups.isBefore(candidate.group, present.group);
}

UsageTable::Outcome UsageTable::put(UsageRecord record, const std::optional<UsageExtra>& extra, quint32 file)
{
    Shard& shard = m_shards[record.key[0] % kShards];
    const std::scoped_lock lock(shard.mutex);
    bool isNew = false;
    UsageRecord& present = *shard.findOrAdd(record.key, isNew);
    const bool isBetter = isNew
        || (m_rule == CopyRule::Newest
                ? !saysTheSame(record, extra ? &*extra : nullptr, present, shard.extraOf(present))
                : wins(record, file, present));
    if (!isBetter)
        return Outcome::Dropped;
    const bool isFromLedger = !isNew && present.has(usageflag::kStored);
    if (isFromLedger && !present.has(usageflag::kChanged)) {
        const UsageExtra* before = shard.extraOf(present);
        shard.before.emplace_back(present, before ? std::optional(*before) : std::nullopt);
    }
    record.extra = 0;
    if (extra) {
        shard.extras.push_back(*extra);
        record.extra = static_cast<quint32>(shard.extras.size());
    }
    record.pico = file;
    record.flags = static_cast<quint16>(
        (record.flags & ~kTransient) | usageflag::kChanged | (isFromLedger ? usageflag::kStored : 0));
    present = record;
    return isNew ? Outcome::Added : Outcome::Replaced;
}

bool UsageTable::load(QByteArrayView segment)
{
    std::array<quint32, 2> counts{};
    if (segment.size() < qsizetype(sizeof counts))
        return false;
    std::memcpy(counts.data(), segment.data(), sizeof counts);
    const char* records = segment.data() + sizeof counts;
    const char* extras = records + counts[0] * sizeof(UsageRecord);
    if (static_cast<std::size_t>(segment.size())
        != sizeof counts + counts[0] * sizeof(UsageRecord) + counts[1] * sizeof(UsageExtra))
        return false;
    for (std::size_t i = 0; i < counts[0]; ++i) {
        UsageRecord record;
        std::memcpy(&record, records + i * sizeof record, sizeof record);
        if (record.extra > counts[1])
            return false;
        Shard& shard = m_shards[record.key[0] % kShards];
        if (record.extra > 0) {
            UsageExtra extra;
            std::memcpy(&extra, extras + (record.extra - 1) * sizeof extra, sizeof extra);
            shard.extras.push_back(extra);
            record.extra = static_cast<quint32>(shard.extras.size());
        }
        record.flags = static_cast<quint16>((record.flags & ~kTransient) | usageflag::kStored);
        bool isNew = false;
        *shard.findOrAdd(record.key, isNew) = record;
    }
    return true;
}

QList<ImportDelta> UsageTable::settle(const PriceUsage& price)
{
    std::unordered_map<quint64, ImportSum> sums;
    const auto sumFor = [&sums](const UsageRecord& record) -> ImportSum& {
        return sums[(static_cast<quint64>(record.timeMs / kImportSlotMs) << 32) | record.group];
    };
    for (Shard& shard : m_shards) {
        for (const auto& [record, extra] : shard.before)
            sumFor(record) -= sumOf(record, extra ? &*extra : nullptr);
        for (std::size_t place = 0; place < shard.size; ++place) {
            UsageRecord& record = shard.at(place);
            if (!record.has(usageflag::kChanged))
                continue;
            const UsageExtra* extra = shard.extraOf(record);
            const UsagePrice cost = price(record, extra);
            record.pico = cost.pico.value_or(0);
            record.flags = static_cast<quint16>(
                record.flags | (cost.pico ? usageflag::kPriced : 0) | (cost.isEstimated ? usageflag::kEstimated : 0));
            sumFor(record) += sumOf(record, extra);
        }
    }
    QList<ImportDelta> deltas;
    deltas.reserve(static_cast<qsizetype>(sums.size()));
    for (const auto& [key, sum] : sums) {
        if (!sum.isZero())
            deltas.append(
                {.slot = static_cast<qint64>(key >> 32), .group = static_cast<qint64>(key & 0xffffffff), .sum = sum});
    }
    // In the order of the table they go to.
    std::ranges::sort(deltas, {}, [](const ImportDelta& delta) { return std::pair(delta.slot, delta.group); });
    return deltas;
}

std::function<std::optional<QByteArray>()> UsageTable::segments(Packed which) const
{
    constexpr std::size_t kMostRecords = 8'192;
    const auto isWanted
        = [which](const UsageRecord& record) { return which == Packed::Everything || record.has(usageflag::kChanged); };
    return [this, isWanted, shard = std::size_t{0}, place = std::size_t{0}]() mutable -> std::optional<QByteArray> {
        std::array<quint32, 2> counts{};
        QByteArray records(sizeof counts, '\0');
        records.reserve(qsizetype(sizeof counts + kMostRecords * sizeof(UsageRecord)));
        QByteArray extras;
        for (; shard < kShards && counts[0] < kMostRecords; ++shard, place = 0) {
            const Shard& from = m_shards[shard];
            for (; place < from.size && counts[0] < kMostRecords; ++place) {
                UsageRecord record = from.at(place);
                if (!isWanted(record))
                    continue;
                if (const UsageExtra* extra = from.extraOf(record)) {
                    appendBytes(extras, extra, sizeof *extra);
                    record.extra = ++counts[1];
                }
                record.flags = static_cast<quint16>(record.flags & ~kTransient);
                appendBytes(records, &record, sizeof record);
                ++counts[0];
            }
            if (place < from.size)
                break;
        }
        if (counts[0] == 0)
            return std::nullopt;
        std::memcpy(records.data(), counts.data(), sizeof counts);
        return records + extras;
    };
}

std::size_t UsageTable::size() const
{
    std::size_t size = 0;
    for (const auto& shard : m_shards)
        size += shard.size;
    return size;
}

qint64 UsageTable::added() const
{
    qint64 count = 0;
    for (const auto& shard : m_shards) {
        for (std::size_t place = 0; place < shard.size; ++place)
            count += (shard.at(place).flags & kTransient) == usageflag::kChanged ? 1 : 0;
    }
    return count;
}

qint64 UsageTable::changed() const
{
    qint64 count = 0;
    for (const auto& shard : m_shards)
        count += static_cast<qint64>(shard.before.size());
    return count;
}

} // namespace assay
