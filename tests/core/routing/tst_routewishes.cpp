// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names, the `provider` object, presets and the choice of `auto`.

#include "core/routing/autochoice.h"
#include "core/routing/routebook.h"
#include "core/routing/routefilters.h"
#include "core/routing/routename.h"
#include "core/routing/routepreferences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const char* json)
{
    return QJsonDocument::fromJson(json).object();
}

Result<RouteRequest> wishes(const char* json)
{
    return withPreferences({}, object(json));
}

QString faultOf(const char* json)
{
    const auto read = wishes(json);
    return read ? QString() : read.error().detail;
}

} // namespace

class TestRouteWishes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNamesApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<RouteName>("name");
        QTest::newRow("plain") << u"gpt-x"_s << RouteName{.model = u"gpt-x"_s};
        QTest::newRow("provider") << u"openai/gpt-x"_s << RouteName{.model = u"openai/gpt-x"_s};
        QTest::newRow("floor") << u"gpt-x:floor"_s << RouteName{.model = u"gpt-x"_s, .variants = {RouteVariant::Floor}};
        QTest::newRow("stacked") << u"a/b:free:online"_s
                                 << RouteName{
                                        .model = u"a/b"_s, .variants = {RouteVariant::Free, RouteVariant::Online}};
        QTest::newRow("tag of Ollama") << u"llama3:8b"_s << RouteName{.model = u"llama3:8b"_s};
        QTest::newRow("tag and suffix") << u"llama3:8b:nitro"_s
                                        << RouteName{.model = u"llama3:8b"_s, .variants = {RouteVariant::Nitro}};
        QTest::newRow("preset") << u"@preset/cheap"_s << RouteName{.preset = u"cheap"_s};
        QTest::newRow("model and preset")
            << u"m:floor@preset/cheap"_s
            << RouteName{.model = u"m"_s, .preset = u"cheap"_s, .variants = {RouteVariant::Floor}};
        QTest::newRow("auto") << u"auto"_s << RouteName{.isAuto = true};
        QTest::newRow("only a suffix") << u":floor"_s << RouteName{.model = u":floor"_s};
    }
    void takesNamesApart()
    {
        QFETCH(QString, text);
        QFETCH(RouteName, name);
        QVERIFY(parseRouteName(text) == name);
    }

    void readsTheProviderObject()
    {
        const auto read = wishes(R"({"order":["a","b/c"],"allow_fallbacks":false,"require_parameters":true,
            "data_collection":"deny","zdr":true,"only":["a"],"ignore":["z"],"quantizations":["fp8"],
            "sort":{"by":"latency","partition":"none"},"preferred_min_throughput":50,
            "preferred_max_latency":{"p90":2.5},"max_price":{"prompt":"0.5","completion":1.5,"request":0.01}})");
        QVERIFY(read);
        QCOMPARE(read->order, (QStringList{u"a"_s, u"b/c"_s}));
        QVERIFY(!read->allowFallbacks && read->requireParameters && read->denyDataCollection && read->zeroRetention);
        QCOMPARE(read->only, QStringList{u"a"_s});
        QCOMPARE(read->ignore, QStringList{u"z"_s});
        QCOMPARE(read->quantizations, QStringList{u"fp8"_s});
        QCOMPARE(read->sort, RouteSort::Latency);
        QCOMPARE(read->partition, RoutePartition::None);
        QCOMPARE(read->preferredMinThroughput.p50.value_or(0), 50.0);
        QCOMPARE(read->preferredMaxLatency.p90.value_or(0), 2.5);
        QVERIFY(!read->preferredMaxLatency.p50);
        QCOMPARE(read->maxPromptPrice->pico(), 500'000); // $0.5 per million tokens
        QCOMPARE(read->maxCompletionPrice->pico(), 1'500'000);
        QCOMPARE(read->maxRequestPrice->pico(), 10'000'000'000);
    }

    void policiesOnlyGetTighter()
    {
        const auto read = withPreferences({.ignore = {u"a"_s}, .denyDataCollection = true, .zeroRetention = true},
            object(R"({"data_collection":"allow","zdr":false,"ignore":["b"]})"));
        QVERIFY(read->denyDataCollection);
        QVERIFY(read->zeroRetention);
        QCOMPARE(read->ignore, (QStringList{u"a"_s, u"b"_s}));
    }

    void namesTheFieldThatIsWrong()
    {
        QVERIFY(faultOf(R"({"order":"a"})").contains(u"provider.order"_s));
        QVERIFY(faultOf(R"({"sort":"best"})").contains(u"provider.sort"_s));
        QVERIFY(faultOf(R"({"max_price":{"prompt":"cheap"}})").contains(u"provider.max_price"_s));
        QVERIFY(faultOf(R"({"data_collection":"never"})").contains(u"provider.data_collection"_s));
        QVERIFY(faultOf(R"({"allow_fallbacks":"no"})").contains(u"provider.allow_fallbacks"_s));
        QVERIFY(faultOf(R"({"preferred_max_latency":"fast"})").contains(u"provider.preferred_max_latency"_s));
        QVERIFY(faultOf(R"({"data_collection":false})").contains(u"provider.data_collection"_s));
        QVERIFY(faultOf(R"({"sort":{"partition":5}})").contains(u"provider.sort"_s));
        QVERIFY(faultOf(R"({"sort":5})").contains(u"provider.sort"_s));
        QVERIFY(faultOf(R"({"max_price":{"image":"dear"}})").contains(u"provider.max_price"_s));
        QVERIFY(faultOf(R"({"enforce_distillable_text":"yes"})").contains(u"provider.enforce_distillable_text"_s));
    }

    void tellsWhatHasNoEffect_data()
    {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QStringList>("unused");
        const auto row = [](const char* name, const QByteArray& provider, const QStringList& unused) {
            QTest::newRow(name) << provider << unused;
        };
        row("all used", R"({"order":[],"sort":{"by":"price","partition":"none"},"max_price":{"audio":1}})", {});
        row("unknown", R"({"foo":1,"bar":null})", {u"provider.foo"_s});
        row("licence", R"({"enforce_distillable_text":true})", {u"provider.enforce_distillable_text"_s});
        row("no licence asked for", R"({"enforce_distillable_text":false})", {});
        row("inside", R"({"sort":{"foo":1},"max_price":{"image":0},"preferred_max_latency":{"p95":1}})",
            {u"provider.sort.foo"_s, u"provider.max_price.image"_s, u"provider.preferred_max_latency.p95"_s});
        row("exacto", R"({"sort":"exacto"})", {u"provider.sort exacto"_s});
        row("exacto in an object", R"({"sort":{"by":"exacto"}})", {u"provider.sort exacto"_s});
    }
    void tellsWhatHasNoEffect()
    {
        QFETCH(const QByteArray, provider);
        QFETCH(const QStringList, unused);
        QVERIFY(wishes(provider.constData()));
        QCOMPARE(unusedPreferences(object(provider.constData())), unused);
    }

    void aLimitOnSoundIsPerMillionTokens()
    {
        const auto read = wishes(R"({"max_price":{"audio":"2"},"sort":"exacto"})");
        QVERIFY(read);
        QCOMPARE(read->maxAudioPrice->pico(), 2'000'000);
        QCOMPARE(read->sort, RouteSort::Balance);
        const RouteCandidate plain{.endpoint = u"a"_s};
        const RouteCandidate cheap{.endpoint = u"a"_s, .audioPrice = Money::fromPico(2'000'000)};
        const RouteCandidate dear{.endpoint = u"a"_s, .audioPrice = Money::fromPico(2'000'001)};
        QVERIFY(!refusal(*read, plain));
        QVERIFY(!refusal(*read, cheap));
        QCOMPARE(refusal(*read, dear)->reason, RouteReason::MaxPrice);
    }

    void theBookComesBackAsItWasWritten()
    {
        RouteBook book;
        book.aliases.insert(u"fast"_s, u"groq/llama:nitro"_s);
        book.presets.insert(u"cheap"_s,
            {.models = {u"a"_s, u"b"_s},
                .provider = object(R"({"sort":"price"})"),
                .system = u"Be brief."_s,
                .parameters = object(R"({"temperature":0.2})")});
        book.automatic.models.insert(ComplexityTier::Reasoning, {u"big"_s});
        book.automatic.thresholds = {0.1, 0.2, 0.3, 0.4};
        book.automatic.fewestComparisons = 20;
        book.providers.insert(u"groq"_s, {.collectsData = false, .zeroRetention = true, .enabled = false});
        const auto read = parseRouteBook(routeBookToJson(book));
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QVERIFY(*read == book);
    }

    void theBookNamesWhatIsWrong()
    {
        const auto detail = [](const char* json) {
            const auto read = parseRouteBook(json);
            return read ? QString() : read.error().detail;
        };
        QVERIFY(detail("{").contains(u"JSON"_s));
        QVERIFY(detail(R"({"schema":2})").contains(u"schema"_s));
        QVERIFY(detail(R"({"schema":1,"key":"sk"})").contains(u"key is unknown"_s));
        QVERIFY(detail(R"({"schema":1,"presets":{"p":{"models":"a"}}})").contains(u"presets.p.models"_s));
        QVERIFY(detail(R"({"schema":1,"presets":{"p":{"provider":{"sort":"x"}}}})").contains(u"provider.sort"_s));
        QVERIFY(detail(R"({"schema":1,"presets":{"a b":{}}})").contains(u"a b"_s));
        QVERIFY(detail(R"({"schema":1,"auto":{"thresholds":[1,2]}})").contains(u"thresholds"_s));
    }

    void tellsHowHardAPromptLooks()
    {
        QCOMPARE(complexityOf(u"What is the capital of France?"_s).tier, ComplexityTier::Simple);
        const auto code = complexityOf(
            u"Refactor this Python class so that the database functions are tested, and explain the architecture: ```x```"_s);
        QVERIFY2(code.tier >= ComplexityTier::Medium, qPrintable(QString::number(code.score)));
        const auto forced = complexityOf(u"Think it through step by step and prove it."_s);
        QCOMPARE(forced.tier, ComplexityTier::Reasoning);
        QVERIFY(forced.isForced);
        double sum = 0;
        for (const auto& sign : code.signs)
            sum += sign.value * sign.weight;
        QCOMPARE(code.score, sum);
    }

    void autoFollowsTheListOfTheTier()
    {
        AutoRules rules;
        rules.models.insert(ComplexityTier::Simple, {u"small"_s, u"spare"_s});
        const auto choice = chooseAutomatically(rules, complexityOf(u"hello"_s), {});
        QVERIFY(choice);
        QCOMPARE(choice->models, (QStringList{u"small"_s, u"spare"_s}));
        QVERIFY(choice->reasons.first().contains(u"simple"_s));
    }

    void autoTakesTheCheapestThatWinsOftenEnough()
    {
        const auto cents = [](qint64 n) { return Money::fromPico(n * 10'000'000'000); };
        const QList<AutoEvidence> evidence{{u"best"_s, 0.5, 40, cents(9)}, {u"good"_s, 0.42, 25, cents(2)},
            {u"weak"_s, 0.2, 60, cents(1)}, {u"new"_s, 0.9, 3, cents(1)}};
        const auto easy = chooseAutomatically({}, {.tier = ComplexityTier::Medium}, evidence);
        QCOMPARE(easy->models, (QStringList{u"good"_s, u"best"_s}));
        const auto hard = chooseAutomatically({}, {.tier = ComplexityTier::Reasoning}, evidence);
        QCOMPARE(hard->models, QStringList{u"best"_s});
        const auto none = chooseAutomatically({}, {.tier = ComplexityTier::Simple}, {});
        QVERIFY(!none);
        QVERIFY(none.error().detail.contains(u"assay route auto set simple"_s));
    }

    void theThresholdIsAQuantileOfTheSample()
    {
        const QList<double> sample{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
        QCOMPARE(calibratedThreshold(sample, 0.3).value_or(0), 0.8); // three of ten reach it
        QCOMPARE(calibratedThreshold(sample, 1).value_or(0), 0.1);
        QVERIFY(calibratedThreshold(sample, 0).value_or(0) > 1.0);
        QVERIFY(!calibratedThreshold({}, 0.5));
    }

    void calibratesToAShareOrToAQuality()
    {
        const auto price = [](qint64 pico) { return Money::fromPico(pico); };
        const QList<AutoEvidence> evidence{{.model = u"best"_s, .winRate = 0.5, .comparisons = 40, .price = price(9)},
            {.model = u"good"_s, .winRate = 0.44, .comparisons = 30, .price = price(3)},
            {.model = u"fair"_s, .winRate = 0.35, .comparisons = 20, .price = price(1)},
            {.model = u"poor"_s, .winRate = 0.1, .comparisons = 20, .price = price(2)},
            {.model = u"unknown"_s, .winRate = 0.6, .comparisons = 2}};
        const AutoRules rules;
        const auto half = calibrateToShare(rules, evidence, 0.5);
        QVERIFY(half);
        QCOMPARE(half->threshold, 0.44);
        QCOMPARE(half->chosen, (QStringList{u"good"_s, u"best"_s})); // the cheaper one first
        QCOMPARE(half->winRate, 0.44);
        QCOMPARE(half->price, price(3));
        QCOMPARE(half->strongShare, 0.5);
        QCOMPARE(calibrateToShare(rules, evidence, 0.01)->chosen, QStringList{u"best"_s}); // never nobody
        QCOMPARE(calibrateToShare(rules, evidence, 1)->threshold, 0.1);
        const auto quality = calibrateToQuality(rules, evidence, 0.3);
        QCOMPARE(quality->threshold, 0.3);
        QCOMPARE(quality->chosen, (QStringList{u"fair"_s, u"good"_s, u"best"_s}));
        QVERIFY(calibrateToQuality(rules, evidence, 0.55).error().detail.contains(u"0.50"_s));
        for (const double share : {0.0, -1.0, 1.1})
            QVERIFY(!calibrateToShare(rules, evidence, share));
        QVERIFY(!calibrateToQuality(rules, evidence, 2));
        QVERIFY(calibrateToShare(rules, evidence.mid(3), 0.5).error().detail.contains(u"1 models"_s));
        // What is stored makes `auto` choose what was shown.
        AutoRules stored = rules;
        stored.thresholds[std::size_t(ComplexityTier::Simple)] = half->threshold;
        QCOMPARE(chooseAutomatically(stored, Complexity(), evidence)->models, half->chosen);
    }
};

QTEST_GUILESS_MAIN(TestRouteWishes)
#include "tst_routewishes.moc"
