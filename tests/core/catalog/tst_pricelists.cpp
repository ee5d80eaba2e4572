// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalog.h"
#include "core/catalog/refresh/pricediff.h"
#include "core/catalog/refresh/pricelist.h"
#include "tests/support/corpus.h"

#include <QFile>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDate kDay(2026, 11, 1);

PriceListOrigin origin(const QHash<QString, QString>& providers = {})
{
    return {.source = u"list"_s, .date = kDay, .providers = providers};
}

PriceList listOf(const QByteArray& json, const PriceListOrigin& from = origin())
{
    const auto format = recognisePriceList(json);
    const auto list = format ? readPriceList(json, *format, from) : fail(ErrorKind::Protocol, u"not recognised"_s);
    if (!list)
        qFatal("%s", qPrintable(list.error().detail));
    return *list;
}

std::optional<PricePeriod> periodOf(const PriceList& list, const QString& model, qsizetype number = 0)
{
    for (const auto& price : list.prices) {
        if (price.model == model && price.periods.size() > number)
            return price.periods[number];
    }
    return std::nullopt;
}

qint64 rate(const RateSet& rates, UsageClass usageClass)
{
    return rates[usageClass] ? rates[usageClass]->pico() : -1;
}

QByteArray sample(const QString& name)
{
    const QString folder = testing::corpusFolder();
    QFile file(folder + u"/catalog/upstream-samples/"_s + name);
    return !folder.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray kOpenRouter = R"({"data":[
 {"id":"v/a","pricing":{"prompt":"0.0000006000000000000001","completion":"0.000015","input_cache_read":"0.00000008333333333333334",
  "image":"0.01","web_search":"0.01","request":"0.002",
  "overrides":[{"min_prompt_tokens":200000,"prompt":"0.000006"},
               {"utc_start":2300,"utc_end":100,"utc_days":["monday"],"completion":"0.00001"}]}},
 {"id":"v/a:batch","pricing":{"prompt":"0.0000003","completion":"0.0000075"}},
 {"id":"v/lone:batch","pricing":{"prompt":"0.1","completion":"0.1"}},
 {"id":"v/router","pricing":{"prompt":"-1","completion":"-1"}},
 {"id":"v/odd","pricing":{"prompt":"1","completion":"1","overrides":[{"phase_of_moon":1,"prompt":"2"}]}},
 {"id":"v/half","pricing":{"prompt":"1"}},
 {"id":"v/free:free","pricing":{"prompt":"0","completion":"0"}}]})";

const QByteArray kModelsDev = R"({"up":{"id":"up","models":{
 "a":{"cost":{"input":2.5,"output":15,"cache_read":0.1,"context_over_200k":{"input":99},
      "tiers":[{"input":5,"tier":{"size":272000,"type":"context"}}]},
      "experimental":{"modes":{"fast":{"cost":{"input":5,"output":30},"provider":{"body":{"service_tier":"priority"}}},
                               "pro":{"provider":{"body":{}}}}}},
 "b":{"cost":{"input":1,"output":2,"context_over_200k":{"input":3}}},
 "unpriced":{"name":"x"},
 "plan":{"cost":{"input":0,"output":0}}}}})";

const QByteArray kLiteLlm = R"({"sample_spec":{"input_cost_per_token":0.0,"litellm_provider":"one of"},
 "_note":"text",
 "a":{"litellm_provider":"up","mode":"chat","input_cost_per_token":1.5e-07,"output_cost_per_token":6e-07,
      "cache_creation_input_token_cost":2e-7,"cache_creation_input_token_cost_above_1hr":3e-7,
      "cache_creation_input_token_cost_above_1hr_above_200k_tokens":4e-7,
      "input_cost_per_token_above_200k_tokens":3e-07,"input_cost_per_token_batches":7.5e-08,
      "input_cost_per_token_priority":2e-7,"input_cost_per_token_above_200k_tokens_priority":4e-7,
      "search_context_cost_per_query":{"search_context_size_low":0.01,"search_context_size_high":0.01}},
 "up/b":{"litellm_provider":"up","mode":"chat",
      "tiered_pricing":[{"input_cost_per_token":1e-6,"output_cost_per_token":2e-6,"range":[0,32000.0]},
                        {"input_cost_per_token":3e-6,"output_cost_per_token":4e-6,"range":[32000.0,128000.0]}]},
 "perplexity/s":{"litellm_provider":"perplexity","mode":"chat","input_cost_per_token":1e-6,"output_cost_per_token":1e-6,
      "search_context_cost_per_query":{"search_context_size_low":0.005,"search_context_size_high":0.012}},
 "e":{"litellm_provider":"up","mode":"embedding","input_cost_per_token":1e-6},
 "broken":{"litellm_provider":"up","mode":"chat","input_cost_per_token":"cheap","output_cost_per_token":1}})";

