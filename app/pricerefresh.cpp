// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pricerefresh.h"

#include "core/catalog/pricestore.h"
#include "core/run/engine.h"
#include "core/support/loopback.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

struct KnownList {
    QLatin1StringView name;
    QLatin1StringView address;
};

constexpr std::array kKnownLists = {
    KnownList{"openrouter"_L1, "https://openrouter.ai/api/v1/models"_L1},
    KnownList{"models.dev"_L1, "https://models.dev/api.json"_L1},
    KnownList{
        "litellm"_L1, "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json"_L1},
    KnownList{"genai-prices"_L1,
        "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json"_L1},
};

constexpr Timeouts kListTimeouts = {.connect = 10s, .firstByte = 30s, .idle = 30s, .total = 120s};
constexpr qint64 kLargestList = 64 * 1024 * 1024;

QString sourceName(PriceListFormat format)
{
    switch (format) {
    case PriceListFormat::OpenRouterModels: return u"openrouter"_s;
    case PriceListFormat::ModelsDev: return u"models.dev"_s;
    case PriceListFormat::LiteLlm: return u"litellm"_s;
    case PriceListFormat::GenaiPrices: return u"genai-prices"_s;
    }
    return {};
}

QUrl addressOf(const QString& from)
{
    const auto found = std::ranges::find(kKnownLists, from, &KnownList::name);
    if (found != kKnownLists.end())
        return QUrl(QString(found->address));
    const QUrl url(from);
    return url.scheme() == "https"_L1 || url.scheme() == "http"_L1 ? url : QUrl();
}

/// Blocks until it came.
Result<QByteArray> download(Engine& engine, const QUrl& url)
{
    if (url.scheme() == "http"_L1 && !isLoopbackAddress(url.host()) && url.host() != "localhost"_L1)
        return fail(ErrorKind::InvalidRequest, u"A price list is read over https only; %1 is not."_s.arg(url.host()));
    const HttpRequest request{.method = "GET", .url = url, .headers = {}, .body = {}};
    const auto fetched = engine.fetch(request, kListTimeouts).result();
    if (fetched.outcome.error)
        return std::unexpected(*fetched.outcome.error);
    if (fetched.head.status == 200)
        return fetched.body;
    return fail(ErrorKind::Network,
        u"%1 answered with status %2. Nothing was changed; a file can be given instead."_s.arg(url.host())
            .arg(fetched.head.status));
}

Result<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is no file that can be read (%2), no https address, and none of %3."_s.arg(
                path, file.errorString(), knownPriceLists().join(u", "_s)));
    if (file.size() > kLargestList)
        return fail(ErrorKind::InvalidRequest, u"%1 is larger than any price list."_s.arg(path));
    return file.readAll();
}

/// Without models of providers that nothing here knows: their prices could never be asked for.
PriceList ofKnownProviders(PriceList list, const QStringList& known)
{
    list.prices.removeIf([&](const ModelPrice& price) { return !known.contains(price.provider); });
    list.retirements.removeIf([&](const ModelRetirement& end) { return !known.contains(end.provider); });
    return list;
}

QList<ModelPrice> pricesOf(const QList<PriceProposal>& proposals)
{
    QList<ModelPrice> out;
    for (const auto& proposal : proposals)
        out += proposal.price;
    return out;
}

} // namespace

QStringList knownPriceLists()
{
    QStringList out;
    for (const auto& list : kKnownLists)
        out += list.name;
    return out;
}

PriceListReader::PriceListReader(Composition& services)
    : m_engine(services.engine())
    , m_known(services.listedPrices())
    , m_today(services.clock().now().date())
{
    for (const auto& provider : services.catalog().providers())
        m_providers += provider.id;
    for (const auto& endpoint : services.endpoints().list())
        m_providers += endpoint.priceProvider();
    for (const auto& list : knownPriceLists())
        m_names.insert(list, providerNames(services.catalog().providers(), list));
}

Result<PriceRefresh> PriceListReader::read(const PriceListRequest& request) const
{
    const QUrl url = addressOf(request.from);
    const auto bytes = url.isValid() ? download(m_engine, url) : readFile(request.from);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto format = recognisePriceList(*bytes);
    if (!format)
        return fail(ErrorKind::Protocol,
            u"%1 is not a price list of a known form (%2). Nothing was changed."_s.arg(
                request.from, knownPriceLists().join(u", "_s)));
    PriceRefresh out{.source = sourceName(*format), .date = request.date, .plan = {}};
    if (!out.date.isValid())
        out.date = url.isValid() ? m_today : QFileInfo(request.from).lastModified(QTimeZone::UTC).date();
    const auto list = readPriceList(
        *bytes, *format, {.source = out.source, .date = out.date, .providers = m_names.value(out.source)});
    if (!list)
        return std::unexpected(list.error());
    out.plan = planRefresh(*m_known, ofKnownProviders(*list, m_providers), out.date);
    return out;
}

Result<qint64> takePriceRefresh(Composition& services, const PriceRefresh& refresh, HeldPrices held)
{
    auto prices = pricesOf(refresh.plan.added) + pricesOf(refresh.plan.changed);
    if (held == HeldPrices::Take)
        prices += pricesOf(refresh.plan.held);
    const TakenList list{
        .source = refresh.source, .date = refresh.date, .takenAt = services.clock().now(), .prices = prices.size()};
    return services.changePrices([&](PriceStore& store) { return store.take(prices, list); }).transform([&] {
        return list.prices;
    });
}

} // namespace assay
