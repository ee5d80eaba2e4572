// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/catalogindex.h"
#include "core/catalog/catalogmodel.h"
#include "core/support/result.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace assay {

/// Which rule of the look-up order found a model.
enum class CatalogRule : std::uint8_t { Id, Alias, WithoutVersion };

struct CatalogMatch {
    CatalogModel model;
    CatalogRule rule = CatalogRule::Id;
    QString mode; ///< also in `model.price.impliedMode`: `batch` for an OpenRouter id ending in `:batch`
};

enum class UnlistedModels : std::uint8_t { Hidden, Shown };

/// Narrows a list of models. Empty members match everything.
struct CatalogFilter {
    QString provider;
    QString text; ///< words, all of which occur in provider, id, name, family or an alias; case does not matter
    QStringList capabilities; ///< all of them
    UnlistedModels unlisted = UnlistedModels::Hidden;
};

/// The dated price list as an immutable snapshot; any thread may read it.
///
/// Reading finds where each model lies and parses nothing else; a look-up parses the one entry it returns. So reading
/// costs about 2 ms for 2,000 models and a look-up a few microseconds. The list that was built in is read by whoever
/// asks it first: a program that starts need not wait for it.
class Catalog final : public PriceBook
{
public:
    /// Fails with Protocol; the detail names the line and the field. Entries are checked when they are read; `validate`
    /// checks all of them, as a list from outside needs before it is used.
    static Result<std::shared_ptr<const Catalog>> parse(const QByteArray& json);
    /// The list that was built in.
    static Result<std::shared_ptr<const Catalog>> loadBundled();

    /// The price of a model; an entry that cannot be read counts as unknown.
    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override;
    /// The same look-up with everything that is known about the model.
    std::optional<CatalogMatch> lookUp(const QString& provider, const QString& model) const;

    /// In the order of the file: grouped by provider. Entries that cannot be read are left out.
    QList<CatalogModel> list(const CatalogFilter& filter) const;
    /// The same one by one, all of them: a list of everything takes megabytes.
    void forEach(const std::function<void(const CatalogModel& model)>& visit) const;
    /// The first fault of any entry, by line and field.
    Result<void> validate() const;

    qsizetype size() const { return parts().index.size(); }
    const QList<CatalogProvider>& providers() const { return parts().providers; }
    std::optional<CatalogProvider> provider(const QString& id) const;
    const QList<CatalogSource>& sources() const { return parts().sources; }
    QDate generated() const; ///< day the list was made
    QDate newestData() const; ///< day of the newest figure in it

private:
    struct Found {
        qsizetype entry = 0;
        CatalogRule rule = CatalogRule::Id;
        QString mode;
    };

    struct Parts {
        QByteArray bytes; ///< the text and padding behind it; the index points into it
        CatalogIndex index;
        QList<CatalogProvider> providers;
        QList<CatalogSource> sources;
    };

    explicit Catalog(std::optional<Parts> parts);
    static Result<Parts> read(const QByteArray& padded, qsizetype size);
    const Parts& parts() const;
    const CatalogIndex& index() const { return parts().index; }

    std::optional<Found> search(const QString& provider, const QString& model) const;
    std::optional<Found> searchVersions(qsizetype provider, QByteArrayView id) const;
    std::optional<Found> searchNames(qsizetype provider, QByteArrayView id) const;
    Result<CatalogModel> read(qsizetype entry) const;
    ModelPrice dated(ModelPrice price, const QString& mode) const;

    const bool m_isBundled;
    mutable std::once_flag m_isRead; ///< of the built-in list: whether the next is there
    mutable std::optional<Parts> m_parts;
};

} // namespace assay
