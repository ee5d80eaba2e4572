// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ledger.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestBudgetVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_profile = std::make_unique<QTemporaryDir>(); }

    void budgetsAreSetListedAndRemoved()
    {
        QCOMPARE(run({u"budget"_s, u"list"_s, u"--json"_s}).json()[u"budgets"].toArray().size(), 0);
        const auto stored = run(
            {u"budget"_s, u"set"_s, u"0.5"_s, u"--period"_s, u"day"_s, u"--provider"_s, u"openai"_s, u"--json"_s});
        QCOMPARE(stored.code, 0);
        QCOMPARE(stored.json()[u"id"].toString(), u"provider:openai/day"_s);
        QCOMPARE(stored.json()[u"pico_usd"].toInteger(), 500'000'000'000);
        const auto listed = run({u"budget"_s, u"list"_s, u"--json"_s}).json()[u"budgets"].toArray();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.first()[u"real"][u"left_pico_usd"].toInteger(), 500'000'000'000);
        QCOMPARE(run({u"budget"_s, u"remove"_s, u"provider:openai/day"_s}).code, 0);
        QCOMPARE(run({u"budget"_s, u"remove"_s, u"provider:openai/day"_s}).code, 2);
    }

    void wrongBudgetsAreRefusedWithASentence()
    {
        QCOMPARE(run({u"budget"_s, u"set"_s, u"much"_s}).code, 2);
        QCOMPARE(run({u"budget"_s, u"set"_s, u"1"_s, u"--run"_s, u"--project"_s, u"x"_s}).code, 2);
        QCOMPARE(run({u"budget"_s, u"set"_s, u"5"_s, u"--period"_s, u"day"_s}).code, 0);
        const auto smaller = run({u"budget"_s, u"set"_s, u"4"_s, u"--period"_s, u"month"_s});
        QCOMPARE(smaller.code, 2);
        QVERIFY2(smaller.err.contains("longer period"), smaller.err.constData());
    }

    void whatDoesNotFitIsNeverSent()
    {
        QCOMPARE(run({u"budget"_s, u"set"_s, u"0.0000001"_s, u"--period"_s, u"day"_s}).code, 0);
        const auto refused = run(compare({u"--json"_s}));
        QCOMPARE(refused.code, 1);
        const auto lane = refused.json()[u"lanes"].toArray().first();
        QCOMPARE(lane[u"state"].toString(), u"failed"_s);
        QCOMPARE(lane[u"error"][u"kind"].toString(), u"budget_exceeded"_s);
        QVERIFY(lane[u"error"][u"detail"].toString().contains(u"daily budget of $0.0000001"_s));
        QCOMPARE(lane[u"attempts"].toArray().size(), 0);
        QCOMPARE(lane[u"cost"][u"pico_usd"].toInteger(-1), 0);
        // Enough for the worst case of a short answer: it is sent, settled and counted as simulated money.
        QCOMPARE(run({u"budget"_s, u"set"_s, u"1"_s, u"--period"_s, u"day"_s}).code, 0);
        const auto sent = run(compare({u"--json"_s}));
        QCOMPARE(sent.code, 0);
        const qint64 cost = sent.json()[u"lanes"].toArray().first()[u"cost"][u"pico_usd"].toInteger();
        QVERIFY(cost > 0);
        const auto status = run({u"budget"_s, u"list"_s, u"--json"_s}).json()[u"budgets"].toArray().first();
        QCOMPARE(status[u"simulated"][u"spent_pico_usd"].toInteger(), cost);
        QCOMPARE(status[u"simulated"][u"reserved_pico_usd"].toInteger(), 0);
        QCOMPARE(status[u"real"][u"spent_pico_usd"].toInteger(), 0);
        QCOMPARE(run({u"history"_s, u"verify"_s}).code, 0);
    }

    void crossedThresholdsAreSaidOnce()
    {
        QCOMPARE(run({u"budget"_s, u"set"_s, u"0.000001"_s, u"--alert-only"_s}).code, 0);
        const auto first = run(compare({}));
        QCOMPARE(first.code, 0);
        QVERIFY2(first.err.contains("of the monthly budget of $0.000001 is spent"), first.err.constData());
        QVERIFY(!run(compare({})).err.contains("is spent"));
    }

    void aCapRefusesTheLanesThatDoNotFit()
    {
        const auto capped = run({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-m"_s, u"sandbox/steady"_s, u"-p"_s,
            u"Hi"_s, u"--set"_s, u"max_tokens=200"_s, u"--max-cost"_s, u"0.0002"_s, u"--json"_s});
        const auto lanes = capped.json()[u"lanes"].toArray();
        QCOMPARE(lanes.size(), 2);
        QVERIFY(lanes[0][u"error"].isNull());
        QCOMPARE(lanes[1][u"error"][u"kind"].toString(), u"budget_exceeded"_s);
        QCOMPARE(run(compare({u"--max-cost"_s, u"few"_s})).code, 2);
    }

    void aDryRunSaysEverythingAndSendsNothing()
    {
        QCOMPARE(run({u"budget"_s, u"set"_s, u"0.0000001"_s, u"--run"_s}).code, 0);
        const auto dry = run(compare({u"--dry-run"_s, u"--json"_s}));
        QCOMPARE(dry.code, 1); // nothing of it would be sent
        const auto lane = dry.json()[u"lanes"].toArray().first();
        QVERIFY(lane[u"prompt_tokens"][u"expected"].toInteger() > 0);
        QCOMPARE(lane[u"output_tokens"][u"limit"].toInteger(), 64);
        QVERIFY(lane[u"output_tokens"][u"expected"].isNull()); // no past answers yet
        QVERIFY(lane[u"cost"][u"worst_pico_usd"].toInteger() > 0);
        QVERIFY(lane[u"cost"][u"expected_pico_usd"].isNull());
        QCOMPARE(lane[u"refused"].toArray().size(), 1);
        QVERIFY(run({u"history"_s, u"list"_s, u"--json"_s}).json()[u"runs"].toArray().isEmpty());
        QVERIFY(run(compare({u"--dry-run"_s})).out.contains("Nothing was sent."));
    }

    void pastAnswersMakeTheEstimateSharper()
    {
        for (int i = 0; i < 3; ++i)
            QCOMPARE(run(compare({})).code, 0);
        const auto lane = run(compare({u"--dry-run"_s, u"--json"_s})).json()[u"lanes"].toArray().first();
        QCOMPARE(lane[u"output_tokens"][u"past_answers"].toInteger(), 3);
        QCOMPARE(lane[u"output_tokens"][u"of_this_prompt"].toBool(), true);
        QVERIFY(lane[u"prompt_tokens"][u"measured_permille"].toInteger() > 0);
        const auto cost = lane[u"cost"];
        QVERIFY(cost[u"low_pico_usd"].toInteger() <= cost[u"expected_pico_usd"].toInteger());
        QVERIFY(cost[u"expected_pico_usd"].toInteger() <= cost[u"high_pico_usd"].toInteger());
        QVERIFY(cost[u"high_pico_usd"].toInteger() <= cost[u"worst_pico_usd"].toInteger());
    }

    void verificationNamesTheFirstBreak()
    {
        QCOMPARE(run(compare({})).code, 0);
        const auto sound = run({u"history"_s, u"verify"_s, u"--json"_s});
        QCOMPARE(sound.code, 0);
        QCOMPARE(sound.json()[u"sound"].toBool(), true);
        QCOMPARE(run({u"budget"_s, u"set"_s, u"1"_s}).code, 0);
        const auto changed = sql(ledger(), {u"UPDATE budget_spend SET pico = 7"_s});
        QVERIFY(changed.isValid());
        const auto broken = run({u"history"_s, u"verify"_s, u"--json"_s});
        QCOMPARE(broken.code, 1);
        QVERIFY(broken.json()[u"first_break"][u"what"].toString().contains(u"global/month"_s));
    }

private:
    Outcome run(const QStringList& arguments) { return runProgram(m_profile->path(), arguments); }
    static QStringList compare(const QStringList& more)
    {
        return QStringList{u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"Why is the sky blue?"_s, u"--set"_s,
                   u"max_tokens=64"_s}
        + more;
    }
    QString ledger() const { return m_profile->filePath(u"assay.db"_s); }

    std::unique_ptr<QTemporaryDir> m_profile;
};

QTEST_GUILESS_MAIN(TestBudgetVerb)
#include "tst_budgetverb.moc"
