// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalog.h"

#include "core/catalog/catalogentry.h"
#include "core/catalog/modelid.h"

#include <QResource>

#include <simdjson.h>

#include <algorithm>

using namespace Qt::StringLiterals;

// A resource in a static library is registered by hand, from outside any namespace.
static void registerCatalogResource()
{
    Q_INIT_RESOURCE(assay_catalog);
}

namespace assay {

namespace {

const QString kBundled = u":/catalog/catalog.json"_s;
constexpr auto kPadding = static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);

CatalogText textOf(const QByteArray& bytes, const CatalogSlice& slice)
{
    return {.data = bytes.constData() + slice.offset, .size = slice.size};
}

Error located(const QByteArray& bytes, const CatalogSlice& slice, Error error)
{
    error.detail = u"catalogue line %1: %2"_s.arg(lineAt(bytes, slice.offset)).arg(error.detail);
    return error;
}

bool matchesText(const CatalogModel& model, const QStringList& words)
{
    return std::ranges::all_of(words, [&](const QString& word) {
        const auto holds = [&](const QString& text) { return text.contains(word, Qt::CaseInsensitive); };
        return holds(model.id) || holds(model.name) || holds(model.provider) || holds(model.family)
            || std::ranges::any_of(model.aliases, holds);
    });
}

bool matches(const CatalogModel& model, const CatalogFilter& filter, const QStringList& words)
{
    if (model.status == ModelStatus::Unlisted && filter.unlisted == UnlistedModels::Hidden)
        return false;
    const bool able = std::ranges::all_of(
        filter.capabilities, [&](const QString& wanted) { return model.capabilities.contains(wanted); });
    return able && matchesText(model, words);
}

} // namespace

Catalog::Catalog(std::optional<Parts> parts)
    : m_isBundled(!parts)
    , m_parts(std::move(parts))
{
}

Result<Catalog::Parts> Catalog::read(const QByteArray& padded, qsizetype size)
{
    auto index = CatalogIndex::build(padded, size);
    if (!index)
        return std::unexpected(std::move(index).error());
    Parts out{.bytes = padded, .index = *std::move(index), .providers = {}, .sources = {}};
    for (const auto& slice : out.index.providers()) {
        auto provider = readCatalogProvider(textOf(out.bytes, slice));
        if (!provider)
            return std::unexpected(located(out.bytes, slice, std::move(provider).error()));
        out.providers += *std::move(provider);
    }
    for (const auto& slice : out.index.sources()) {
        auto source = readCatalogSource(textOf(out.bytes, slice));
        if (!source)
            return std::unexpected(located(out.bytes, slice, std::move(source).error()));
        out.sources += *std::move(source);
    }
    return out;
}

Result<std::shared_ptr<const Catalog>> Catalog::parse(const QByteArray& json)
{
    auto parts = read(json + QByteArray(kPadding, '\0'), json.size());
    if (!parts)
        return std::unexpected(std::move(parts).error());
    return std::shared_ptr<const Catalog>(new Catalog(*std::move(parts)));
}

Result<std::shared_ptr<const Catalog>> Catalog::loadBundled()
{
    registerCatalogResource();
    if (!QResource(kBundled).isValid())
        return fail(ErrorKind::Internal, u"the built-in price list is missing"_s);
    return std::shared_ptr<const Catalog>(new Catalog(std::nullopt));
}

const Catalog::Parts& Catalog::parts() const
{
    if (m_isBundled) {
        std::call_once(m_isRead, [this] {
            // Where it lies in the program; the build put spaces behind it (core/CMakeLists.txt).
            const QByteArray text = QResource(kBundled).uncompressedData();
            Q_ASSERT_X(text.endsWith(QByteArray(kPadding, ' ')), "Catalog", "the built-in list needs padding");
            auto parts = read(text, text.size() - kPadding);
            Q_ASSERT_X(parts, "Catalog", "the built-in list must parse; tst_catalog says why it does not");
            m_parts = parts ? *std::move(parts) : Parts();
        });
    }
    return *m_parts;
}

