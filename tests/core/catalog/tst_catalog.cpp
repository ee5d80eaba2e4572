// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalog.h"
#include "core/catalog/modelid.h"
#include "core/pricing/costing.h"
#include "core/pricing/tariff.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kHead = R"({"schema":1,"unit":"pico-USD per unit","generated":"2026-11-22","newest_data":"2026-11-10",
"sources":[{"id":"s","date":"2026-11-10","family":"f","title":"List","licence":"MIT"}],
"providers":[
{"id":"p","name":"P","api":"openai","usage":{"prompt_includes_cached":false,"completion_includes_reasoning":true}},
{"id":"openrouter","name":"OpenRouter","api":"openai","names":{"litellm":["openrouter","or"],"pi-ai":"openrouter"}}],
"models":[
)";

QByteArray modelLine(
    const QByteArray& id, const QByteArray& prices, const QByteArray& more = {}, const QByteArray& provider = "p")
{
    return R"({"provider":")" + provider + R"(","id":")" + id + R"(","prices":)" + prices
        + R"(,"as_of":"2026-11-10","source":"s","confidence":"single")" + more + "}";
}

QByteArray flat(int rate)
{
    return R"([{"rates":{"input":)" + QByteArray::number(rate) + R"(,"output":2}}])";
}

QByteArray catalogOf(const QByteArrayList& models)
{
    return kHead + models.join(",\n") + "\n]}\n";
}

std::shared_ptr<const Catalog> opened(const QByteArray& json)
{
    auto catalog = Catalog::parse(json);
    if (!catalog)
        qFatal("%s", qPrintable(catalog.error().detail));
    return *catalog;
}

