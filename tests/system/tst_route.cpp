// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestRoute : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;

    Outcome assay(const QStringList& arguments, const QHash<QString, QString>& variables = {})
    {
        return runProgram(m_profile.path(), arguments, {}, variables);
    }

    QString fileWith(const QByteArray& text)
    {
        QFile file(m_profile.filePath(u"scenario.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }

    static QJsonObject candidate(const QJsonObject& route, const QString& endpoint)
    {
        const auto all = route["candidates"_L1].toArray();
        for (const auto& one : all) {
            if (one["endpoint"_L1].toString() == endpoint)
                return one.toObject();
        }
        return {};
    }

private Q_SLOTS:
    void explainsAPlanWithoutSending()
    {
        const auto done
            = assay({u"route"_s, u"explain"_s, u"-m"_s, u"gpt-oss-120b"_s, u"--json"_s, u"--seed"_s, u"5"_s},
                {{u"GROQ_API_KEY"_s, u"gsk_test"_s}, {u"CEREBRAS_API_KEY"_s, u"csk-test"_s}});
        QVERIFY2(done.code == 0, done.err.constData());
        const auto route = done.json();
        QVERIFY(route["candidates"_L1].toArray().size() > 5);
        QVERIFY(candidate(route, u"groq"_s)["included"_L1].toBool());
        QCOMPARE(candidate(route, u"groq"_s)["model"_L1].toString(), u"openai/gpt-oss-120b"_s);
        QVERIFY(candidate(route, u"cerebras"_s)["included"_L1].toBool());
        QCOMPARE(candidate(route, u"together"_s)["reason"_L1].toString(), u"key_missing"_s);
        QCOMPARE(assay({u"history"_s, u"list"_s, u"--json"_s}).json()["runs"_L1].toArray().size(), 0);
    }

    void wishesDecideTheOrder()
    {
        const QHash<QString, QString> keys{{u"GROQ_API_KEY"_s, u"gsk_test"_s}, {u"CEREBRAS_API_KEY"_s, u"csk-test"_s},
            {u"DEEPINFRA_API_KEY"_s, u"di-test"_s}};
        const QStringList base{u"route"_s, u"explain"_s, u"-m"_s, u"gpt-oss-120b"_s, u"--json"_s};
        const auto ordered = assay(base + QStringList{u"--order"_s, u"cerebras,groq"_s}, keys).json();
        QCOMPARE(ordered["candidates"_L1][0]["endpoint"_L1].toString(), u"cerebras"_s);
        QCOMPARE(ordered["candidates"_L1][1]["endpoint"_L1].toString(), u"groq"_s);
        const auto ignored
            = assay(base + QStringList{u"--ignore"_s, u"groq"_s, u"--only"_s, u"groq,cerebras"_s}, keys).json();
        QCOMPARE(candidate(ignored, u"groq"_s)["reason"_L1].toString(), u"ignored"_s);
        QCOMPARE(candidate(ignored, u"deepinfra"_s)["reason"_L1].toString(), u"only"_s);
        const auto dear = assay(base + QStringList{u"--max-price"_s, u"0.000001,0.000001"_s}, keys).json();
        QCOMPARE(candidate(dear, u"groq"_s)["reason"_L1].toString(), u"max_price"_s);
        QCOMPARE(assay(base + QStringList{u"--max-price"_s, u"1"_s}, keys).code, 2);
        const auto cheapest
            = assay({u"route"_s, u"explain"_s, u"-m"_s, u"gpt-oss-120b:floor"_s, u"--json"_s}, keys).json();
        QCOMPARE(cheapest["rule"_L1].toString(), u"price"_s);
        const auto first = cheapest["candidates"_L1][0]["expected_pico_usd"_L1].toInteger();
        QVERIFY(first <= cheapest["candidates"_L1][1]["expected_pico_usd"_L1].toInteger());
        const auto policy = assay(base + QStringList{u"--deny-data-collection"_s}, keys).json();
        QCOMPARE(candidate(policy, u"groq"_s)["reason"_L1].toString(), u"data_policy"_s);
        QCOMPARE(assay({u"route"_s, u"provider"_s, u"groq"_s, u"--collects-data"_s, u"false"_s}).code, 0);
        const auto stated = assay(base + QStringList{u"--deny-data-collection"_s}, keys).json();
        QVERIFY(candidate(stated, u"groq"_s)["included"_L1].toBool());
    }

    void aFallbackAnswersAndIsExplained()
    {
        // The OpenAI format of the simulated provider is down; the others answer.
        const auto scenario = fileWith(R"({"rules":[{"match":{"format":"openai-chat"},"do":{"status":503}}]})");
        const auto run = assay({u"--sandbox-scenario"_s, scenario, u"compare"_s, u"-m"_s, u"swift"_s, u"--route"_s,
            u"--order"_s, u"sandbox"_s, u"-p"_s, u"hello"_s, u"--json"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        const auto lane = run.json()["lanes"_L1][0];
        QCOMPARE(lane["state"_L1].toString(), u"complete"_s);
        QVERIFY(lane["attempts"_L1].toArray().size() >= 2);
        QVERIFY(lane["served_by"_L1].toString().startsWith(u"sandbox"_s));
        const auto explained = assay({u"route"_s, u"explain"_s, u"last"_s, u"--json"_s}).json();
        QCOMPARE(explained["run"_L1], run.json()["run"_L1]);
        QCOMPARE(explained["lanes"_L1][0]["route"_L1]["candidates"_L1].toArray().size(), 5);
        QCOMPARE(explained["lanes"_L1][0]["attempts"_L1].toArray().size(), lane["attempts"_L1].toArray().size());
        const auto text = assay({u"route"_s, u"explain"_s, u"last"_s});
        QVERIFY2(text.out.contains("served by sandbox"), text.out.constData());
        QVERIFY(text.out.contains("overloaded") || text.out.contains("server_fault"));
    }

    void comparedLanesStayPinned()
    {
        const auto scenario = fileWith(R"({"rules":[{"match":{"format":"openai-chat"},"do":{"status":503}}]})");
        const auto pinned = assay({u"--sandbox-scenario"_s, scenario, u"compare"_s, u"-m"_s, u"sandbox/swift"_s,
            u"-p"_s, u"hello"_s, u"--json"_s});
        QCOMPARE(pinned.json()["lanes"_L1][0]["state"_L1].toString(), u"failed"_s);
        QVERIFY(!pinned.json()["lanes"_L1][0].toObject().contains("route"_L1));
        const auto fallback = assay({u"--sandbox-scenario"_s, scenario, u"compare"_s, u"-m"_s, u"sandbox/swift"_s,
            u"--fallback"_s, u"-p"_s, u"hello"_s, u"--json"_s});
        QCOMPARE(fallback.json()["lanes"_L1][0]["state"_L1].toString(), u"complete"_s);
    }

    void presetsAndAliasesAreKept()
    {
        QCOMPARE(assay({u"route"_s, u"preset"_s, u"set"_s, u"brief"_s, u"-m"_s, u"swift"_s, u"--sort"_s, u"price"_s,
                           u"--system"_s, u"Be brief."_s, u"--set"_s, u"temperature=0.2"_s})
                     .code,
            0);
        const auto listed = assay({u"route"_s, u"preset"_s, u"list"_s, u"--json"_s}).json();
        QCOMPARE(listed["presets"_L1]["brief"_L1]["provider"_L1]["sort"_L1].toString(), u"price"_s);
        const auto used
            = assay({u"compare"_s, u"-m"_s, u"@preset/brief"_s, u"--route"_s, u"-p"_s, u"hello"_s, u"--json"_s});
        QVERIFY2(used.code == 0, used.err.constData());
        QCOMPARE(used.json()["system"_L1].toString(), u"Be brief."_s);
        QCOMPARE(used.json()["lanes"_L1][0]["route"_L1]["rule"_L1].toString(), u"price"_s);
        QCOMPARE(assay({u"route"_s, u"alias"_s, u"set"_s, u"quick"_s, u"swift:floor"_s}).code, 0);
        const auto alias = assay({u"route"_s, u"explain"_s, u"-m"_s, u"quick"_s, u"--json"_s}).json();
        QVERIFY(alias["notes"_L1][0].toString().contains(u"swift:floor"_s));
        QCOMPARE(assay({u"route"_s, u"preset"_s, u"remove"_s, u"brief"_s}).code, 0);
        QCOMPARE(assay({u"route"_s, u"explain"_s, u"-m"_s, u"@preset/brief"_s}).code, 2);
    }

    void autoFollowsRules()
    {
        QCOMPARE(assay({u"route"_s, u"explain"_s, u"-m"_s, u"auto"_s}).code, 2);
        QCOMPARE(assay({u"route"_s, u"auto"_s, u"set"_s, u"simple"_s, u"swift"_s}).code, 0);
        QCOMPARE(assay({u"route"_s, u"auto"_s, u"set"_s, u"reasoning"_s, u"thinker"_s}).code, 0);
        const auto easy
            = assay({u"route"_s, u"explain"_s, u"-m"_s, u"auto"_s, u"-p"_s, u"hello"_s, u"--json"_s}).json();
        QCOMPARE(easy["candidates"_L1][0]["model"_L1].toString(), u"swift"_s);
        const auto hard = assay({u"route"_s, u"explain"_s, u"-m"_s, u"auto"_s, u"-p"_s,
                                    u"Think it through step by step and prove it."_s, u"--json"_s})
                              .json();
        QCOMPARE(hard["candidates"_L1][0]["model"_L1].toString(), u"thinker"_s);
    }

    void autoIsCalibratedFromVotes()
    {
        QTemporaryDir profile;
        const auto run = [&](const QStringList& verb, const QByteArray& input = {}) {
            return runProgram(profile.path(), verb, input);
        };
        const QStringList calibrate{u"route"_s, u"auto"_s, u"calibrate"_s, u"simple"_s};
        QCOMPARE(run(calibrate + QStringList{u"--quality"_s, u"0.4"_s}).code, 2); // no votes
        for (int i = 0; i < 12; ++i) {
            const auto voted = run({u"compare"_s, u"--blind"_s, u"-p"_s, u"Explain RAID levels"_s, u"-m"_s,
                                       u"sandbox/swift"_s, u"-m"_s, u"sandbox/steady"_s},
                "0\n");
            QVERIFY2(voted.code == 0, voted.err.constData());
        }
        const auto shown = run({u"route"_s, u"auto"_s, u"show"_s, u"--json"_s}).json();
        QCOMPARE(shown["evidence"_L1].toArray().size(), 2);
        const double before = shown["tiers"_L1]["simple"_L1]["threshold"_L1].toDouble();
        const auto dry = run(calibrate + QStringList{u"--quality"_s, u"0.45"_s, u"--dry-run"_s, u"--json"_s});
        QVERIFY2(dry.code == 0, dry.err.constData());
        QCOMPARE(dry.json()["threshold_before"_L1].toDouble(), before);
        QCOMPARE(dry.json()["models"_L1].toArray().size(), 2); // all were ties
        const auto stored = [&] {
            return run({u"route"_s, u"auto"_s, u"show"_s, u"--json"_s})
                .json()["tiers"_L1]["simple"_L1]["threshold"_L1]
                .toDouble();
        };
        QCOMPARE(stored(), before);
        QCOMPARE(run(calibrate + QStringList{u"--share"_s, u"1"_s}).code, 0);
        QVERIFY(qAbs(stored() - 0.5) < 0.01);
        QCOMPARE(run(calibrate + QStringList{u"--share"_s, u"2"_s}).code, 2);
        QCOMPARE(run(calibrate).code, 2);
        const auto routed
            = run({u"route"_s, u"explain"_s, u"-m"_s, u"auto"_s, u"-p"_s, u"hello"_s, u"--json"_s}).json();
        QVERIFY(!routed["candidates"_L1].toArray().isEmpty());
    }

    void simulatesAndAnswersWhatIf()
    {
        const auto world = assay({u"route"_s, u"simulate"_s, u"-n"_s, u"5000"_s, u"--json"_s});
        QVERIFY2(world.code == 0, world.err.constData());
        QCOMPARE(world.json()["policies"_L1].toArray().size(), 7);
        QCOMPARE(world.out, assay({u"route"_s, u"simulate"_s, u"-n"_s, u"5000"_s, u"--json"_s}).out);
        const auto whatIf = assay({u"route"_s, u"simulate"_s, u"--ledger"_s, u"-m"_s, u"openai/gpt-4o-mini"_s,
            u"--from"_s, u"2020-01-01"_s, u"--json"_s});
        QVERIFY2(whatIf.code == 0, whatIf.err.constData());
        const auto answer = whatIf.json()["models"_L1][0];
        QCOMPARE(answer["calls"_L1].toInteger(), 0); // only simulated calls were made
        QVERIFY(answer["would_cost_pico_usd"_L1].isNull());
    }
};

QTEST_GUILESS_MAIN(TestRoute)
#include "tst_route.moc"
