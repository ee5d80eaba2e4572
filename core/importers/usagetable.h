// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/importers/usagerecord.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace assay {

/// Which copy of a message counts.
enum class CopyRule : quint8 {
    Last, ///< the later line of a file; between files the later time, then the longer answer
    First, ///< the one with the earliest time
    Newest, ///< the one read last, if it says anything else: an export made again
};

/// Names of groups by number. Any thread.
class UsageGroups
{
public:
    void load(const QList<ImportGroup>& groups);
    quint32 intern(
        std::string_view provider, std::string_view model, std::string_view project, std::string_view session);
    /// Groups that were not loaded.
    QList<ImportGroup> added() const;
    ImportGroup at(quint32 id) const;
    /// Some fixed order by name, to decide between equals.
    bool isBefore(quint32 left, quint32 right) const;

private:
    mutable std::mutex m_mutex;
    QHash<QByteArray, quint32> m_ids;
    QHash<quint32, ImportGroup> m_groups;
    QList<quint32> m_added;
    quint32 m_next = 0;
};

/// What a message cost.
struct UsagePrice {
    std::optional<qint64> pico;
    bool isEstimated = false;
};
/// Prices one message. Called from one thread, once for each message that is new or has changed.
using PriceUsage = std::function<UsagePrice(const UsageRecord& record, const UsageExtra* extra)>;

/// Every message once, by key. `put()` from any number of threads, everything else when they are done.
class UsageTable
{
public:
    UsageTable(CopyRule rule, UsageGroups& groups);

    enum class Outcome : quint8 { Added, Replaced, Dropped };
    /// `file`: number of the file within this import, in which a later call is a later line.
    Outcome put(UsageRecord record, const std::optional<UsageExtra>& extra, quint32 file);

    /// Takes in a segment of the ledger, in the order in which they were stored; false if it is damaged.
    bool load(QByteArrayView segment);

    /// Prices everything new and returns what it adds to the roll-up. Once, after the last `put()`.
    QList<ImportDelta> settle(const PriceUsage& price);

    enum class Packed : quint8 { Changed, Everything };
    /// Hands out the records to be stored, a piece at a time. The table must live until it has returned nothing.
    std::function<std::optional<QByteArray>()> segments(Packed which) const;

    std::size_t size() const;
    qint64 added() const; ///< keys that were not in the ledger
    qint64 changed() const; ///< keys of the ledger with a later copy

private:
    static constexpr std::size_t kShards = 16;
    static constexpr std::size_t kChunk = 512;
    struct Shard {
        std::mutex mutex;
        std::vector<quint64> slots; ///< part of the key in the high half, place + 1 in the low half; 0: free
        std::vector<std::unique_ptr<std::array<UsageRecord, kChunk>>> chunks;
        std::size_t size = 0;
        std::vector<UsageExtra> extras;
        std::vector<std::pair<UsageRecord, std::optional<UsageExtra>>> before; ///< of the ledger, replaced since

        UsageRecord& at(std::size_t place) { return (*chunks[place / kChunk])[place % kChunk]; }
        const UsageRecord& at(std::size_t place) const { return (*chunks[place / kChunk])[place % kChunk]; }
        const UsageExtra* extraOf(const UsageRecord& record) const
        {
            return record.extra == 0 ? nullptr : &extras[record.extra - 1];
        }
        UsageRecord* findOrAdd(const MessageKey& key, bool& isNew);
        void grow();
    };

    bool wins(const UsageRecord& candidate, quint32 file, const UsageRecord& present) const;

    const CopyRule m_rule;
    UsageGroups& m_groups;
    std::array<Shard, kShards> m_shards;
};

} // namespace assay
