// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/pricestore.h"

#include "core/catalog/pricejson.h"
#include "core/pricing/overlaypricebook.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kSchema = 1;

QJsonArray pricesJson(const QList<ModelPrice>& prices)
{
    QJsonArray out;
    for (const auto& price : prices)
        out.append(priceJson(price));
    return out;
}

QList<TakenList> listsOf(const QJsonArray& array)
{
    QList<TakenList> out;
    for (const auto& item : array) {
        const auto object = item.toObject();
        out += TakenList{.source = object.value("source"_L1).toString(),
            .date = QDate::fromString(object.value("date"_L1).toString(), Qt::ISODate),
            .takenAt = QDateTime::fromString(object.value("taken_at"_L1).toString(), Qt::ISODate),
            .prices = object.value("prices"_L1).toInteger()};
    }
    return out;
}

bool sameModel(const ModelPrice& a, const ModelPrice& b)
{
    return a.provider == b.provider && a.model == b.model;
}

bool earlier(const PricePeriod& a, const PricePeriod& b)
{
    return !a.from.isValid() ? b.from.isValid() : b.from.isValid() && a.from < b.from;
}

/// The periods of both, in order; where both begin on one day, the new one.
QList<PricePeriod> mergedPeriods(const QList<PricePeriod>& old, const QList<PricePeriod>& added)
{
    QList<PricePeriod> out;
    for (const auto& period : old) {
        if (std::ranges::none_of(added, [&](const PricePeriod& other) { return other.from == period.from; }))
            out += period;
    }
    out += added;
    std::ranges::stable_sort(out, earlier);
    return out;
}

void put(QList<ModelPrice>& list, const ModelPrice& price)
{
    const auto found = std::ranges::find_if(list, [&](const ModelPrice& other) { return sameModel(other, price); });
    if (found == list.end()) {
        list += price;
        return;
    }
    ModelPrice merged = price;
    merged.periods = mergedPeriods(found->periods, price.periods);
    *found = merged;
}

Error located(const QString& path, const QString& why)
{
    return {.kind = ErrorKind::Storage,
        .detail
        = u"The price file %1 cannot be used: %2. Correct it or move it away; until then the built-in prices hold."_s
            .arg(path, why),
        .httpStatus = 0,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}};
}

} // namespace

PriceStore::PriceStore(QString profileFolder)
    : m_profileFolder(std::move(profileFolder))
{
}

QString PriceStore::filePath() const
{
    return m_profileFolder + u"/prices.json"_s;
}

Result<void> PriceStore::load()
{
    QFile file(filePath());
    if (!file.exists()) {
        m_own.clear();
        m_taken.clear();
        m_lists.clear();
        return {};
    }
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(located(file.fileName(), file.errorString()));
    const QByteArray bytes = file.readAll();
    const auto document = QJsonDocument::fromJson(bytes).object();
    if (document.value("schema"_L1).toInt() != kSchema)
        return std::unexpected(located(file.fileName(), u"it is not a price file of version %1"_s.arg(kSchema)));
    const auto own = readPrices(bytes, "own");
    const auto taken = readPrices(bytes, "taken");
    if (!own || !taken)
        return std::unexpected(located(file.fileName(), own ? taken.error().detail : own.error().detail));
    m_own = *own;
    m_taken = *taken;
    m_lists = listsOf(document.value("lists"_L1).toArray());
    return {};
}

Result<void> PriceStore::write() const
{
    QJsonArray lists;
    for (const auto& list : m_lists)
        lists.append(QJsonObject{{u"source"_s, list.source}, {u"date"_s, list.date.toString(Qt::ISODate)},
            {u"taken_at"_s, list.takenAt.toUTC().toString(Qt::ISODate)}, {u"prices"_s, list.prices}});
    const QJsonObject document{{u"schema"_s, kSchema}, {u"unit"_s, u"pico-USD per unit"_s},
        {u"own"_s, pricesJson(m_own)}, {u"taken"_s, pricesJson(m_taken)}, {u"lists"_s, lists}};
    QSaveFile file(filePath());
    const auto bytes = QJsonDocument(document).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Storage,
            u"The price file %1 cannot be written: %2. Nothing was changed."_s.arg(
                file.fileName(), file.errorString()));
    return {};
}

Result<void> PriceStore::change(const std::function<Result<void>()>& edit)
{
    if (auto loaded = load(); !loaded)
        return loaded;
    const auto own = m_own;
    const auto taken = m_taken;
    const auto lists = m_lists;
    auto done = edit();
    if (done)
        done = write();
    if (!done) {
        m_own = own;
        m_taken = taken;
        m_lists = lists;
    }
    return done;
}

Result<void> PriceStore::setOwn(const ModelPrice& price)
{
    const bool empty = std::ranges::any_of(price.periods, [](const auto& period) { return period.rates.isEmpty(); });
    if (price.provider.isEmpty() || price.periods.isEmpty() || empty)
        return fail(ErrorKind::InvalidRequest, u"A price needs at least one rate."_s);
    return change([&]() -> Result<void> {
        put(m_own, price);
        return {};
    });
}

Result<void> PriceStore::removeOwn(const QString& provider, const QString& model)
{
    return change([&]() -> Result<void> {
        const auto count = m_own.removeIf(
            [&](const ModelPrice& price) { return price.provider == provider && price.model == model; });
        if (count == 0)
            return fail(ErrorKind::InvalidRequest,
                u"There is no own price for %1/%2. `assay models price list` shows those there are."_s.arg(
                    provider, model.isEmpty() ? u"*"_s : model));
        return {};
    });
}

Result<void> PriceStore::take(const QList<ModelPrice>& prices, const TakenList& list)
{
    return change([&]() -> Result<void> {
        for (const auto& price : prices)
            put(m_taken, price);
        m_lists.append(list);
        return {};
    });
}

std::shared_ptr<const PriceBook> PriceStore::listed(std::shared_ptr<const PriceBook> below) const
{
    return m_taken.isEmpty() ? std::move(below) : std::make_shared<OverlayPriceBook>(m_taken, std::move(below));
}

std::shared_ptr<const PriceBook> PriceStore::effective(std::shared_ptr<const PriceBook> below) const
{
    auto lists = listed(std::move(below));
    return m_own.isEmpty() ? lists : std::make_shared<OverlayPriceBook>(m_own, std::move(lists));
}

} // namespace assay
