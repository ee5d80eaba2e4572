// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/catalog.h"
#include "core/domain/endpoint.h"
#include "core/routing/routename.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <mutex>
#include <utility>

namespace assay {

/// Model ids by canonical name and by OpenRouter slug. Made by the first who asks, since it reads the whole catalogue:
/// a third of the time that a start of the gateway would take. Any thread.
class CanonicalIndex
{
public:
    struct Entry {
        QString provider;
        QString id;
    };
    explicit CanonicalIndex(std::shared_ptr<const Catalog> catalog)
        : m_catalog(std::move(catalog))
    {
    }
    QList<Entry> find(const QString& name) const { return names().entries.value(name); }
    QString canonicalOf(const QString& provider, const QString& id) const
    {
        return names().canonical.value({provider, id});
    }
    void prepare() const { names(); } ///< now, for instance on a thread that has the time

private:
    struct Names {
        QHash<QString, QList<Entry>> entries; // by canonical name, by id, by OpenRouter slug
        QHash<std::pair<QString, QString>, QString> canonical;
    };
    const Names& names() const;

    const std::shared_ptr<const Catalog> m_catalog;
    mutable std::once_flag m_once;
    mutable Names m_names;
};

/// An endpoint that serves a model, and what is known of it that does not change from request to request.
struct RouteOffer {
    Endpoint endpoint;
    QString model; ///< as this endpoint names it
    std::optional<CatalogModel> known;
    bool hasAddress = true;
    std::optional<ModelPrice> price; ///< filled in by whoever knows the prices of the day
};

/// Everything offers are looked up in, as an immutable snapshot. Any thread.
struct OfferSources {
    std::shared_ptr<const Catalog> catalog;
    std::shared_ptr<const CanonicalIndex> index;
    QList<Endpoint> endpoints; ///< one without an address has an empty `baseUrl`
    QHash<QString, QStringList> ownModels; ///< ids in the endpoints' own lists, by endpoint id
    quint16 sandboxPort = 0; ///< 0: the simulated providers do not run
};

enum class OfferReach : std::uint8_t {
    AsNamed, ///< `provider/model` means that provider alone
    Everywhere, ///< … and whoever else serves the same model
};

/// Who serves a model under this name: an id of the price catalogue or an alias of it, a name across providers
/// (`openai/gpt-oss-120b`), or `provider/model`. The same model goes by other ids at other providers; those are found
/// by the catalogue's canonical names. One offer an endpoint; the one named comes first.
QList<RouteOffer> offersOf(const OfferSources& sources, const RouteName& name, OfferReach reach);

} // namespace assay
