// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/health.h"

#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr HealthTime kStart = 1'000'000s;

HealthSample sample(HealthTime at, HealthOutcome outcome)
{
    return {.at = at, .outcome = outcome};
}

HealthSample sent(HealthTime sentAt, HealthTime at, HealthOutcome outcome)
{
    return {.at = at, .sentAt = sentAt, .outcome = outcome};
}

EndpointHealth after(const QList<HealthOutcome>& outcomes, HealthTime every = 1s)
{
    EndpointHealth out;
    HealthTime at = kStart;
    for (const auto outcome : outcomes)
        out.note(sample(at += every, outcome));
    return out;
}

constexpr auto kGood = HealthOutcome::Success;
constexpr auto kBad = HealthOutcome::Failure;

AttemptRecord attempt(std::optional<ErrorKind> error)
{
    AttemptRecord out;
    out.endpoint = u"one"_s;
    out.model = u"m"_s;
    out.startedAt = QDateTime(QDate(2026, 1, 1), QTime(0, 0), QTimeZone::UTC);
    if (error)
        out.error = Error{.kind = *error};
    return out;
}

} // namespace

class TestHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatTheTableCounts_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<HealthOutcome>("outcome");
        QTest::newRow("5xx") << ErrorKind::ServerFault << HealthOutcome::Failure;
        QTest::newRow("timeout") << ErrorKind::Timeout << HealthOutcome::Failure;
        QTest::newRow("404") << ErrorKind::ModelNotFound << HealthOutcome::Failure;
        QTest::newRow("lost") << ErrorKind::Indeterminate << HealthOutcome::Failure;
        QTest::newRow("429") << ErrorKind::RateLimited << HealthOutcome::RateLimited;
        QTest::newRow("401") << ErrorKind::Authentication << HealthOutcome::Ignored;
        QTest::newRow("403") << ErrorKind::Permission << HealthOutcome::Refused;
        QTest::newRow("402") << ErrorKind::QuotaExhausted << HealthOutcome::Ignored;
        QTest::newRow("400") << ErrorKind::InvalidRequest << HealthOutcome::Ignored;
        QTest::newRow("context") << ErrorKind::ContextTooLong << HealthOutcome::Ignored;
        QTest::newRow("filter") << ErrorKind::ContentFiltered << HealthOutcome::Ignored;
        QTest::newRow("stopped") << ErrorKind::Cancelled << HealthOutcome::Ignored;
    }
    void countsWhatTheTableCounts()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(HealthOutcome, outcome);
        QCOMPARE(healthOutcome(attempt(kind)), outcome);
        QCOMPARE(healthOutcome(attempt({})), HealthOutcome::Success);
        auto page = attempt(ErrorKind::InvalidRequest); // no API's: the address is wrong
        page.error->httpStatus = 404;
        QCOMPARE(healthOutcome(page), HealthOutcome::Failure);
    }

    void threeFailuresInARowOpenTheBreaker()
    {
        QCOMPARE(after({kBad, kBad}).breaker(kStart + 3s), BreakerState::Closed);
        const auto open = after({kGood, kBad, kBad, kBad});
        QCOMPARE(open.breaker(kStart + 5s), BreakerState::Open);
        QCOMPARE(open.openFor(kStart + 5s), 29s);
        QCOMPARE(open.breaker(kStart + 34s), BreakerState::HalfOpen);
    }

    void threeFailuresWithinAMinuteOnly()
    {
        QCOMPARE(after({kBad, kBad, kBad}, 40s).breaker(kStart + 121s), BreakerState::Closed);
    }

    void moreThanHalfOfFiveOpenIt()
    {
        QCOMPARE(after({kBad, kGood, kBad, kGood, kBad}).breaker(kStart + 6s), BreakerState::Open);
        QCOMPARE(after({kBad, kGood, kGood, kBad, kGood, kBad}).breaker(kStart + 7s), BreakerState::Closed);
    }

    void rateLimitsRestButNeverOpenIt()
    {
        auto health = after({HealthOutcome::RateLimited, HealthOutcome::RateLimited, HealthOutcome::RateLimited,
            HealthOutcome::RateLimited, HealthOutcome::RateLimited});
        QCOMPARE(health.breaker(kStart + 6s), BreakerState::Closed);
        QCOMPARE(health.restingFor(kStart + 6s).value_or(0s), 29s);
        health.note({.at = kStart + 7s, .outcome = HealthOutcome::RateLimited, .retryAfter = 90s});
        QCOMPARE(health.restingFor(kStart + 8s).value_or(0s), 89s);
        QVERIFY(!health.uptime(kStart + 8s, 24h).value);
        QCOMPARE(health.count(HealthOutcome::RateLimited, kStart + 8s, 24h), 6);
        health.note(sample(kStart + 9s, kGood));
        QVERIFY(!health.restingFor(kStart + 9s));
    }

    void aRefusalLetsOthersGoFirstAndOpensNothing()
    {
        constexpr auto kRefused = HealthOutcome::Refused;
        auto health = after({kRefused, kRefused, kRefused, kRefused, kRefused});
        QCOMPARE(health.breaker(kStart + 6s), BreakerState::Closed);
        QVERIFY(!health.uptime(kStart + 6s, 24h).value);
        RouteCandidate candidate;
        applyBreaker(candidate, health, kStart + 6s);
        QCOMPARE(candidate.consecutiveFailures, 5);
        QCOMPARE(candidate.sinceFailure.value_or(0s), 1s);
        health.note(sample(kStart + 7s, kGood));
        QCOMPARE(health.consecutiveFailures(), 0);
    }

    void oneProbeWhenHalfOpen()
    {
        auto health = after({kBad, kBad, kBad});
        QCOMPARE(health.admit(kStart + 10s), Admission::No);
        QCOMPARE(health.admit(kStart + 40s), Admission::Probe);
        QCOMPARE(health.admit(kStart + 41s), Admission::No);
        health.note(sent(kStart + 40s, kStart + 42s, kGood));
        QCOMPARE(health.breaker(kStart + 42s), BreakerState::Closed);
        QCOMPARE(health.admit(kStart + 42s), Admission::Yes);
    }

    void aFailedProbeWaitsTwiceAsLong()
    {
        auto health = after({kBad, kBad, kBad});
        QCOMPARE(health.admit(kStart + 40s), Admission::Probe);
        health.note(sent(kStart + 40s, kStart + 41s, kBad));
        QCOMPARE(health.openFor(kStart + 41s), 60s);
        HealthTime at = kStart + 41s;
        for (int i = 0; i < 12; ++i) {
            at += health.openFor(at);
            QCOMPARE(health.admit(at), Admission::Probe);
            health.note(sample(at, kBad));
        }
        QCOMPARE(health.openFor(at), 10min);
    }

    void aProbeThatSaysNothingLetsTheNextOneOut()
    {
        auto health = after({kBad, kBad, kBad});
        QCOMPARE(health.admit(kStart + 40s), Admission::Probe);
        health.note(sent(kStart + 40s, kStart + 41s, HealthOutcome::Ignored));
        QCOMPARE(health.admit(kStart + 42s), Admission::Probe);
        QCOMPARE(health.admit(kStart + 42s + 2min), Admission::Probe); // the one before was lost
    }

    void onlyTheProbeDecidesWhileItIsOut()
    {
        auto health = after({kBad, kBad, kBad}); // opened at 3 s
        QCOMPARE(health.admit(kStart + 40s), Admission::Probe);
        // A pinned request whose client left, one that failed, one that was sent before the opening, a pinned success.
        health.note(sent(kStart + 41s, kStart + 42s, HealthOutcome::Ignored));
        QCOMPARE(health.admit(kStart + 42s), Admission::No);
        health.note(sent(kStart + 41s, kStart + 43s, kBad));
        health.note(sent(kStart + 1s, kStart + 44s, kBad));
        QCOMPARE(health.breaker(kStart + 44s), BreakerState::HalfOpen);
        health.note(sent(kStart + 41s, kStart + 45s, kGood));
        QCOMPARE(health.breaker(kStart + 45s), BreakerState::HalfOpen);
        QCOMPARE(health.admit(kStart + 45s), Admission::No);
        health.note(sent(kStart + 40s, kStart + 46s, kGood));
        QCOMPARE(health.breaker(kStart + 46s), BreakerState::Closed);
        // What the outage left behind does not open it again.
        for (int i = 0; i < 4; ++i)
            health.note(sent(kStart + 2s, kStart + 47s, kBad));
        QCOMPARE(health.breaker(kStart + 48s), BreakerState::Closed);
    }

    void withoutAProbeARequestSentSinceDecides()
    {
        auto late = after({kBad, kBad, kBad});
        late.note(sent(kStart + 1s, kStart + 10s, kGood)); // sent before it opened
        QCOMPARE(late.breaker(kStart + 10s), BreakerState::Open);
        QCOMPARE(late.consecutiveFailures(), 3);
        auto pinned = late;
        pinned.note(sent(kStart + 9s, kStart + 10s, kGood));
        QCOMPARE(pinned.breaker(kStart + 10s), BreakerState::Closed);
        late.note(sent(kStart + 2s, kStart + 62s, kBad)); // long on its way
        QCOMPARE(late.breaker(kStart + 62s), BreakerState::HalfOpen);
        late.note(sent(kStart + 61s, kStart + 63s, kBad));
        QCOMPARE(late.openFor(kStart + 63s), 60s);
    }

    void aLateSuccessDoesNotEndARest()
    {
        auto health = after({HealthOutcome::RateLimited}); // at 1 s
        health.note(sent(kStart, kStart + 3s, kGood));
        QCOMPARE(health.restingFor(kStart + 3s).value_or(0s), 28s);
        health.note({.at = kStart + 4s, .outcome = HealthOutcome::RateLimited, .retryAfter = 5s});
        QCOMPARE(health.restingFor(kStart + 4s).value_or(0s), 27s); // the longer one stands
        health.note(sent(kStart + 4s, kStart + 6s, kGood));
        QVERIFY(!health.restingFor(kStart + 6s));
    }

    void aLateFailureOfAnEarlierRequestDoesNotProlongTheOutage()
    {
        auto health = after({kBad, kBad, kBad});
        const auto until = health.openFor(kStart + 4s);
        health.note(sample(kStart + 4s, kBad));
        QCOMPARE(health.openFor(kStart + 4s), until);
        QCOMPARE(health.consecutiveFailures(), 4);
    }

    void percentilesAreNearestRankAndNeedFiveSamples()
    {
        EndpointHealth health;
        for (int i = 1; i <= 4; ++i)
            health.note({.at = kStart + i * 1s, .outcome = kGood, .latency = double(i)});
        QVERIFY(!health.latency(kStart + 5s, 5min).p50);
        for (int i = 5; i <= 10; ++i)
            health.note({.at = kStart + i * 1s, .outcome = kGood, .latency = double(i)});
        const auto found = health.latency(kStart + 11s, 5min);
        QCOMPARE(found.p50.value_or(0), 5.0);
        QCOMPARE(found.p75.value_or(0), 8.0);
        QCOMPARE(found.p90.value_or(0), 9.0);
        QCOMPARE(found.p99.value_or(0), 10.0);
        QVERIFY(!health.latency(kStart + 10min, 5min).p50);
    }

    void theLastAnswersOfADayStandInWhereTheWindowHoldsTooFew()
    {
        EndpointHealth health;
        for (int i = 0; i < 7; ++i)
            health.note({.at = kStart + i * 1h, .outcome = kGood, .latency = double(i)});
        const auto now = kStart + 6h + 1min;
        QVERIFY(!health.latency(now, 5min).p50);
        const auto lately = health.latestLatency(now);
        QCOMPARE(lately.percentiles.p50, std::optional(4.0)); // of 2 to 6, the last five
        QVERIFY(!lately.isFresh);
        QVERIFY(!health.latestThroughput(now).percentiles.p50);
        for (int i = 0; i < 5; ++i)
            health.note({.at = now + i * 1s, .outcome = kGood, .latency = 0.5});
        const auto fresh = health.latestLatency(now + 10s);
        QCOMPARE(fresh.percentiles.p99, std::optional(6.0)); // the one of a minute ago is in the window
        QCOMPARE(fresh.percentiles.p50, std::optional(0.5));
        QVERIFY(fresh.isFresh);
        QVERIFY(!health.latestLatency(now + 25h).percentiles.p50); // of another day
        RouteCandidate candidate;
        applySpeeds(candidate, health, now + 3h);
        QCOMPARE(candidate.latency.p50, std::optional(0.5));
        QVERIFY(!candidate.latencyIsFresh);
    }

    void throughputIsOutputTokensOverTheWholeCall()
    {
        auto record = attempt({});
        record.usage.set(UsageClass::Output, 80);
        record.usage.set(UsageClass::Reasoning, 20);
        record.timing.firstToken = 500ms;
        record.timing.lastToken = 2s;
        record.timing.total = 3s;
        const auto made = healthSample(record);
        QCOMPARE(made.throughput.value_or(0), 50.0);
        QCOMPARE(made.latency.value_or(0), 0.5);
        QCOMPARE(made.at, HealthTime(record.startedAt.toMSecsSinceEpoch()) + 3s);
        record.usage = {};
        QVERIFY(!healthSample(record).throughput);
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
