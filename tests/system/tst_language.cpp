// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

/// The language changes words for people, and nothing that programs read.
class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto compared
            = run({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"Hello"_s, u"--project"_s, u"Words"_s});
        QVERIFY2(compared.code == 0, compared.err.constData());
        const auto budget = run({u"budget"_s, u"set"_s, u"0.5"_s, u"--period"_s, u"day"_s});
        QVERIFY2(budget.code == 0, budget.err.constData());
    }

    void documentsAreTheSameInEveryLanguage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("history") << QStringList{u"history"_s, u"list"_s, u"--json"_s};
        QTest::newRow("run") << QStringList{u"history"_s, u"show"_s, u"last"_s, u"--json"_s};
        QTest::newRow("spend") << QStringList{u"spend"_s, u"--by"_s, u"purpose"_s, u"--json"_s};
        QTest::newRow("spend, csv") << QStringList{u"spend"_s, u"--by"_s, u"model"_s, u"--csv"_s};
        QTest::newRow("budgets") << QStringList{u"budget"_s, u"list"_s, u"--json"_s};
        QTest::newRow("keys") << QStringList{u"keys"_s, u"list"_s, u"--json"_s};
        QTest::newRow("models") << QStringList{u"models"_s, u"list"_s, u"sonnet"_s, u"--all"_s, u"--json"_s};
        QTest::newRow("cost") << QStringList{u"models"_s, u"cost"_s, u"anthropic/claude-sonnet-4-5"_s, u"--usage"_s,
            uR"({"input":1234567,"output":1})"_s, u"--at"_s, u"2026-11-01T00:00:00Z"_s, u"--json"_s};
    }

    void documentsAreTheSameInEveryLanguage()
    {
        QFETCH(QStringList, arguments);
        const auto plain = run(arguments, {{u"LC_ALL"_s, u"C"_s}});
        QVERIFY2(plain.code == 0, plain.err.constData());
        QVERIFY(!plain.out.isEmpty());
        QCOMPARE(run(arguments, {{u"LC_ALL"_s, u"de_DE.UTF-8"_s}, {u"LANGUAGE"_s, u"de"_s}}).out, plain.out);
        QCOMPARE(run(QStringList{u"--language"_s, u"de"_s} + arguments).out, plain.out);
    }

    void systemAndOptionChooseTheWords()
    {
        const QStringList table = {u"spend"_s, u"--by"_s, u"purpose"_s};
        const QByteArray german = "Antworten";
        QVERIFY(run(table, {{u"LC_ALL"_s, u"C"_s}}).out.contains("answers"));
        QVERIFY(run(table, {{u"LC_ALL"_s, u"de_AT.UTF-8"_s}}).out.contains(german));
        QVERIFY(run(table, {{u"LC_MESSAGES"_s, u"de_DE.UTF-8"_s}}).out.contains(german));
        QVERIFY(run(table, {{u"LANG"_s, u"en_US.UTF-8"_s}, {u"LANGUAGE"_s, u"fr:de"_s}}).out.contains(german));
        QVERIFY(!run(table, {{u"LANG"_s, u"de_DE.UTF-8"_s}, {u"LANGUAGE"_s, u"en:de"_s}}).out.contains(german));
        QVERIFY(run(QStringList{u"--language"_s, u"de"_s} + table, {{u"LC_ALL"_s, u"C"_s}}).out.contains(german));
        QVERIFY(!run(QStringList{u"--language"_s, u"en"_s} + table, {{u"LC_ALL"_s, u"de_DE.UTF-8"_s}})
                .out.contains(german));
        QCOMPARE(run(QStringList{u"--language"_s, u"xx"_s} + table).code, 2);
    }

    void numbersAreReadTheSameInEveryLocale()
    {
        const auto set
            = run({u"budget"_s, u"set"_s, u"0.75"_s, u"--period"_s, u"day"_s, u"--project"_s, u"x"_s, u"--json"_s},
                {{u"LC_ALL"_s, u"de_DE.UTF-8"_s}});
        QVERIFY2(set.code == 0, set.err.constData());
        QCOMPARE(set.json()[u"pico_usd"].toInteger(), 750'000'000'000);
    }

private:
    Outcome run(const QStringList& arguments, const QHash<QString, QString>& variables = {}) const
    {
        return runProgram(m_profile.path(), arguments, {}, variables);
    }

    QTemporaryDir m_profile;
};

QTEST_GUILESS_MAIN(TestLanguage)
#include "tst_language.moc"
