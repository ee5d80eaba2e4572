// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowmodels.h"

#include "app/modelchoices.h"
#include "app/pricerefresh.h"
#include "core/pricing/tariff.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

ModelAccess accessOf(const Composition& services, const Endpoint& endpoint)
{
    if (endpoint.simulated)
        return ModelAccess::Simulated;
    if (endpoint.local)
        return ModelAccess::Local;
    return services.secrets().keyFor(endpoint) ? ModelAccess::Ready : ModelAccess::NeedsKey;
}

struct Work {
    ModelSources sources;
    std::shared_ptr<const PriceBook> prices;
    QDateTime now;
    QList<OfferedModel> first; ///< the simulated ones
    QList<Endpoint> endpoints;
    QHash<QString, ModelAccess> access;
};

ModelRow rowOf(const Work& work, const OfferedModel& model)
{
    ModelRow row{.ref = model.ref,
        .name = model.name.isEmpty() ? model.ref.model : model.name,
        .provider = model.endpoint.name,
        .endpoint = model.endpoint,
        .access = work.access.value(model.endpoint.id, ModelAccess::Simulated),
        .known = model.known,
        .price = {},
        .confidence = {},
        .revision = {}};
    if (const auto price = work.prices->find(model.endpoint.priceProvider(), model.ref.model)) {
        if (const auto* period = periodAt(*price, work.now))
            row.price = *period;
        row.confidence = price->confidence;
        row.revision = price->revision;
    }
    return row;
}

QList<ModelRow> rowsOf(const Work& work)
{
    QList<ModelRow> out;
    for (const auto& model : work.first + endpointModels(work.sources, work.endpoints))
        out += rowOf(work, model);
    // What can be asked stands first; within, the catalogue's order.
    std::ranges::stable_partition(out, [](const ModelRow& row) { return row.access != ModelAccess::NeedsKey; });
    return out;
}

} // namespace

WindowModels::WindowModels(Composition& services, QObject* parent)
    : ModelsService(parent)
    , m_services(services)
{
    m_pool.setMaxThreadCount(1);
}

WindowModels::~WindowModels()
{
    m_pool.waitForDone();
}

QDate WindowModels::today() const
{
    return m_services.clock().now().date();
}

void WindowModels::readRows()
{
    Work work{.sources = {m_services.sharedCatalog(), m_services.profile()},
        .prices = m_services.sharedPrices(),
        .now = m_services.clock().now(),
        .first
        = usableModels(m_services, OfferedModels::Usable, {.provider = u"sandbox"_s, .text = {}, .capabilities = {}}),
        .endpoints = m_services.endpoints().list(),
        .access = {}};
    for (const auto& endpoint : work.endpoints)
        work.access.insert(endpoint.id, accessOf(m_services, endpoint));
    m_pool.start([this, work = std::move(work)] {
        QMetaObject::invokeMethod(this, [this, rows = rowsOf(work)] { Q_EMIT rowsRead(rows); }, Qt::QueuedConnection);
    });
}

QStringList WindowModels::priceLists() const
{
    return knownPriceLists();
}

void WindowModels::readPrices(const QString& from)
{
    m_pool.start([this, reader = PriceListReader(m_services), from] {
        QMetaObject::invokeMethod(
            this, [this, refresh = reader.read({.from = from, .date = {}})] { keep(refresh); }, Qt::QueuedConnection);
    });
}

void WindowModels::keep(const Result<PriceRefresh>& refresh)
{
    m_refresh = refresh ? std::optional(*refresh) : std::nullopt;
    if (refresh)
        Q_EMIT pricesRead(*refresh);
    else
        Q_EMIT pricesFailed(refresh.error());
}

Result<qint64> WindowModels::takePrices(bool includeHeld)
{
    if (!m_refresh)
        return fail(ErrorKind::InvalidRequest, u"No price list was read."_s);
    auto taken = takePriceRefresh(m_services, *m_refresh, includeHeld ? HeldPrices::Take : HeldPrices::Leave);
    if (taken) {
        m_refresh.reset();
        readRows();
    }
    return taken;
}

Result<void> WindowModels::setOwnPrice(const ModelRef& model, const OwnPrice& price)
{
    PricePeriod period;
    period.from = price.from;
    for (const auto& [usageClass, text] : price.perMillion.asKeyValueRange()) {
        const auto rate = Money::fromDecimalUsd(text.toUtf8() + "e-6");
        if (!rate || *rate < Money())
            return fail(ErrorKind::InvalidRequest, u"'%1' is not an amount in dollars such as 2.50."_s.arg(text));
        period.rates.set(usageClass, *rate);
    }
    const auto endpoint = m_services.endpoints().find(model.provider);
    const ModelPrice own{.provider = endpoint ? endpoint->priceProvider() : model.provider,
        .model = model.model,
        .periods = {period},
        .revision = u"own/"_s + m_services.clock().now().date().toString(Qt::ISODate),
        .confidence = price.hypothetical ? u"hypothetical"_s : u"own"_s,
        .impliedMode = {}};
    auto done = m_services.changePrices([&](PriceStore& store) { return store.setOwn(own); });
    if (done)
        readRows();
    return done;
}

} // namespace assay
