// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routefilters.h"
#include "core/routing/router.h"

#include <QHash>
#include <QTest>

#include <functional>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Change = std::function<void(RouteRequest&, RouteCandidate&)>;
Q_DECLARE_METATYPE(Change)

namespace {

/// Costs `dollars` per million tokens, in and out.
RouteCandidate candidate(const QString& endpoint, std::optional<qint64> dollars = 1)
{
    RouteCandidate made;
    made.endpoint = endpoint;
    made.model = u"m"_s;
    if (dollars)
        made.promptPrice = made.completionPrice = Money::fromPico(*dollars * 1'000'000);
    return made;
}

RouteCandidate failed(RouteCandidate made, std::chrono::milliseconds ago, int times = 1)
{
    made.sinceFailure = ago;
    made.consecutiveFailures = times;
    return made;
}

QStringList names(const RoutePlan& plan, const QList<RouteCandidate>& candidates)
{
    QStringList list;
    for (const qsizetype index : plan.chain)
        list.append(candidates.at(index).endpoint);
    return list;
}

QStringList route(const RouteRequest& request, const QList<RouteCandidate>& candidates)
{
    return names(plan(request, candidates), candidates);
}

Money perToken(qint64 dollarsPerMillion)
{
    return Money::fromPico(dollarsPerMillion * 1'000'000);
}

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- the default rule

    void weighsBySquaredPrice_data()
    {
        QTest::addColumn<QList<qint64>>("prices");
        QTest::addColumn<QList<double>>("probabilities");
        QTest::newRow("1 and 3") << QList<qint64>{1, 3} << QList<double>{0.9, 0.1};
        QTest::newRow("3 and 1") << QList<qint64>{3, 1} << QList<double>{0.1, 0.9};
        QTest::newRow("1, 2 and 4") << QList<qint64>{1, 2, 4} << QList<double>{16. / 21, 4. / 21, 1. / 21};
        QTest::newRow("equal") << QList<qint64>{5, 5} << QList<double>{0.5, 0.5};
        QTest::newRow("one") << QList<qint64>{7} << QList<double>{1};
        QTest::newRow("free ones first, evenly") << QList<qint64>{0, 2, 0} << QList<double>{0.5, -1, 0.5};
    }
    void weighsBySquaredPrice()
    {
        QFETCH(QList<qint64>, prices);
        QFETCH(QList<double>, probabilities);
        QList<RouteCandidate> candidates;
        for (const qint64 price : prices)
            candidates.append(candidate(QString::number(candidates.size()), price));
        const RoutePlan made = plan({}, candidates);
        for (qsizetype i = 0; i < candidates.size(); ++i)
            QCOMPARE(made.decisions.at(i).probability.value_or(-1), probabilities.at(i));
    }

    void theDrawFollowsTheWeights()
    {
        const QList<RouteCandidate> candidates{candidate(u"cheap"_s, 1), candidate(u"dear"_s, 3)};
        int cheap = 0;
        constexpr int kRuns = 20'000;
        for (int seed = 0; seed < kRuns; ++seed)
            cheap += route({.seed = std::uint64_t(seed)}, candidates).first() == "cheap"_L1 ? 1 : 0;
        // 0.9 ± 6 standard deviations of 0.0021; seeds are fixed, so this cannot flicker.
        QVERIFY2(std::abs(double(cheap) / kRuns - 0.9) < 0.0127, qPrintable(QString::number(cheap)));
    }

    void equalSeedsGiveEqualPlans()
    {
        const QList<RouteCandidate> candidates{candidate(u"a"_s, 1), candidate(u"b"_s, 1), candidate(u"c"_s, 2)};
        QCOMPARE(plan({.seed = 7}, candidates), plan({.seed = 7}, candidates));
        QStringList firsts;
        for (std::uint64_t seed = 0; seed < 8; ++seed)
            firsts.append(route({.seed = seed}, candidates).first());
        // mt19937_64 is the same everywhere, so this line holds on every platform.
        QCOMPARE(firsts.join(u""_s), kFirstsOfEightSeeds);
    }

