// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/boundedcache.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QString>
#include <QStringList>

namespace assay {

/// Answers of OpenAI's Responses format that a later request of the same virtual key may refer to, whole
/// (`previous_response_id`) or by one item (`item_reference`): clients of this format leave to the server what was
/// said. In memory, the newest so many bytes; the oldest go first.
class ResponseStore
{
public:
    explicit ResponseStore(qsizetype room = 16LL * 1024 * 1024)
        : m_entries(room)
    {
    }

    /// `request` is the body that was answered, complete() already; `document` the whole answer. An answer that would
    /// take more than a quarter of the room is not kept.
    void keep(const QString& virtualKey, const QByteArray& request, const QByteArray& document);

    struct Kept {
        QByteArrayList input; ///< items
        QByteArray document;
    };
    /// Null: never kept, gone, or another key's.
    const Kept* find(const QString& virtualKey, const QString& id) const;
    bool forget(const QString& virtualKey, const QString& id);

    /// The body with what it refers to in its place. A reference to an item that is not here stays. Fails with
    /// InvalidRequest where the answer before is not here.
    Result<QByteArray> complete(const QString& virtualKey, const QByteArray& body) const;

    qsizetype size() const { return m_entries.size(); } ///< bytes, roughly

private:
    struct Entry {
        Kept kept;
        QString name; ///< its own
        QStringList items; ///< names of the items of its output
    };
    void forgetItems(const Entry& gone);
    QByteArray item(const QString& virtualKey, QByteArrayView reference) const;

    BoundedCache<QString, Entry> m_entries; ///< by key and id
    QHash<QString, QString> m_items; ///< key and id of an item: the newest entry that has it
};

/// `GET /v1/responses/{id}/input_items`, the newest first unless `ascending`.
QByteArray inputItemList(const ResponseStore::Kept& kept, bool ascending);

} // namespace assay
