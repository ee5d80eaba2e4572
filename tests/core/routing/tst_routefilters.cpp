// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routefilters.h"
#include "core/routing/router.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Change = std::function<void(RouteRequest&, RouteCandidate&)>;
Q_DECLARE_METATYPE(Change)

namespace {

Money perToken(qint64 dollarsPerMillion)
{
    return Money::fromPico(dollarsPerMillion * 1'000'000);
}

/// Costs a dollar per million tokens, in and out.
RouteCandidate candidate(const QString& endpoint)
{
    RouteCandidate made;
    made.endpoint = endpoint;
    made.model = u"m"_s;
    made.promptPrice = made.completionPrice = perToken(1);
    return made;
}

RouteCandidate failed(RouteCandidate made, std::chrono::milliseconds ago, int times)
{
    made.sinceFailure = ago;
    made.consecutiveFailures = times;
    return made;
}

} // namespace

class TestRouteFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        row(
            "collects",
            [](auto& r, auto& c) {
                r.denyDataCollection = true;
                c.collectsData = true;
            },
            u"data_policy"_s, u"collects data"_s);
        row(
            "may collect", [](auto& r, auto&) { r.denyDataCollection = true; }, u"data_policy"_s,
            u"data collection unknown"_s);
        row(
            "retains",
            [](auto& r, auto& c) {
                r.zeroRetention = true;
                c.zeroRetention = false;
            },
            u"data_policy"_s, u"retains data"_s);
        row("may retain", [](auto& r, auto&) { r.zeroRetention = true; }, u"data_policy"_s, u"retention unknown"_s);
        row("remote", [](auto& r, auto&) { r.localOnly = true; }, u"local_only"_s);
        row(
            "quantization",
            [](auto& r, auto& c) {
                r.quantizations = {u"fp8"_s};
                c.quantization = u"int4"_s;
            },
            u"quantization"_s, u"int4"_s);
        row(
            "undeclared quantization", [](auto& r, auto&) { r.quantizations = {u"fp8"_s}; }, u"quantization"_s,
            u"unknown"_s);
        row(
            "context",
            [](auto& r, auto& c) {
                r.promptTokens = 900;
                r.maxOutputTokens = 101;
                c.contextTokens = 1000;
            },
            u"context_length"_s, u"context 1000 < 1001"_s);
        row(
            "output",
            [](auto& r, auto& c) {
                r.maxOutputTokens = 101;
                c.maxOutputTokens = 100;
            },
            u"max_output"_s, u"output 100 < 101"_s);
        row(
            "parameters",
            [](auto& r, auto& c) {
                r.requireParameters = true;
                r.parameters = {u"seed"_s, u"stop"_s};
                c.parameters = {{u"stop"_s}};
            },
            u"require_parameters"_s, u"lacks seed"_s);
        row(
            "unknown parameters",
            [](auto& r, auto&) {
                r.requireParameters = true;
                r.parameters = {u"seed"_s};
            },
            u"require_parameters"_s, u"supported parameters unknown"_s);
        row(
            "images",
            [](auto& r, auto& c) {
                r.inputs = {u"text"_s, u"image"_s};
                c.inputs = {{u"text"_s}};
            },
            u"modality"_s, u"lacks image"_s);
        row(
            "prompt price",
            [](auto& r, auto& c) {
                r.maxPromptPrice = perToken(1);
                c.promptPrice = perToken(2);
            },
            u"max_price"_s, u"prompt price 0.000002 > 0.000001"_s);
        row(
            "completion price",
            [](auto& r, auto& c) {
                r.maxCompletionPrice = perToken(1);
                c.completionPrice = perToken(2);
            },
            u"max_price"_s, u"completion price 0.000002 > 0.000001"_s);
        row(
            "fee",
            [](auto& r, auto& c) {
                r.maxRequestPrice = perToken(1);
                c.requestPrice = perToken(2);
            },
            u"max_price"_s, u"request price 0.000002 > 0.000001"_s);
        row(
            "unknown price",
            [](auto& r, auto& c) {
                r.maxPromptPrice = perToken(1);
                c.promptPrice.reset();
            },
            u"max_price"_s, u"prompt price unknown"_s);
        row(
            "budget",
            [](auto& r, auto& c) {
                r.promptTokens = 1;
                r.maxOutputTokens = 1;
                c.budgetLeft = Money::fromPico(1'999'999);
            },
            u"budget"_s, u"left 0.000001999999 < 0.000002"_s);
        row("breaker", [](auto&, auto& c) { c.breakerOpen = true; }, u"breaker_open"_s);
        row(
            "the first rule tells",
            [](auto&, auto& c) {
                c.breakerOpen = true;
                c.keyPresent = false;
            },
            u"key_missing"_s);
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
        row("context", [](auto& r, auto& c) {
            r.promptTokens = 900;
            r.maxOutputTokens = 100;
            c.contextTokens = 1000;
        });
        row("unknown context", [](auto& r, auto&) { r.promptTokens = 1'000'000; });
        row("output", [](auto& r, auto& c) {
            r.maxOutputTokens = 100;
            c.maxOutputTokens = 100;
        });
        row("unknown inputs", [](auto& r, auto&) { r.inputs = {u"image"_s}; });
        row("price", [](auto& r, auto&) {
            r.maxPromptPrice = r.maxCompletionPrice = perToken(1);
            r.maxRequestPrice = Money();
        });
        row("budget", [](auto& r, auto& c) {
            r.promptTokens = 1;
            r.maxOutputTokens = 1;
            c.budgetLeft = Money::fromPico(2'000'000);
        });
        row("free within an empty budget", [](auto&, auto& c) {
            c.promptPrice = c.completionPrice = Money();
            c.budgetLeft = Money();
        });
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
};

QTEST_GUILESS_MAIN(TestRouteFilters)
#include "tst_routefilters.moc"