    void theRestFollowsByPriceThenUnstableOldestFirst()
    {
        const QList<RouteCandidate> candidates{failed(candidate(u"recent"_s, 1), 1s), candidate(u"unknown"_s, std::nullopt),
            candidate(u"dear"_s, 9), failed(candidate(u"older"_s, 5), 20s), candidate(u"free"_s, 0),
            candidate(u"cheap"_s, 2)};
        QCOMPARE(route({}, candidates),
            (QStringList{u"free"_s, u"cheap"_s, u"dear"_s, u"unknown"_s, u"older"_s, u"recent"_s}));
        const RoutePlan made = plan({}, candidates);
        QCOMPARE(made.decisions.at(0).reasonCode(), u"unstable"_s);
        QCOMPARE(made.decisions.at(0).detail, u"failed 1 s ago, 1 in a row"_s);
        QCOMPARE(made.decisions.at(2).reasonCode(), u"cheapest"_s);
        QCOMPARE(made.decisions.at(4).reasonCode(), u"drawn"_s);
        QCOMPARE(made.decisions.at(4).position, 0);
        QCOMPARE(made.decisions.at(0).position, 5);
        QVERIFY(!made.decisions.at(1).price);
    }

    void theExampleOfTheDocumentation()
    {
        // A $1, B $2 with recent outages, C $3: A nine times likelier than C; B last.
        const QList<RouteCandidate> candidates{candidate(u"A"_s, 1), failed(candidate(u"B"_s, 2), 5s), candidate(u"C"_s, 3)};
        const RoutePlan made = plan({}, candidates);
        QCOMPARE(made.decisions.at(0).probability.value_or(0), 0.9);
        QCOMPARE(made.decisions.at(2).probability.value_or(0), 0.1);
        QCOMPARE(names(made, candidates).last(), u"B"_s);
    }