qint64 inputRate(const std::optional<ModelPrice>& price)
{
    return price ? price->periods.first().rates[UsageClass::Input].value_or(Money::fromPico(-2)).pico() : -1;
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalog> m_bundled;

private Q_SLOTS:
    void initTestCase()
    {
        const auto bundled = Catalog::loadBundled();
        QVERIFY2(bundled, bundled ? "" : qPrintable(bundled.error().detail));
        m_bundled = *bundled;
    }

    void looksUpInOrder_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("id");
        QTest::addColumn<qint64>("rate"); // -1: unknown
        QTest::addColumn<QString>("mode");
        const auto row = [](const char* provider, const char* id, qint64 rate, const QString& mode = {}) {
            QTest::addRow("%s / %s", provider, id)
                << QString::fromLatin1(provider) << QString::fromLatin1(id) << rate << mode;
        };
        row("p", "alpha", 1);
        row("p", "alpha-5", 2); // no prefix of it counts
        row("p", "alpha-6", -1);
        row("p", "alph", -1);
        row("p", "Alpha", -1);
        row("p", "", -1);
        row("p", "first-alias", 1);
        row("p", "alpha-20250929", 1);
        row("p", "alpha-2025-08-07", 1);
        row("p", "alpha@20250929", 1);
        row("p", "first-alias-20250929", 1);
        row("p", "alpha-5-20250101", 3); // exact wins over stripping
        row("p", "alpha-20250929-20250929", -1); // one version, not two
        row("p", "alpha-20251399", -1); // no date
        row("p", "alpha-2025-8-7", -1);
        row("p", "alpha:nitro", -1); // suffixes are OpenRouter's
        row("nobody", "alpha", -1);
        row("openrouter", "v/beta", 10);
        row("openrouter", "v/beta:nitro", 10);
        row("openrouter", "v/beta:floor", 10);
        row("openrouter", "v/beta:online", 10);
        row("openrouter", "v/beta:exacto", 10);
        row("openrouter", "v/beta:extended", 10);
        row("openrouter", "v/beta-2025-08-07:nitro", 10);
        row("openrouter", "v/beta:batch", 10, u"batch"_s);
        row("openrouter", "v/beta:free", 0);
        row("openrouter", "v/beta:thinking", -1);
        row("openrouter", "v/beta:free:nitro", 0);
        row("openrouter", "v/shared", 10); // an alias of both: never the free one
        row("p", "quote\"d", 4);
    }
    void looksUpInOrder()
    {
        QFETCH(QString, provider);
        QFETCH(QString, id);
        QFETCH(qint64, rate);
        QFETCH(QString, mode);
        const auto catalog = opened(catalogOf({modelLine("alpha", flat(1), R"(,"aliases":["first-alias"])"),
            modelLine("alpha-5", flat(2)), modelLine("alpha-5-20250101", flat(3)), modelLine("quote\\\"d", flat(4)),
            modelLine("v/beta:free", flat(0), R"(,"aliases":["v/shared"])", "openrouter"),
            modelLine("v/beta", flat(10), R"(,"aliases":["v/shared"])", "openrouter")}));
        const auto price = catalog->find(provider, id);
        QCOMPARE(inputRate(price), rate);
        const auto match = catalog->lookUp(provider, id);
        QCOMPARE(match.has_value(), price.has_value());
        if (!price)
            return;
        QCOMPARE(price->impliedMode, mode);
        QCOMPARE(match->mode, mode);
        QCOMPARE(match->model.price, *price);
    }

    void readsEverythingOfAModel()
    {
        const auto catalog = opened(catalogOf({modelLine("m", R"([{"rates":{"input":9007199254740993,"output":2}},
            {"from":"2026-08-17","rates":{"input":5,"output":6,"request":7},
             "overrides":[{"if":{"prompt_tokens_gt":199999,"utc":["2200","0130"],"utc_days":["monday","sunday"]},
                           "rates":{"cache_read":3}}],
             "modes":{"batch":{"rates":{"input":2},"overrides":[{"if":{"prompt_tokens_gt":1},"rates":{"input":4}}],
                               "source":"old"}},
             "request_by_search_context":{"low":11}}])",
            R"(,"name":"M","family":"f","canonical":"c","openrouter":"o/m","aliases":["n"],"released":"2026-01",
               "deprecation":"2027-01-01","status":"beta","context":1000,"max_input":900,"max_output":100,
               "inputs":["text","image"],"outputs":["text"],"caps":["tools"],"efforts":["low"],
               "reasoning_budget":{"min":1,"max":2},"open_weights":true,"agree":["x"],
               "dissent":[{"source":"y","input":8}],"filled":{"web_search":"z"},"volatile":["bait"],"future":{"a":1.5})")}));
        QVERIFY(catalog->validate());
        const auto match = catalog->lookUp(u"p"_s, u"n"_s);
        QVERIFY(match);
        QCOMPARE(match->rule, CatalogRule::Alias);
        const CatalogModel& model = match->model;
        QCOMPARE(model.id, u"m"_s);
        QCOMPARE(model.name, u"M"_s);
        QCOMPARE(model.status, ModelStatus::Beta);
        QCOMPARE(model.contextTokens, 1000);
        QCOMPARE(model.maxInputTokens, 900);
        QCOMPARE(model.inputs, (QStringList{u"text"_s, u"image"_s}));
        QCOMPARE(model.maxReasoningBudget, 2);
        QCOMPARE(model.openWeights, true);
        QCOMPARE(model.deprecation, u"2027-01-01"_s);
        QCOMPARE(model.dissent.first().input, Money::fromPico(8));
        QVERIFY(!model.dissent.first().output);
        QCOMPARE(model.filled.value(u"web_search"_s), u"z"_s);
        QCOMPARE(model.price.revision, u"2026-11-22/s/2026-11-10"_s);
        QCOMPARE(model.price.confidence, u"single"_s);
        // beyond 2^53: no double was in between
        QCOMPARE(model.price.periods[0].rates[UsageClass::Input], Money::fromPico(9007199254740993));
        const PricePeriod& later = model.price.periods[1];
        QCOMPARE(later.from, QDate(2026, 8, 17));
        QCOMPARE(later.rates.request(), Money::fromPico(7));
        QCOMPARE(later.overrides.first().promptTokensAbove, 199999);
        QCOMPARE(later.overrides.first().utcFrom, 2200);
        QCOMPARE(later.overrides.first().utcTo, 130);
        QCOMPARE(later.overrides.first().utcDays, (QList<int>{1, 7}));
        const ModeRates batch = later.modes.value(u"batch"_s);
        QCOMPARE(batch.source, u"old"_s);
        QCOMPARE(batch.overrides.first().rates[UsageClass::Input], Money::fromPico(4));
        QCOMPARE(later.requestBySearchContext.value(u"low"_s), Money::fromPico(11));
        QCOMPARE(catalog->provider(u"p"_s)->promptIncludesCached, false);
        QCOMPARE(catalog->provider(u"openrouter"_s)->names.value(u"litellm"_s).size(), 2);
        QCOMPARE(catalog->sources().first().licence, u"MIT"_s);
        QCOMPARE(catalog->newestData(), QDate(2026, 11, 10));
    }

    void namesLineAndFieldOfAFault_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& json, const QString& words) {
            QTest::newRow(name) << json << words;
        };
        const auto second = [](const QByteArray& line) { return catalogOf({modelLine("ok", flat(1)), line}); };
        row("empty", "", u"not JSON"_s);
        row("no object", "[]", u"not a JSON object"_s);
        row("other schema", R"({"schema":2,"models":[]})", u"'schema'"_s);
        row("other unit", R"({"schema":1,"unit":"USD","models":[]})", u"'unit'"_s);
        row("no models", R"({"schema":1})", u"'models'"_s);
        row("cut off", catalogOf({modelLine("a", flat(1))}).chopped(10), u"catalogue"_s);
        row("twice", second(modelLine("ok", flat(1))), u"line 8: model 'ok' appears twice"_s);
        row("unknown provider", second(modelLine("b", flat(1), {}, "q")), u"line 8: field 'provider': 'q'"_s);
        row("no id", second(R"({"provider":"p"})"), u"line 8: a model without"_s);
        row("aliases", second(modelLine("b", flat(1), R"(,"aliases":"x")")), u"line 8: field 'aliases'"_s);
        row("fraction", second(modelLine("b", R"([{"rates":{"input":1.5}}])")), u"line 8: field 'input'"_s);
        row("exponent", second(modelLine("b", R"([{"rates":{"input":1e3}}])")), u"line 8: field 'input'"_s);
        row("text", second(modelLine("b", R"([{"rates":{"input":"1"}}])")), u"line 8: field 'input'"_s);
        row("negative", second(modelLine("b", R"([{"rates":{"input":-1}}])")), u"line 8: field 'input': is negative"_s);
        row("too large", second(modelLine("b", R"([{"rates":{"input":9223372036854775808}}])")),
            u"line 8: field 'input'"_s);
        row("unknown rate", second(modelLine("b", R"([{"rates":{"embedding":1}}])")), u"line 8: field 'embedding'"_s);
        row("unknown condition",
            second(modelLine("b", R"([{"rates":{"input":1},"overrides":[{"if":{"moon":1},"rates":{"input":2}}]}])")),
            u"line 8: field 'moon'"_s);
        row("no condition", second(modelLine("b", R"([{"rates":{"input":1},"overrides":[{"rates":{"input":2}}]}])")),
            u"line 8: field 'if'"_s);
        row("window",
            second(modelLine(
                "b", R"([{"rates":{"input":1},"overrides":[{"if":{"utc":["0100","2460"]},"rates":{"input":2}}]}])")),
            u"line 8: field 'utc'"_s);
        row("weekday",
            second(modelLine(
                "b", R"([{"rates":{"input":1},"overrides":[{"if":{"utc_days":["Caturday"]},"rates":{"input":2}}]}])")),
            u"line 8: field 'utc_days'"_s);
        row("no prices", second(modelLine("b", "[]")), u"line 8: field 'prices'"_s);
        row("periods out of order",
            second(modelLine("b", R"([{"from":"2026-02-01","rates":{"input":1}},{"from":"2026-01-01","rates":{}}])")),
            u"line 8: field 'prices'"_s);
        row("date", second(modelLine("b", R"([{"from":"soon","rates":{"input":1}}])")), u"line 8: field 'from'"_s);
        row("status", second(modelLine("b", flat(1), R"(,"status":"odd")")), u"line 8: field 'status'"_s);
        row("context", second(modelLine("b", flat(1), R"(,"context":1.0)")), u"line 8: field 'context'"_s);
    }
    void namesLineAndFieldOfAFault()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, words);
        const auto catalog = Catalog::parse(json);
        const auto whole = catalog ? (*catalog)->validate() : std::unexpected(catalog.error());
        QVERIFY(!whole);
        QCOMPARE(whole.error().kind, ErrorKind::Protocol);
        QVERIFY2(whole.error().detail.contains(words), qPrintable(whole.error().detail));
        if (catalog) { // the fault makes its own model unknown, and no other
            QVERIFY(!(*catalog)->find(u"p"_s, u"b"_s) || words.contains(u"status"_s) || words.contains(u"context"_s));
            QCOMPARE(inputRate((*catalog)->find(u"p"_s, u"ok"_s)), 1);
        }
    }

    void listsForPickers()
    {
        const auto catalog = opened(catalogOf({modelLine("alpha", flat(1), R"(,"name":"Big One","caps":["tools"])"),
            modelLine("gamma", flat(1), R"(,"status":"unlisted","caps":["tools"])"),
            modelLine("v/beta", flat(1), R"(,"aliases":["old-name"])", "openrouter")}));
        const auto ids = [&](const CatalogFilter& filter) {
            QStringList out;
            for (const auto& model : catalog->list(filter))
                out += model.id;
            return out.join(u',');
        };
        QCOMPARE(ids({}), u"alpha,v/beta"_s);
        QCOMPARE(ids({.unlisted = UnlistedModels::Shown}), u"alpha,gamma,v/beta"_s);
        QCOMPARE(ids({.provider = u"p"_s}), u"alpha"_s);
        QCOMPARE(ids({.provider = u"nobody"_s}), QString());
        QCOMPARE(ids({.text = u"one BIG"_s}), u"alpha"_s);
        QCOMPARE(ids({.text = u"old-name"_s}), u"v/beta"_s);
        QCOMPARE(ids({.text = u"big beta"_s}), QString());
        QCOMPARE(ids({.capabilities = {u"tools"_s}}), u"alpha"_s);
    }

    void bundledListIsWhole()
    {
        const auto checked = m_bundled->validate();
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().detail));
        QCOMPARE(m_bundled->size(), 2058);
        QCOMPARE(m_bundled->providers().size(), 39);
        QCOMPARE(m_bundled->list({.unlisted = UnlistedModels::Shown}).size(), m_bundled->size());
        for (const auto& model : m_bundled->list({.unlisted = UnlistedModels::Shown})) {
            const auto match = m_bundled->lookUp(model.provider, model.id);
            QVERIFY2(match && match->rule == CatalogRule::Id && match->model == model, qPrintable(model.id));
            const auto price = m_bundled->find(model.provider, model.id);
            QVERIFY2(price && *price == model.price, qPrintable(model.id));
            for (const auto& alias : model.aliases)
                QVERIFY2(m_bundled->find(model.provider, alias), qPrintable(alias));
        }
    }

    void bundledListKeepsNeighboursApart()
    {
        const auto rate = [&](const QString& id, UsageClass usageClass) {
            return m_bundled->find(u"anthropic"_s, id)->periods.last().rates[usageClass]->pico();
        };
        QCOMPARE(rate(u"claude-sonnet-5"_s, UsageClass::CacheRead), 200'000);
        QCOMPARE(rate(u"claude-sonnet-5-5"_s, UsageClass::CacheRead), 100'000);
        QCOMPARE(rate(u"claude-sonnet-5-20260629"_s, UsageClass::CacheRead), 200'000);
        QCOMPARE(rate(u"claude-sonnet-5.0"_s, UsageClass::CacheRead), 200'000);
        QVERIFY(!m_bundled->find(u"anthropic"_s, u"claude-sonnet-5-9"_s));
        QVERIFY(!m_bundled->find(u"anthropic"_s, u"claude-sonnet"_s));
        QVERIFY(!m_bundled->provider(u"anthropic"_s)->promptIncludesCached);
        QVERIFY(!m_bundled->provider(u"google"_s)->completionIncludesReasoning);
    }

    void bundledDeepSeekFollowsTheClock()
    {
        Usage usage;
        usage.set(UsageClass::Input, 1000);
        usage.set(UsageClass::CacheRead, 500);
        usage.set(UsageClass::Output, 200);
        const auto cost = [&](const char* time) {
            return computeCost({.usage = usage,
                                   .price = m_bundled->find(u"deepseek"_s, u"deepseek-v4-pro"_s),
                                   .at = QDateTime::fromString(QString::fromLatin1(time), Qt::ISODate)})
                .amount->pico();
        };
        QCOMPARE(cost("2026-08-16T12:00:00Z"), 1000LL * 435'000 + 500 * 3'625 + 200 * 870'000);
        QCOMPARE(cost("2026-09-22T12:00:00Z"), 1000LL * 660'000 + 500 * 22'000 + 200 * 1'980'000);
        QCOMPARE(cost("2026-09-22T03:59:00Z"), 1000LL * 1'320'000 + 500 * 44'000 + 200 * 3'960'000);
        QCOMPARE(cost("2026-09-26T03:59:00Z"), 1000LL * 660'000 + 500 * 22'000 + 200 * 1'980'000);
    }

    // Whatever the usage: the lines add up to the amount, and each is its units × its rate.
    void linesAddUpForEveryModel()
    {
        QRandomGenerator random(20261122);
        const QStringList modes = {{}, {}, u"batch"_s, u"priority"_s, u"flex"_s, u"fast"_s};
        const QStringList contexts = {{}, u"low"_s, u"high"_s};
        int unknown = 0;
        for (const auto& model : m_bundled->list({.unlisted = UnlistedModels::Shown})) {
            for (int round = 0; round < 8; ++round) {
                Usage usage;
                for (const auto usageClass : allUsageClasses()) {
                    if (random.bounded(3) == 0)
                        usage.set(usageClass, random.bounded(400'000));
                }
                usage.set(UsageClass::Output, random.bounded(10'000));
                const QDateTime time
                    = QDateTime(QDate(2025, 1, 1), QTime(), QTimeZone::UTC).addSecs(random.bounded(60'000'000));
                const Cost cost = computeCost({.usage = usage,
                    .price = model.price,
                    .at = time,
                    .mode = modes[random.bounded(modes.size())],
                    .searchContext = contexts[random.bounded(contexts.size())]});
                qint64 total = 0;
                for (const auto& line : cost.lines) {
                    QCOMPARE(line.amount.pico(), line.units * line.perUnit.pico());
                    QVERIFY(line.amount >= Money());
                    total += line.amount.pico();
                }
                QCOMPARE(cost.amount.has_value(), cost.state != CostState::Unknown);
                if (cost.amount)
                    QCOMPARE(cost.amount->pico(), total);
                else
                    ++unknown;
                if (!cost.amount)
                    QVERIFY2(cost.note.contains(u"no_rate:web_search"_s) || cost.note.contains(u"no_price_at_date"_s),
                        qPrintable(cost.note));
            }
        }
        QVERIFY(unknown > 0); // searches without a rate do occur
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
