// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routefilters.h"
#include "core/routing/router.h"

#include <QSet>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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

    /// One endpoint alone takes a shorter way; beside one that is out anyway it takes the long one.
    void oneAloneIsPlannedLikeOneOfSeveral_data()
    {
        QTest::addColumn<RouteRequest>("request");
        QTest::addColumn<RouteCandidate>("only");
        const RouteCandidate usual = candidate(u"a/eu"_s, 3);
        RouteCandidate resting = usual;
        resting.restingFor = 1500ms;
        RouteCandidate broken = usual;
        broken.breakerOpen = true;
        RouteCandidate slow = usual;
        slow.throughput.p50 = 5;
        RouteCandidate local = candidate(u"a"_s, std::nullopt);
        local.local = true;
        QTest::newRow("usual") << RouteRequest{} << usual;
        QTest::newRow("free") << RouteRequest{} << candidate(u"a"_s, 0);
        QTest::newRow("price unknown") << RouteRequest{} << candidate(u"a"_s, std::nullopt);
        QTest::newRow("local") << RouteRequest{} << local;
        QTest::newRow("unstable") << RouteRequest{} << failed(usual, 2s);
        QTest::newRow("resting") << RouteRequest{} << resting;
        QTest::newRow("broken") << RouteRequest{} << broken;
        QTest::newRow("last resort") << RouteRequest{.lastResort = true} << broken;
        QTest::newRow("ordered") << RouteRequest{.order = {u"a"_s}} << usual;
        QTest::newRow("others ordered, strictly") << RouteRequest{.order = {u"b"_s}, .allowFallbacks = false} << usual;
        QTest::newRow("no fallbacks") << RouteRequest{.allowFallbacks = false} << usual;
        QTest::newRow("ignored") << RouteRequest{.ignore = {u"a"_s}} << usual;
        QTest::newRow("sorted") << RouteRequest{.sort = RouteSort::Throughput} << slow;
        QTest::newRow("too slow") << RouteRequest{.preferredMinThroughput = {.p50 = 50}} << slow;
        QTest::newRow("speed unknown") << RouteRequest{.preferredMinThroughput = {.p50 = 50}} << usual;
        QTest::newRow("sticky") << RouteRequest{.sticky = u"a/eu"_s} << usual;
        QTest::newRow("features") << RouteRequest{.parameters = {u"tools"_s}} << usual;
    }
    void oneAloneIsPlannedLikeOneOfSeveral()
    {
        QFETCH(RouteRequest, request);
        QFETCH(RouteCandidate, only);
        RouteCandidate out = candidate(u"out"_s, 1);
        out.keyPresent = false;
        const RoutePlan alone = plan(request, {only});
        const RoutePlan beside = plan(request, {only, out});
        QCOMPARE(alone.chain, beside.chain);
        QCOMPARE(alone.decisions.size(), 1);
        QVERIFY(alone.decisions.first() == beside.decisions.first());
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
        const QList<RouteCandidate> candidates{failed(candidate(u"recent"_s, 1), 1s),
            candidate(u"unknown"_s, std::nullopt), candidate(u"dear"_s, 9), failed(candidate(u"older"_s, 5), 20s),
            candidate(u"free"_s, 0), candidate(u"cheap"_s, 2)};
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
        const QList<RouteCandidate> candidates{
            candidate(u"A"_s, 1), failed(candidate(u"B"_s, 2), 5s), candidate(u"C"_s, 3)};
        const RoutePlan made = plan({}, candidates);
        QCOMPARE(made.decisions.at(0).probability.value_or(0), 0.9);
        QCOMPARE(made.decisions.at(2).probability.value_or(0), 0.1);
        QCOMPARE(names(made, candidates).last(), u"B"_s);
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

    void whoLimitedOurRateComesLastUnderEveryRule_data()
    {
        QTest::addColumn<RouteRequest>("request");
        QTest::addColumn<QStringList>("chain");
        const auto with = [](RouteSort sort) { return RouteRequest{.sort = sort}; };
        QTest::newRow("price") << with(RouteSort::Price) << QStringList{u"b"_s, u"c"_s, u"a"_s};
        QTest::newRow("throughput") << with(RouteSort::Throughput) << QStringList{u"c"_s, u"b"_s, u"a"_s};
        QTest::newRow("latency") << with(RouteSort::Latency) << QStringList{u"b"_s, u"c"_s, u"a"_s};
        QTest::newRow("order") << RouteRequest{.order = {u"a"_s, u"c"_s}} << QStringList{u"c"_s, u"b"_s, u"a"_s};
        QTest::newRow("order alone") << RouteRequest{.order = {u"a"_s, u"c"_s}, .allowFallbacks = false}
                                     << QStringList{u"c"_s, u"a"_s};
        QTest::newRow("the best alone") << RouteRequest{.allowFallbacks = false, .sort = RouteSort::Price}
                                        << QStringList{u"b"_s};
    }
    void whoLimitedOurRateComesLastUnderEveryRule()
    {
        QFETCH(RouteRequest, request);
        RouteCandidate resting = candidate(u"a"_s, 1);
        resting.restingFor = 1500ms;
        resting.throughput = {.p50 = 90};
        resting.latency = {.p50 = 0.1};
        RouteCandidate near = candidate(u"b"_s, 2);
        near.throughput = {.p50 = 20};
        near.latency = {.p50 = 0.2};
        RouteCandidate quick = candidate(u"c"_s, 3);
        quick.throughput = {.p50 = 50};
        quick.latency = {.p50 = 0.3};
        const QList<RouteCandidate> candidates{resting, near, quick};
        const auto made = plan(request, candidates);
        QTEST(names(made, candidates), "chain");
        if (made.chain.size() > 1) {
            QCOMPARE(made.decisions.first().reasonCode(), u"rate_limited"_s);
            QCOMPARE(made.decisions.first().detail, u"for 2 s more"_s);
        }
    }

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

    void whatNobodyMeasuredGetsItsChance()
    {
        RouteCandidate quick = candidate(u"quick"_s, 1);
        quick.latency.p50 = 0.5;
        RouteCandidate old = candidate(u"old"_s, 1);
        old.latency.p50 = 2;
        old.latencyIsFresh = false;
        const RouteCandidate dear = candidate(u"dear"_s, 90);
        const RouteCandidate other = candidate(u"other"_s, 2);
        const RouteCandidate broken = failed(candidate(u"broken"_s, 1), 1s);
        RouteCandidate resting = candidate(u"resting"_s, 1);
        resting.restingFor = 5s;
        const QList<RouteCandidate> candidates{quick, old, dear, other, broken, resting};
        QHash<QString, int> first;
        constexpr int kRequests = 40'000;
        for (std::uint64_t seed = 0; seed < kRequests; ++seed) {
            const RoutePlan made = plan({.sort = RouteSort::Latency, .seed = seed}, candidates);
            QCOMPARE(made, plan({.sort = RouteSort::Latency, .seed = seed}, candidates)); // of the seed alone
            QCOMPARE(made.chain.size(), candidates.size());
            const auto& decision = made.decisions.at(made.chain.first());
            ++first[decision.endpoint];
            if (decision.endpoint == "quick"_L1)
                continue;
            QCOMPARE(decision.reasonCode(), u"explored"_s);
            QVERIFY(decision.detail.contains("tried because not measured"_L1));
            QCOMPARE(made.decisions.at(made.chain.at(1)).endpoint, u"quick"_s); // the best follows
        }
        const auto share = [&](const QString& name) { return first.value(name) / double(kRequests); };
        QVERIFY2(std::abs(share(u"dear"_s) - 1 / 16.0) < 0.006, qPrintable(QString::number(share(u"dear"_s))));
        QVERIFY2(std::abs(share(u"other"_s) - 1 / 16.0) < 0.006, qPrintable(QString::number(share(u"other"_s))));
        QVERIFY2(std::abs(share(u"old"_s) - 7 / 8.0 / 40) < 0.004, qPrintable(QString::number(share(u"old"_s))));
        QCOMPARE(first.value(u"broken"_s) + first.value(u"resting"_s), 0);
        const auto decisions = plan({.sort = RouteSort::Latency}, candidates).decisions;
        QCOMPARE(decisions.at(2).probability, std::optional(1 / 16.0));
        QCOMPARE(decisions.at(4).probability, std::optional<double>());
        // A metric that nobody asked for is not measured on purpose.
        QCOMPARE(plan({.sort = RouteSort::Price}, candidates).decisions.at(2).probability, std::optional<double>());
        QCOMPARE(
            plan({.sort = RouteSort::Price, .preferredMaxLatency = {.p50 = 1}}, candidates).decisions.at(2).probability,
            std::optional(1 / 16.0));
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