std::optional<ModelPrice> Catalog::find(const QString& provider, const QString& model) const
{
    const auto found = search(provider, model);
    if (!found)
        return std::nullopt;
    auto price = readCatalogPrice(textOf(parts().bytes, index().model(found->entry)));
    return price ? std::optional(dated(*std::move(price), found->mode)) : std::nullopt;
}

std::optional<CatalogMatch> Catalog::lookUp(const QString& provider, const QString& model) const
{
    const auto found = search(provider, model);
    auto entry = found ? read(found->entry) : fail(ErrorKind::ModelNotFound, {});
    if (!entry)
        return std::nullopt;
    entry->price.impliedMode = found->mode;
    return CatalogMatch{.model = *std::move(entry), .rule = found->rule, .mode = found->mode};
}

QList<CatalogModel> Catalog::list(const CatalogFilter& filter) const
{
    QList<CatalogModel> out;
    const auto provider = index().provider(filter.provider.toUtf8());
    if (!filter.provider.isEmpty() && !provider)
        return out;
    const QStringList words = filter.text.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype entry = 0; entry < index().size(); ++entry) {
        if (provider && index().providerOf(entry) != *provider)
            continue;
        auto model = read(entry);
        if (model && matches(*model, filter, words))
            out += *std::move(model);
    }
    return out;
}

void Catalog::forEach(const std::function<void(const CatalogModel& model)>& visit) const
{
    for (qsizetype entry = 0; entry < index().size(); ++entry) {
        if (const auto model = read(entry))
            visit(*model);
    }
}

Result<void> Catalog::validate() const
{
    for (qsizetype entry = 0; entry < index().size(); ++entry) {
        if (auto model = read(entry); !model)
            return std::unexpected(located(parts().bytes, index().model(entry), std::move(model).error()));
    }
    return {};
}

std::optional<CatalogProvider> Catalog::provider(const QString& id) const
{
    const auto number = index().provider(id.toUtf8());
    return number ? std::optional(parts().providers[*number]) : std::nullopt;
}

QDate Catalog::generated() const
{
    return QDate::fromString(QString::fromUtf8(index().generated()), Qt::ISODate);
}

QDate Catalog::newestData() const
{
    return QDate::fromString(QString::fromUtf8(index().newestData()), Qt::ISODate);
}

std::optional<Catalog::Found> Catalog::search(const QString& provider, const QString& model) const
{
    const auto number = index().provider(provider.toUtf8());
    if (!number)
        return std::nullopt;
    const QByteArray id = model.toUtf8();
    if (const auto found = searchVersions(*number, id))
        return found;
    const auto routed = provider == "openrouter"_L1 ? withoutRoutingSuffix(id) : std::nullopt;
    if (!routed)
        return std::nullopt;
    auto found = searchVersions(*number, routed->id);
    if (found)
        found->mode = QString::fromUtf8(routed->mode);
    return found;
}

std::optional<Catalog::Found> Catalog::searchVersions(qsizetype provider, QByteArrayView id) const
{
    if (const auto found = searchNames(provider, id))
        return found;
    const auto base = withoutVersion(id);
    auto found = base ? searchNames(provider, *base) : std::nullopt;
    if (found)
        found->rule = CatalogRule::WithoutVersion;
    return found;
}

std::optional<Catalog::Found> Catalog::searchNames(qsizetype provider, QByteArrayView id) const
{
    if (const auto entry = index().byId(provider, id))
        return Found{.entry = *entry, .rule = CatalogRule::Id, .mode = {}};
    if (const auto entry = index().byAlias(provider, id))
        return Found{.entry = *entry, .rule = CatalogRule::Alias, .mode = {}};
    return std::nullopt;
}

Result<CatalogModel> Catalog::read(qsizetype entry) const
{
    auto model = readCatalogModel(textOf(parts().bytes, index().model(entry)));
    if (model)
        model->price = dated(std::move(model->price), {});
    return model;
}

ModelPrice Catalog::dated(ModelPrice price, const QString& mode) const
{
    price.revision = QString::fromUtf8(index().generated()) + u'/' + price.revision;
    price.impliedMode = mode;
    return price;
}

} // namespace assay
