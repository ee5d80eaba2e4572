// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/scenario.h"
#include "tests/support/corpus.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const QString kAny = u"/v1/chat/completions"_s;
} // namespace

class TestScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryAction()
    {
        const auto scenario = Scenario::fromJson(assay::testing::fixture(u"sandbox/every-action.json"_s));
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().detail));
        QCOMPARE(scenario->seed, 7U);
        QCOMPARE(scenario->rules.size(), 7);
        const ScenarioRule& first = scenario->rules[0];
        QCOMPARE(first.model, u"swift"_s);
        QCOMPARE(first.format, u"anthropic"_s);
        QCOMPARE(first.nth, 2);
        QCOMPARE(first.every, 3);
        QCOMPARE(first.first, 9);
        QCOMPARE(first.probability, 0.25);
        QCOMPARE(first.fault.replacement->status, 429);
        QCOMPARE(first.fault.replacement->body, R"({"a":1})"_ba);
        QCOMPARE(first.fault.replacement->message, u"slow"_s);
        QCOMPARE(first.fault.headers.size(), 2);
        QCOMPARE(first.fault.headers[0].value, "2"_ba);
        QCOMPARE(scenario->rules[1].fault.replacement->kind, ReplacedAnswer::Kind::Html);
        QCOMPARE(scenario->rules[2].fault.replacement->status, 302);
        QCOMPARE(scenario->rules[3].fault.replacement->kind, ReplacedAnswer::Kind::Reset);
        QCOMPARE(scenario->rules[3].fault.stream.delay, 100ms);
        QCOMPARE(scenario->rules[3].fault.billed, true);
        QCOMPARE(scenario->rules[4].fault.stream.stall->length, 500ms);
        QCOMPARE(scenario->rules[4].fault.stream.malformedEvent, 2);
        QVERIFY(!scenario->rules[5].fault.stream.stall->length);
        QVERIFY(scenario->rules[5].fault.stream.cut->reset);
        QCOMPARE(scenario->rules[5].fault.stream.cut->at.value, 100);
        const StreamFault& last = scenario->rules[6].fault.stream;
        QCOMPARE(last.cut->at, (FaultPoint{.unit = FaultPoint::Unit::PerMille, .value = 550}));
        QCOMPARE(last.drip->bytes, 2);
        QVERIFY(last.omitUsage);
        QCOMPARE(last.contentType, "text/plain"_ba);
        QCOMPARE(last.errorAfterEvent, 2);
        QCOMPARE(last.errorMessage, u"oops"_s);
    }

    void namesThePlaceOfAMistake_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::newRow("no JSON") << "{"_ba << u"the scenario is no JSON"_s;
        QTest::newRow("list") << "[]"_ba << u"the scenario: must be an object"_s;
        QTest::newRow("unknown") << R"({"rule": []})"_ba << u"rule: is not known here"_s;
        QTest::newRow("rules") << R"({"rules": 3})"_ba << u"rules: must be a list"_s;
        QTest::newRow("no do") << R"({"rules": [{}]})"_ba << u"rules[0].do: is missing"_s;
        QTest::newRow("typo") << R"({"rules": [{"do": {}}, {"do": {"stal": 1}}]})"_ba
                              << u"rules[1].do.stal: is not known"_s;
        QTest::newRow("nth") << R"({"rules": [{"match": {"nth": 0}, "do": {}}]})"_ba
                             << u"rules[0].match.nth: must be a whole number"_s;
        QTest::newRow("probability") << R"({"rules": [{"match": {"probability": 2}, "do": {}}]})"_ba
                                     << u"rules[0].match.probability: must be a number from 0 to 1"_s;
        QTest::newRow("two cuts") << R"({"rules": [{"do": {"cut": {"atByte": 1, "atEvent": 1}}}]})"_ba
                                  << u"rules[0].do.cut: needs exactly one"_s;
        QTest::newRow("how") << R"({"rules": [{"do": {"cut": {"atByte": 1, "how": "x"}}}]})"_ba
                             << u"rules[0].do.cut.how: must be"_s;
        QTest::newRow("body alone") << R"({"rules": [{"do": {"body": "x"}}]})"_ba
                                    << u"rules[0].do.body: needs a status"_s;
        QTest::newRow("header split") << R"({"rules": [{"do": {"status": 400, "headers": {"a": "b\nc: d"}}}]})"_ba
                                      << u"rules[0].do.headers: 'a' is no header"_s;
    }
    void namesThePlaceOfAMistake()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto scenario = Scenario::fromJson(json);
        QVERIFY(!scenario);
        QCOMPARE(scenario.error().kind, ErrorKind::InvalidRequest);
        QVERIFY2(scenario.error().detail.startsWith(place), qPrintable(scenario.error().detail));
    }

    void theFirstRuleThatFitsDecides()
    {
        ScenarioRun run(*Scenario::fromJson(R"({"rules": [
            {"match": {"model": "swift", "nth": 2}, "do": {"status": 500}},
            {"match": {"format": "anthropic"}, "do": {"status": 529}},
            {"match": {"path": "generateContent", "first": 1}, "do": {}}]})"));
        const auto status = [&](const QString& model, const QString& path, const QString& format) {
            const auto fault = run.next(model, path, format);
            return fault ? (fault->replacement ? fault->replacement->status : 0) : -1;
        };
        QCOMPARE(status(u"swift"_s, kAny, u"openai-chat"_s), -1);
        QCOMPARE(status(u"steady"_s, kAny, u"openai-chat"_s), -1);
        QCOMPARE(status(u"swift"_s, kAny, u"anthropic"_s), 500); // the second of swift
        QCOMPARE(status(u"swift"_s, kAny, u"anthropic"_s), 529);
        QCOMPARE(status(u"flaky"_s, u"/x:generateContent"_s, u"gemini"_s), 0);
        QCOMPARE(status(u"flaky"_s, u"/x:generateContent"_s, u"gemini"_s), -1);
    }

    void everyCounts()
    {
        ScenarioRun run(*Scenario::fromJson(R"({"rules": [{"match": {"every": 3}, "do": {}}]})"));
        QString pattern;
        for (int i = 0; i < 7; ++i)
            pattern += run.next(u"swift"_s, kAny, u"openai-chat"_s) ? u'x' : u'.';
        QCOMPARE(pattern, u"..x..x."_s);
    }

    void probabilityFollowsTheSeed()
    {
        const auto draw = [](int seed) {
            ScenarioRun run(
                *Scenario::fromJson(R"({"seed": %1, "rules": [{"match": {"probability": 0.25}, "do": {}}]})"_ba.replace(
                    "%1", QByteArray::number(seed))));
            QString pattern;
            for (int i = 0; i < 4000; ++i)
                pattern += run.next(u"swift"_s, kAny, u"openai-chat"_s) ? u'x' : u'.';
            return pattern;
        };
        const QString one = draw(1);
        QCOMPARE(draw(1), one);
        QVERIFY(draw(2) != one);
        // 1000 expected, standard deviation 27.
        QVERIFY2(qAbs(one.count(u'x') - 1000) < 150, qPrintable(QString::number(one.count(u'x'))));
    }
};

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