const QByteArray kGenai = R"([{"id":"up","models":[
 {"id":"a","prices":{"input_mtok":{"base":3,"tiers":[{"start":200000,"price":6}]},"output_mtok":15,
    "web_searches_kcount":10,"requests_kcount":14}},
 {"id":"b","prices":[{"prices":{"input_mtok":0.135,"output_mtok":0.55}},
    {"constraint":{"start_date":"2026-03-13"},"prices":{"input_mtok":1,"output_mtok":2}},
    {"constraint":{"start_time":"16:30:00Z","end_time":"00:30:00Z"},"prices":{"input_mtok":0.5,"output_mtok":1}}]},
 {"id":"c","prices":[{"constraint":{"weather":"rain"},"prices":{"input_mtok":1}}]}]}])";

} // namespace

class TestPriceLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openRouter()
    {
        const PriceList list = listOf(kOpenRouter);
        const auto a = periodOf(list, u"v/a"_s);
        QVERIFY(a);
        QCOMPARE(rate(a->rates, UsageClass::Input), 600'000); // without the float noise
        QCOMPARE(rate(a->rates, UsageClass::Output), 15'000'000);
        QCOMPARE(rate(a->rates, UsageClass::CacheRead), 83'333);
        QCOMPARE(rate(a->rates, UsageClass::InputImage), -1);
        QCOMPARE(rate(a->rates, UsageClass::WebSearch), 10'000'000'000);
        QCOMPARE(a->rates.request(), Money::fromPico(2'000'000'000));
        QCOMPARE(a->overrides.size(), 2);
        QCOMPARE(a->overrides[0].promptTokensAbove, 200'000);
        QCOMPARE(rate(a->overrides[0].rates, UsageClass::Input), 6'000'000);
        QCOMPARE(rate(a->overrides[0].rates, UsageClass::Output), -1);
        QCOMPARE(a->overrides[1].utcFrom, 2300);
        QCOMPARE(a->overrides[1].utcTo, 100);
        QCOMPARE(a->overrides[1].utcDays, QList<int>{1});
        QCOMPARE(rate(a->modes.value(u"batch"_s).rates, UsageClass::Input), 300'000);
        QVERIFY(!periodOf(list, u"v/a:batch"_s));
        QVERIFY(periodOf(list, u"v/lone:batch"_s));
        QCOMPARE(rate(periodOf(list, u"v/free:free"_s)->rates, UsageClass::Input), 0);
        QCOMPARE(list.skipped.size(), 3);
        QVERIFY2(list.skipped[0].startsWith(u"openrouter/v/router: 'prompt' is negative"), qPrintable(list.skipped[0]));
        QVERIFY2(list.skipped[1].contains(u"phase_of_moon"), qPrintable(list.skipped[1]));
        QCOMPARE(list.prices.first().revision, u"list/2026-11-01"_s);
    }

    void modelsDev()
    {
        const PriceList list = listOf(kModelsDev, origin({{u"up"_s, u"ours"_s}}));
        QCOMPARE(list.prices.size(), 2);
        QCOMPARE(list.skipped.size(), 2);
        QCOMPARE(list.prices.first().provider, u"ours"_s);
        const auto a = periodOf(list, u"a"_s);
        QCOMPARE(rate(a->rates, UsageClass::Input), 2'500'000);
        QCOMPARE(rate(a->rates, UsageClass::CacheRead), 100'000);
        QCOMPARE(a->overrides.size(), 1);
        QCOMPARE(a->overrides[0].promptTokensAbove, 272'000); // the tier's size, not the other key's name
        QCOMPARE(rate(a->overrides[0].rates, UsageClass::Input), 5'000'000);
        QCOMPARE(a->modes.keys(), QStringList{u"priority"_s});
        QCOMPARE(periodOf(list, u"b"_s)->overrides[0].promptTokensAbove, 200'000);
    }

    void liteLlm()
    {
        const PriceList list = listOf(kLiteLlm);
        QCOMPARE(list.prices.size(), 3);
        const auto a = periodOf(list, u"a"_s);
        QCOMPARE(rate(a->rates, UsageClass::Input), 150'000);
        QCOMPARE(rate(a->rates, UsageClass::CacheWrite), 200'000);
        QCOMPARE(rate(a->rates, UsageClass::CacheWrite1h), 300'000);
        QCOMPARE(rate(a->rates, UsageClass::WebSearch), 10'000'000'000);
        QCOMPARE(a->overrides.size(), 1);
        QCOMPARE(a->overrides[0].promptTokensAbove, 200'000);
        QCOMPARE(rate(a->overrides[0].rates, UsageClass::Input), 300'000);
        QCOMPARE(rate(a->overrides[0].rates, UsageClass::CacheWrite1h), 400'000);
        QCOMPARE(rate(a->modes.value(u"batch"_s).rates, UsageClass::Input), 75'000);
        QCOMPARE(rate(a->modes.value(u"priority"_s).rates, UsageClass::Input), 200'000);
        QCOMPARE(rate(a->modes.value(u"priority"_s).overrides[0].rates, UsageClass::Input), 400'000);
        const auto b = periodOf(list, u"b"_s); // the provider's prefix is no part of the id
        QCOMPARE(rate(b->rates, UsageClass::Output), 2'000'000);
        QCOMPARE(b->overrides[0].promptTokensAbove, 32'000);
        QCOMPARE(periodOf(list, u"s"_s)->requestBySearchContext.value(u"high"_s), Money::fromPico(12'000'000'000));
        QCOMPARE(list.skipped.size(), 1);
        QVERIFY(list.skipped[0].startsWith(u"broken: 'input_cost_per_token'"));
    }

    void genaiPrices()
    {
        const PriceList list = listOf(kGenai);
        const auto a = periodOf(list, u"a"_s);
        QCOMPARE(rate(a->rates, UsageClass::Input), 3'000'000);
        QCOMPARE(rate(a->rates, UsageClass::WebSearch), 10'000'000'000);
        QCOMPARE(a->rates.request(), Money::fromPico(14'000'000'000));
        QCOMPARE(a->overrides[0].promptTokensAbove, 200'000);
        QCOMPARE(rate(a->overrides[0].rates, UsageClass::Input), 6'000'000);
        QCOMPARE(rate(periodOf(list, u"b"_s)->rates, UsageClass::Input), 135'000);
        const auto later = periodOf(list, u"b"_s, 1);
        QCOMPARE(later->from, QDate(2026, 3, 13));
        QCOMPARE(later->overrides[0].utcFrom, 1630);
        QCOMPARE(later->overrides[0].utcTo, 30);
        QCOMPARE(rate(later->overrides[0].rates, UsageClass::Output), 1'000'000);
        QCOMPARE(list.skipped.size(), 1);
    }

    void refusesWhatIsNoList_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << "<html>"_ba;
        QTest::newRow("other object") << R"({"a":1})"_ba;
        QTest::newRow("other array") << "[1,2]"_ba;
        QTest::newRow("OpenRouter, cut off") << kOpenRouter.chopped(30);
        QTest::newRow("models.dev, cut off") << kModelsDev.chopped(30);
        QTest::newRow("LiteLLM, cut off") << kLiteLlm.chopped(30);
        QTest::newRow("genai, cut off") << kGenai.chopped(30);
    }
    void refusesWhatIsNoList()
    {
        QFETCH(QByteArray, json);
        const auto format = recognisePriceList(json);
        QVERIFY(!format || !readPriceList(json, *format, origin()));
    }

    void differencesOfADay()
    {
        const auto before = listOf(kGenai).prices;
        auto after = before;
        QVERIFY(diffPrices(before, after, kDay).changed.isEmpty());
        after[0].periods[0].rates.set(UsageClass::Input, Money::fromPico(1));
        after[0].revision = u"other"_s;
        after[1].periods[0].rates.set(UsageClass::Input, Money::fromPico(1)); // over by that day
        after[1].periods[1].overrides.clear();
        const auto found = diffPrices(before, after, kDay);
        QCOMPARE(found.changed.size(), 2);
        QCOMPARE(found.changed[0].rates,
            (QList<RateChange>{
                {.rate = u"input"_s, .before = Money::fromPico(3'000'000), .after = Money::fromPico(1)}}));
        QCOMPARE(found.changed[0].bands, BandChange::Same);
        QVERIFY(found.changed[1].rates.isEmpty());
        QCOMPARE(found.changed[1].bands, BandChange::Different);
        const auto gone = diffPrices(before, {after[1]}, kDay);
        QCOMPARE(gone.removed.size(), 1);
        QCOMPARE(gone.removed[0].model, u"a"_s);
        QCOMPARE(diffPrices({}, before, kDay).added.size(), 2);
    }

    void refreshedPricesDoNotReachBack()
    {
        const auto prices = startingAt(listOf(kGenai).prices, kDay);
        QCOMPARE(prices[0].periods[0].from, kDay);
        QCOMPARE(prices[1].periods.size(), 1);
        QCOMPARE(prices[1].periods[0].from, kDay);
        QCOMPARE(rate(prices[1].periods[0].rates, UsageClass::Input), 1'000'000);
        const auto early = startingAt(listOf(kGenai).prices, QDate(2026, 1, 1));
        QCOMPARE(early[1].periods.size(), 2);
        QCOMPARE(early[1].periods[0].from, QDate(2026, 1, 1));
        QCOMPARE(early[1].periods[1].from, QDate(2026, 3, 13));
    }

    void realSamples_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("names");
        QTest::addColumn<int>("entries");
        QTest::newRow("OpenRouter") << u"openrouter-models.json"_s << u"openrouter"_s << 37; // three routers
        QTest::newRow("models.dev") << u"models-dev-api.json"_s << u"models.dev"_s << 20;
        QTest::newRow("LiteLLM") << u"litellm-model-prices.json"_s << u"litellm"_s << 20;
        QTest::newRow("genai-prices") << u"genai-prices-v2-data.json"_s << u"genai-prices"_s << 29;
    }
    // Each real list is read, and most of what it shares with the catalogue is known there under the same name.
    void realSamples()
    {
        QFETCH(QString, file);
        QFETCH(QString, names);
        QFETCH(int, entries);
        const QByteArray json = sample(file);
        if (json.isEmpty())
            QSKIP("the upstream samples are not there");
        const auto catalog = *Catalog::loadBundled();
        const PriceList list = listOf(json, origin(providerNames(catalog->providers(), names)));
        for (const auto& skipped : list.skipped)
            qInfo("%s", qPrintable(skipped));
        QVERIFY2(list.prices.size() >= entries, qPrintable(QString::number(list.prices.size())));
        int known = 0;
        for (const auto& price : list.prices) {
            QVERIFY(!price.periods.isEmpty());
            if (catalog->find(price.provider, price.model))
                ++known;
            else
                qInfo("not in the catalogue: %s/%s", qPrintable(price.provider), qPrintable(price.model));
        }
        QVERIFY2(known * 10 >= list.prices.size() * 7, qPrintable(QString::number(known)));
    }
};

QTEST_GUILESS_MAIN(TestPriceLists)
#include "tst_pricelists.moc"
