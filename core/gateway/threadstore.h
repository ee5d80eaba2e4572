// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/boundedcache.h"
#include "core/wire/clientformat.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace assay {

/// Conversations of Anthropic's Messages that are held here between their turns (`thread`): a request continues from
/// the id of an answer and brings its new messages alone. Its clients' tool runner does so by itself. In memory, the
/// newest so many bytes; the oldest go first, and a client that hears `thread_not_found` sends the whole again.
class ThreadStore
{
public:
    explicit ThreadStore(qsizetype room = 16LL * 1024 * 1024)
        : m_entries(room)
    {
    }

    /// `request` is the body that was answered, complete() already; `document` the whole answer. What would take more
    /// than a quarter of the room is not kept.
    void keep(const QString& virtualKey, const QByteArray& request, const QByteArray& document);

    /// The body as if its conversation began with it: `thread` is then of the type `create`, or not there. Refuses with
    /// Anthropic's `error_code` as `providerCode`.
    std::expected<QByteArray, ClientError> complete(const QString& virtualKey, const QByteArray& body) const;

    qsizetype size() const { return m_entries.size(); } ///< bytes, roughly

private:
    struct Entry {
        QByteArray system; ///< JSON; empty: none was given
        QByteArray tools;
        QByteArray messages; ///< items without brackets, the answer the last of them
        qsizetype size() const { return system.size() + tools.size() + messages.size() + 512; }
    };

    BoundedCache<QString, Entry> m_entries; ///< by key and id of the answer
};

} // namespace assay
