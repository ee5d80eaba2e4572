// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>

#include <list>
#include <optional>
#include <utility>
#include <vector>

namespace assay {

/// Values by their keys, the newest so many bytes of them: the oldest go first. Sizes are the caller's.
template <class Key, class Value> class BoundedCache
{
public:
    explicit BoundedCache(qsizetype room)
        : m_room(room)
    {
    }

    /// In the place of what the key had. Returns what had to go for it, that included; one larger than the room goes
    /// at once.
    std::vector<Value> insert(const Key& key, Value value, qsizetype size)
    {
        std::vector<Value> gone;
        const auto note = [&](std::optional<Value> taken) {
            if (taken)
                gone.push_back(std::move(*taken));
        };
        note(take(key));
        m_order.push_back(key);
        m_entries.insert(key, {.value = std::move(value), .size = size, .place = std::prev(m_order.end())});
        m_size += size;
        while (m_size > m_room)
            note(take(Key(m_order.front())));
        return gone;
    }

    /// Null: not here. Until the next change.
    const Value* find(const Key& key) const
    {
        const auto entry = m_entries.constFind(key);
        return entry == m_entries.cend() ? nullptr : &entry->value;
    }

    std::optional<Value> take(const Key& key)
    {
        const auto entry = m_entries.find(key);
        if (entry == m_entries.end())
            return std::nullopt;
        std::optional<Value> out(std::move(entry->value));
        m_size -= entry->size;
        m_order.erase(entry->place);
        m_entries.erase(entry);
        return out;
    }

    qsizetype size() const { return m_size; } ///< bytes
    qsizetype count() const { return m_entries.size(); }
    qsizetype room() const { return m_room; }

private:
    struct Entry {
        Value value;
        qsizetype size = 0;
        typename std::list<Key>::iterator place;
    };

    QHash<Key, Entry> m_entries;
    std::list<Key> m_order; // oldest first
    qsizetype m_room;
    qsizetype m_size = 0;
};

} // namespace assay