    void outagesAreForgottenAfterTheirTime_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("seconds");
        QTest::newRow("first") << 1 << 30;
        QTest::newRow("second") << 2 << 60;
        QTest::newRow("third") << 3 << 120;
        QTest::newRow("fifth") << 5 << 480;
        QTest::newRow("sixth is capped") << 6 << 600;
        QTest::newRow("thousandth") << 1000 << 600;
    }
    void outagesAreForgottenAfterTheirTime()
    {
        QFETCH(int, failures);
        QFETCH(int, seconds);
        QVERIFY(isUnstable(failed(candidate(u"a"_s), std::chrono::seconds(seconds) - 1ms, failures)));
        QVERIFY(!isUnstable(failed(candidate(u"a"_s), std::chrono::seconds(seconds), failures)));
        QVERIFY(!isUnstable(failed(candidate(u"a"_s), 0s, 0)));
    }

    void pricesAreOfTheWholeRequest()
    {
        RouteCandidate made = candidate(u"a"_s);
        made.promptPrice = Money::fromPico(3);
        made.completionPrice = Money::fromPico(7);
        made.requestPrice = Money::fromPico(11);
        QCOMPARE(expectedPrice({.promptTokens = 100, .maxOutputTokens = 10}, made), Money::fromPico(300 + 70 + 11));
        QCOMPARE(expectedPrice({.promptTokens = 100}, made), Money::fromPico(300 + 3500 + 11));
        QCOMPARE(expectedPrice({}, made), Money::fromPico(3000 + 3500 + 11));
        made.completionPrice.reset();
        QVERIFY(!expectedPrice({}, made));
        made.local = true;
        QCOMPARE(expectedPrice({}, made), Money());
        made.local = false;
        made.completionPrice = Money::fromPico(std::numeric_limits<qint64>::max());
        QVERIFY(!expectedPrice({}, made));
    }

    // --- hard rules

    void dropsWithAReason_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, const Change& change, const QString& code, const QString& detail = {}) {
            QTest::newRow(name) << change << code << detail;
        };
        row("disabled", [](auto&, auto& c) { c.enabled = false; }, u"model_disabled"_s);
        row("no key", [](auto&, auto& c) { c.keyPresent = false; }, u"key_missing"_s);
        row("dead key", [](auto&, auto& c) { c.keyDead = true; }, u"key_dead"_s);
        row("not allowed", [](auto& r, auto&) { r.allowed = {u"other"_s}; }, u"allowed_providers"_s);
        row("not in only", [](auto& r, auto&) { r.only = {u"other"_s}; }, u"only"_s);
        row("ignored", [](auto& r, auto&) { r.ignore = {u"a"_s}; }, u"ignored"_s);
        row("collects", [](auto& r, auto& c) { r.denyDataCollection = true; c.collectsData = true; }, u"data_policy"_s, u"collects data"_s);
        row("may collect", [](auto& r, auto&) { r.denyDataCollection = true; }, u"data_policy"_s, u"data collection unknown"_s);
        row("retains", [](auto& r, auto& c) { r.zeroRetention = true; c.zeroRetention = false; }, u"data_policy"_s, u"retains data"_s);
        row("may retain", [](auto& r, auto&) { r.zeroRetention = true; }, u"data_policy"_s, u"retention unknown"_s);
        row("remote", [](auto& r, auto&) { r.localOnly = true; }, u"local_only"_s);
        row("quantization", [](auto& r, auto& c) { r.quantizations = {u"fp8"_s}; c.quantization = u"int4"_s; }, u"quantization"_s, u"int4"_s);
        row("undeclared quantization", [](auto& r, auto&) { r.quantizations = {u"fp8"_s}; }, u"quantization"_s, u"unknown"_s);
        row("context", [](auto& r, auto& c) { r.promptTokens = 900; r.maxOutputTokens = 101; c.contextTokens = 1000; }, u"context_length"_s, u"context 1000 < 1001"_s);
        row("output", [](auto& r, auto& c) { r.maxOutputTokens = 101; c.maxOutputTokens = 100; }, u"max_output"_s, u"output 100 < 101"_s);
        row("parameters", [](auto& r, auto& c) { r.requireParameters = true; r.parameters = {u"seed"_s, u"stop"_s}; c.parameters = {{u"stop"_s}}; }, u"require_parameters"_s, u"lacks seed"_s);
        row("unknown parameters", [](auto& r, auto&) { r.requireParameters = true; r.parameters = {u"seed"_s}; }, u"require_parameters"_s, u"supported parameters unknown"_s);
        row("images", [](auto& r, auto& c) { r.inputs = {u"text"_s, u"image"_s}; c.inputs = {{u"text"_s}}; }, u"modality"_s, u"lacks image"_s);
        row("prompt price", [](auto& r, auto& c) { r.maxPromptPrice = perToken(1); c.promptPrice = perToken(2); }, u"max_price"_s, u"prompt price 0.000002 > 0.000001"_s);
        row("completion price", [](auto& r, auto& c) { r.maxCompletionPrice = perToken(1); c.completionPrice = perToken(2); }, u"max_price"_s, u"completion price 0.000002 > 0.000001"_s);
        row("fee", [](auto& r, auto& c) { r.maxRequestPrice = perToken(1); c.requestPrice = perToken(2); }, u"max_price"_s, u"request price 0.000002 > 0.000001"_s);
        row("unknown price", [](auto& r, auto& c) { r.maxPromptPrice = perToken(1); c.promptPrice.reset(); }, u"max_price"_s, u"prompt price unknown"_s);
        row("budget", [](auto& r, auto& c) { r.promptTokens = 1; r.maxOutputTokens = 1; c.budgetLeft = Money::fromPico(1'999'999); }, u"budget"_s, u"left 0.000001999999 < 0.000002"_s);
        row("breaker", [](auto&, auto& c) { c.breakerOpen = true; }, u"breaker_open"_s);
        row("the first rule tells", [](auto&, auto& c) { c.breakerOpen = true; c.keyPresent = false; }, u"key_missing"_s);
    }
    void dropsWithAReason()
    {
        QFETCH(Change, change);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        RouteRequest request;
        RouteCandidate made = candidate(u"a"_s);
        QVERIFY(!refusal(request, made));
        change(request, made);
        const RoutePlan result = plan(request, {made});
        QVERIFY(result.chain.isEmpty());
        QCOMPARE(result.decisions.size(), 1);
        QVERIFY(!result.decisions.first().included);
        QCOMPARE(result.decisions.first().reasonCode(), code);
        QCOMPARE(result.decisions.first().detail, detail);
        QVERIFY(!result.decisions.first().position);
        QCOMPARE(excludedBy(result), QStringList{code});
    }

    void keepsWhatIsJustWithinOrUnknown_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
        row("context", [](auto& r, auto& c) { r.promptTokens = 900; r.maxOutputTokens = 100; c.contextTokens = 1000; });
        row("unknown context", [](auto& r, auto&) { r.promptTokens = 1'000'000; });
        row("output", [](auto& r, auto& c) { r.maxOutputTokens = 100; c.maxOutputTokens = 100; });
        row("unknown inputs", [](auto& r, auto&) { r.inputs = {u"image"_s}; });
        row("price", [](auto& r, auto&) { r.maxPromptPrice = r.maxCompletionPrice = perToken(1); r.maxRequestPrice = Money(); });
        row("budget", [](auto& r, auto& c) { r.promptTokens = 1; r.maxOutputTokens = 1; c.budgetLeft = Money::fromPico(2'000'000); });
        row("free within an empty budget", [](auto&, auto& c) { c.promptPrice = c.completionPrice = Money(); c.budgetLeft = Money(); });
        row("local is private and free", [](auto& r, auto& c) {
            r.denyDataCollection = r.zeroRetention = r.localOnly = true;
            r.maxPromptPrice = Money();
            c.local = true;
            c.promptPrice.reset();
        });
        row("no parameters sent", [](auto& r, auto&) { r.requireParameters = true; });
        row("unknown quantization asked for", [](auto& r, auto&) { r.quantizations = {u"unknown"_s}; });
    }
    void keepsWhatIsJustWithinOrUnknown()
    {
        QFETCH(Change, change);
        RouteRequest request;
        RouteCandidate made = candidate(u"a"_s);
        change(request, made);
        const auto refused = refusal(request, made);
        QVERIFY2(!refused, refused ? qPrintable(routeReasonName(refused->reason) + u" "_s + refused->detail) : "");
    }

    void slugsMatchRegionsButNoTiers()
    {
        RouteCandidate region = candidate(u"google-vertex/us-east5"_s);
        QVERIFY(slugMatches(u"google-vertex", region));
        QVERIFY(slugMatches(u"google-vertex/us-east5", region));
        QVERIFY(!slugMatches(u"google-vertex/us-east4", region));
        QVERIFY(!slugMatches(u"google", region));
        QVERIFY(!slugMatches(u"", region));
        RouteCandidate tier = candidate(u"openai/priority"_s);
        tier.serviceTier = true;
        QVERIFY(!slugMatches(u"openai", tier));
        QVERIFY(slugMatches(u"openai/priority", tier));
    }

    // --- features that steer softly

    void prefersEndpointsThatHaveTheFeature()
    {
        RouteCandidate with = candidate(u"with"_s, 9);
        with.parameters = QStringList{u"tools"_s};
        RouteCandidate without = candidate(u"without"_s, 1);
        without.parameters = QStringList();
        const RouteCandidate unknown = candidate(u"unknown"_s, 20);
        const RouteRequest tools{.parameters = {u"tools"_s, u"seed"_s}};
        const RoutePlan made = plan(tools, {without, with, unknown});
        QCOMPARE(made.decisions.at(0).reasonCode(), u"lacks_feature"_s);
        QCOMPARE(made.decisions.at(0).detail, u"lacks tools"_s);
        QCOMPARE(made.chain.size(), 2);
        // If none has it, the model is still used.
        QCOMPARE(plan(tools, {without, unknown}).chain.size(), 2);
        // Other parameters do not steer.
        QCOMPARE(plan({.parameters = {u"seed"_s}}, {without, with}).chain.size(), 2);
    }

    // --- order, sort, fallbacks

    void orderComesFirstAndTheRestFollows()
    {
        const QList<RouteCandidate> candidates{candidate(u"cheap"_s, 0), candidate(u"b"_s, 5), candidate(u"a/x"_s, 9),
            candidate(u"a/y"_s, 7), failed(candidate(u"c"_s, 1), 1s)};
        RouteRequest request{.order = {u"c"_s, u"absent"_s, u"a"_s}, .sticky = u"cheap"_s};
        QCOMPARE(route(request, candidates), (QStringList{u"c"_s, u"a/y"_s, u"a/x"_s, u"cheap"_s, u"b"_s}));
        QCOMPARE(plan(request, candidates).decisions.at(4).reasonCode(), u"ordered"_s);
        request.allowFallbacks = false;
        const RoutePlan strict = plan(request, candidates);
        QCOMPARE(names(strict, candidates), (QStringList{u"c"_s, u"a/y"_s, u"a/x"_s}));
        QCOMPARE(strict.decisions.at(0).reasonCode(), u"fallbacks_off"_s);
        QVERIFY(!strict.decisions.at(0).included);
    }

    void withoutFallbacksOnlyTheBestIsKept()
    {
        const QList<RouteCandidate> candidates{candidate(u"a"_s, 0), candidate(u"b"_s, 5)};
        const RoutePlan made = plan({.allowFallbacks = false}, candidates);
        QCOMPARE(names(made, candidates), QStringList{u"a"_s});
        QCOMPARE(made.decisions.at(1).reasonCode(), u"fallbacks_off"_s);
    }

    void sortsByAMetricWithMissingValuesLast()
    {
        RouteCandidate a = candidate(u"a"_s, 3);
        a.throughput.p50 = 50;
        a.latency.p50 = 0.5;
        RouteCandidate b = candidate(u"b"_s, 2);
        b.throughput.p50 = 100;
        b.latency.p50 = 2;
        const RouteCandidate c = candidate(u"c"_s, std::nullopt);
        const RouteCandidate d = candidate(u"d"_s, 1);
        const QList<RouteCandidate> candidates{c, a, b, d};
        QCOMPARE(route({.sort = RouteSort::Price}, candidates), (QStringList{u"d"_s, u"b"_s, u"a"_s, u"c"_s}));
        QCOMPARE(route({.sort = RouteSort::Throughput}, candidates), (QStringList{u"b"_s, u"a"_s, u"d"_s, u"c"_s}));
        const RoutePlan latency = plan({.sort = RouteSort::Latency}, candidates);
        QCOMPARE(names(latency, candidates), (QStringList{u"a"_s, u"b"_s, u"d"_s, u"c"_s}));
        QCOMPARE(latency.decisions.at(1).reasonCode(), u"sorted"_s);
        QCOMPARE(latency.decisions.at(1).detail, u"latency 0.5 s"_s);
        QCOMPARE(latency.decisions.at(0).detail, u"latency unknown"_s);
        QVERIFY(!latency.decisions.at(1).probability);
    }

    void preferredCutoffsMoveBehindButDropNothing()
    {
        RouteCandidate slow = candidate(u"slow"_s, 1);
        slow.throughput = {.p50 = 10, .p90 = 10};
        RouteCandidate fast = candidate(u"fast"_s, 3);
        fast.throughput = {.p50 = 90, .p90 = 20};
        const RouteCandidate unknown = candidate(u"unknown"_s, std::nullopt);
        const RouteCandidate broken = failed(candidate(u"broken"_s, 1), 1s);
        const QList<RouteCandidate> candidates{broken, slow, unknown, fast};
        RouteRequest request{.preferredMinThroughput = {.p50 = 50}};
        QCOMPARE(route(request, candidates), (QStringList{u"fast"_s, u"unknown"_s, u"slow"_s, u"broken"_s}));
        QCOMPARE(plan(request, candidates).decisions.at(1).reasonCode(), u"below_preference"_s);
        request.sort = RouteSort::Price;
        QCOMPARE(route(request, candidates), (QStringList{u"broken"_s, u"fast"_s, u"unknown"_s, u"slow"_s}));
        // Every stated percentile must hold.
        QVERIFY(!meetsPreferences({.preferredMinThroughput = {.p50 = 50, .p90 = 21}}, fast));
        QVERIFY(meetsPreferences({.preferredMinThroughput = {.p50 = 90, .p90 = 20}}, fast));
        RouteCandidate late = candidate(u"late"_s);
        late.latency.p75 = 2;
        QVERIFY(!meetsPreferences({.preferredMaxLatency = {.p75 = 1.9}}, late));
        QVERIFY(meetsPreferences({.preferredMaxLatency = {.p75 = 2}}, late));
    }

    void fallbackModelsComeAfterTheModelAskedFor()
    {
        RouteCandidate other = candidate(u"other"_s, 0);
        other.modelRank = 1;
        other.model = u"n"_s;
        const QList<RouteCandidate> candidates{other, candidate(u"a"_s, 8), failed(candidate(u"b"_s, 2), 1s)};
        QCOMPARE(route({}, candidates), (QStringList{u"a"_s, u"b"_s, u"other"_s}));
        QCOMPARE(plan({}, candidates).decisions.at(0).probability, 1.0);
        QCOMPARE(route({.sort = RouteSort::Price}, candidates), (QStringList{u"b"_s, u"a"_s, u"other"_s}));
        QCOMPARE(route({.sort = RouteSort::Price, .partition = RoutePartition::None}, candidates),
            (QStringList{u"other"_s, u"b"_s, u"a"_s}));
    }

    void aConversationStaysWithItsEndpoint()
    {
        const QList<RouteCandidate> candidates{candidate(u"a"_s, 0), candidate(u"b"_s, 5), candidate(u"c"_s, 9)};
        const RoutePlan made = plan({.sticky = u"c"_s}, candidates);
        QCOMPARE(names(made, candidates), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
        QCOMPARE(made.decisions.at(2).reasonCode(), u"sticky"_s);
        const QList<RouteCandidate> ill{candidate(u"a"_s, 0), failed(candidate(u"c"_s, 9), 1s)};
        QCOMPARE(route({.sticky = u"c"_s}, ill), (QStringList{u"a"_s, u"c"_s}));
        QCOMPARE(route({.sticky = u"gone"_s}, candidates).first(), u"a"_s);
    }

    void nothingGivesAnEmptyPlan()
    {
        QCOMPARE(plan({}, {}), RoutePlan());
        RouteCandidate keyless = candidate(u"a"_s);
        keyless.keyPresent = false;
        RouteCandidate open = candidate(u"b"_s);
        open.breakerOpen = true;
        QCOMPARE(excludedBy(plan({}, {open, keyless, open})), (QStringList{u"key_missing"_s, u"breaker_open"_s}));
    }

    void everyReasonHasAName()
    {
        QSet<QString> seen;
        for (int i = 0; i <= int(RouteReason::Unstable); ++i)
            seen.insert(routeReasonName(RouteReason(i)));
        QCOMPARE(seen.size(), int(RouteReason::Unstable) + 1);
        QCOMPARE(routeReasonName(RouteReason::BreakerOpen), "breaker_open"_L1);
        QCOMPARE(routeReasonName(RouteReason::Unstable), "unstable"_L1);
    }

private:
    const QString kFirstsOfEightSeeds = u"aacbbbbb"_s;
};

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
