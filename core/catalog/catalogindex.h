// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

/// A stretch of the catalogue's bytes that holds one JSON value.
struct CatalogSlice {
    quint32 offset = 0;
    quint32 size = 0;
};

/// Where each model of a catalogue lies, by provider and id and by provider and alias. Keys point into the bytes it
/// was built from, which must outlive it.
class CatalogIndex
{
public:
    /// One pass over `bytes`, of which the first `size` are JSON and at least simdjson's padding more can be read.
    /// Fails with Protocol on text that is not JSON, names of another schema, missing and repeated keys; the detail
    /// names line and field.
    static Result<CatalogIndex> build(const QByteArray& bytes, qsizetype size);

    qsizetype size() const { return m_models.size(); }
    const CatalogSlice& model(qsizetype index) const { return m_models[index]; }
    /// Number of the model's provider in `providers()`.
    qsizetype providerOf(qsizetype index) const { return m_providerOf[index]; }
    const QList<CatalogSlice>& providers() const { return m_providers; }
    const QList<CatalogSlice>& sources() const { return m_sources; }
    QByteArray generated() const { return m_generated; }
    QByteArray newestData() const { return m_newestData; }

    std::optional<qsizetype> provider(QByteArrayView id) const;
    std::optional<qsizetype> byId(qsizetype provider, QByteArrayView id) const;
    std::optional<qsizetype> byAlias(qsizetype provider, QByteArrayView alias) const;

private:
    friend class CatalogIndexer;

    struct Key {
        qsizetype provider = 0;
        QByteArrayView id;
        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed) noexcept
        {
            return qHash(key.id, seed) ^ (static_cast<size_t>(key.provider) * 0x9E3779B97F4A7C15ULL);
        }
    };

    QList<CatalogSlice> m_models;
    QList<CatalogSlice> m_providers;
    QList<CatalogSlice> m_sources;
    QList<qsizetype> m_providerOf;
    QHash<QByteArrayView, qsizetype> m_providerIds;
    QHash<Key, qsizetype> m_ids;
    QHash<Key, qsizetype> m_aliases;
    QList<QByteArray> m_unescaped; ///< keys that are written with escapes
    QByteArray m_generated;
    QByteArray m_newestData;
};

/// Line of `bytes` (counted from 1) in which `offset` lies.
qsizetype lineAt(QByteArrayView bytes, qsizetype offset);

} // namespace assay
