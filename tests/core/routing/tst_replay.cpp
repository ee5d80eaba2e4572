// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/simulation/replay.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

SimReport run(const SimWorld& world, SimPolicyKind kind, const RouteRequest& request = {})
{
    return replay(world, {.name = u"p"_s, .kind = kind, .request = request});
}

SimEndpoint plainEndpoint(const QString& id, qint64 dollars)
{
    return {.id = id,
        .promptPrice = Money::fromPico(dollars * 1'000'000),
        .completionPrice = Money::fromPico(dollars * 1'000'000),
        .latencySpread = 0,
        .rushFactor = 0};
}

/// One request a minute, 100 tokens in, 500 out.
SimWorld steadyWorld(const QList<SimEndpoint>& endpoints, int requests)
{
    SimWorld out{.seed = 3, .seconds = requests * 60.0, .endpoints = endpoints};
    for (int i = 0; i < requests; ++i)
        out.requests.push_back({.at = i * 60.0, .promptTokens = 100, .outputTokens = 500});
    return out;
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameWorldAndReport()
    {
        const WorldOptions options{.seed = 7, .requests = 5000};
        const auto a = run(makeWorld(options), SimPolicyKind::Router);
        const auto b = run(makeWorld(options), SimPolicyKind::Router);
        QCOMPARE(a.costUsd, b.costUsd);
        QCOMPARE(a.waitP95, b.waitP95);
        QCOMPARE(a.servedBy, b.servedBy);
        const auto c = run(makeWorld({.seed = 8, .requests = 5000}), SimPolicyKind::Router);
        QVERIFY(a.costUsd != c.costUsd);
    }

    void requestsFollowTheHours()
    {
        const auto world = makeWorld({.seed = 1, .days = 10, .requests = 20'000});
        int night = 0;
        int day = 0;
        for (const auto& request : world.requests) {
            const double hour = std::fmod(request.at, 86'400.0) / 3600;
            night += hour >= 2 && hour < 6 ? 1 : 0;
            day += hour >= 14 && hour < 18 ? 1 : 0;
        }
        QVERIFY2(day > 2 * night, qPrintable(u"%1 %2"_s.arg(day).arg(night)));
        QVERIFY(std::ranges::is_sorted(world.requests, {}, &SimRequest::at));
    }

    /// Sorted by latency, nobody may wait longer at the median than with the default order, in any world; and what
    /// finding out costs stays small against perfect foresight.
    void sortingByLatencyIsNoSlower()
    {
        for (const quint64 seed : {1, 2, 3, 4, 5, 6, 7, 8}) {
            const auto world = makeWorld({.seed = seed, .requests = 20'000});
            const auto byDefault = run(world, SimPolicyKind::Router);
            const auto byLatency = run(world, SimPolicyKind::Router, {.sort = RouteSort::Latency});
            QVERIFY2(byLatency.waitP50 <= byDefault.waitP50,
                qPrintable(u"world %1: %2 s, default %3 s"_s.arg(seed).arg(byLatency.waitP50).arg(byDefault.waitP50)));
            QVERIFY2(byLatency.waitMean <= byDefault.waitMean,
                qPrintable(
                    u"world %1: %2 s, default %3 s"_s.arg(seed).arg(byLatency.waitMean).arg(byDefault.waitMean)));
        }
    }

    /// The quickest is also the dearest, so that nobody comes there by price.
    void theQuickestIsFoundAlsoWithLittleTraffic()
    {
        auto slow = plainEndpoint(u"slow"_s, 1);
        slow.latencyMedian = 2;
        auto quick = plainEndpoint(u"quick"_s, 50);
        quick.latencyMedian = 0.2;
        auto world = steadyWorld({slow, quick}, 600);
        for (auto& request : world.requests)
            request.at *= 10; // six an hour: never five within five minutes
        const auto report = run(world, SimPolicyKind::Router, {.sort = RouteSort::Latency});
        QVERIFY2(report.servedBy.at(1) > 450, qPrintable(QString::number(report.servedBy.at(1))));
    }

    void nobodyBeatsHindsight()
    {
        const auto world = makeWorld({.seed = 2, .requests = 20'000});
        const auto cheapest = run(world, SimPolicyKind::CheapestInHindsight);
        const auto fastest = run(world, SimPolicyKind::FastestInHindsight);
        QCOMPARE(cheapest.limited, 0);
        QVERIFY2(
            cheapest.costRegret >= 0 && cheapest.costRegret < 0.002, qPrintable(QString::number(cheapest.costRegret)));
        QVERIFY2(
            fastest.waitRegret > -1e-9 && fastest.waitRegret < 0.002, qPrintable(QString::number(fastest.waitRegret)));
        for (const auto kind : {SimPolicyKind::Router, SimPolicyKind::RoundRobin, SimPolicyKind::CheapestFirst}) {
            const auto report = run(world, kind);
            QVERIFY(report.costRegret >= 0);
            QVERIFY(report.waitRegret >= 0);
            QVERIFY(report.answered <= cheapest.answered);
        }
    }

    /// Two of ten a minute fit in the cheap endpoint: who pays for the other eight has no regret.
    void hindsightKeepsToTheLimits()
    {
        auto narrow = plainEndpoint(u"narrow"_s, 1);
        narrow.requestsPerMinute = 2;
        SimWorld world{.seed = 1, .seconds = 600, .endpoints = {narrow, plainEndpoint(u"wide"_s, 5)}};
        for (int i = 0; i < 100; ++i) // none so late in its minute that it could slip into the next
            world.requests.push_back({.at = i / 10 * 60 + i % 10 * 5.0, .promptTokens = 100, .outputTokens = 500});
        const auto report = run(world, SimPolicyKind::CheapestInHindsight);
        QCOMPARE(report.answered, 100);
        QCOMPARE(report.servedBy, (QList<qint64>{20, 80}));
        QVERIFY2(std::abs(report.costRegret) < 1e-9, qPrintable(QString::number(report.costRegret)));
        const auto first = run(world, SimPolicyKind::CheapestFirst);
        QCOMPARE(first.servedBy, report.servedBy);
        QVERIFY2(std::abs(first.costRegret) < 1e-9, qPrintable(QString::number(first.costRegret)));
        QVERIFY(run(world, SimPolicyKind::RoundRobin).costRegret >= 0);
    }

    /// Whatever set of requests a policy answers, in worlds with tight limits.
    void nobodyIsBelowTheFloor()
    {
        for (const quint64 seed : {1, 2, 3, 4}) {
            auto world = makeWorld({.seed = seed, .endpoints = 4, .days = 1, .requests = 20'000});
            for (auto& endpoint : world.endpoints)
                endpoint.requestsPerMinute = 5;
            for (const auto kind : {SimPolicyKind::Router, SimPolicyKind::RoundRobin, SimPolicyKind::CheapestFirst,
                     SimPolicyKind::CheapestInHindsight, SimPolicyKind::FastestInHindsight}) {
                const auto report = run(world, kind);
                QVERIFY2(report.costRegret > -1e-9, qPrintable(QString::number(report.costRegret)));
                QVERIFY2(report.waitRegret > -1e-9, qPrintable(QString::number(report.waitRegret)));
            }
        }
    }

    void theRouterIsCheaperThanRoundRobinAndWaitsLessThanCheapestFirst()
    {
        const auto world = makeWorld({.seed = 1, .requests = 50'000});
        const auto router = run(world, SimPolicyKind::Router);
        const auto robin = run(world, SimPolicyKind::RoundRobin);
        const auto cheapest = run(world, SimPolicyKind::CheapestFirst);
        QVERIFY(router.costUsd < robin.costUsd);
        QVERIFY(router.answered >= robin.answered);
        QVERIFY(router.waitP50 < cheapest.waitP50);
    }

    void theBreakerSparesAttemptsInAnOutage()
    {
        auto cheap = plainEndpoint(u"cheap"_s, 1);
        cheap.outages = {{.from = 0, .to = 1e9}};
        const auto world = steadyWorld({cheap, plainEndpoint(u"dear"_s, 3)}, 1000);
        const auto blind = run(world, SimPolicyKind::CheapestFirst);
        QCOMPARE(blind.attempts, 2000);
        const auto router = run(world, SimPolicyKind::Router);
        QCOMPARE(router.answered, 1000);
        QVERIFY2(router.attempts < 1250, qPrintable(QString::number(router.attempts)));
    }

    void rateLimitsAreOurOwn()
    {
        auto narrow = plainEndpoint(u"narrow"_s, 1);
        narrow.requestsPerMinute = 2;
        SimWorld world{.seed = 1, .seconds = 60, .endpoints = {narrow}};
        for (int i = 0; i < 5; ++i)
            world.requests.push_back({.at = i * 10.0, .promptTokens = 10, .outputTokens = 10});
        const auto report = run(world, SimPolicyKind::CheapestFirst);
        QCOMPARE(report.answered, 2);
        QCOMPARE(report.limited, 3);
    }

    void pricesChangeWithTime()
    {
        auto endpoint = plainEndpoint(u"a"_s, 1);
        endpoint.errorRate = 0;
        endpoint.priceChanges = {{.at = 60, .factor = 2}};
        const auto world = steadyWorld({endpoint}, 2);
        QCOMPARE(outcomeOf(world, 0, 0).cost.pico(), 600'000'000);
        QCOMPARE(outcomeOf(world, 1, 0).cost.pico(), 1'200'000'000);
    }

    void whatWasSeenDecidesWhereThereIsAny()
    {
        auto endpoint = plainEndpoint(u"a"_s, 1);
        endpoint.observed = {{.at = 0, .answered = true, .firstToken = 2}, {.at = 100, .answered = false}};
        const auto world = steadyWorld({endpoint}, 3); // at 0, 60 and 120 s
        QVERIFY(outcomeOf(world, 0, 0).answered);
        QCOMPARE(outcomeOf(world, 0, 0).firstToken, 2.0);
        QVERIFY(!outcomeOf(world, 1, 0).answered);
        QVERIFY(!outcomeOf(world, 2, 0).answered);
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
