// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

/// Conversations, blind votes, diffs and exports on the command line of the built program.
class TestCompareVerbs : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;

    Outcome assay(const QStringList& arguments, const QByteArray& input = {})
    {
        return runProgram(m_profile.path(), arguments, input);
    }
    QStringList pair() const { return {u"-m"_s, u"sandbox/swift"_s, u"-m"_s, u"sandbox/steady"_s}; }

private Q_SLOTS:
    void aConversationGoesOn()
    {
        const auto first = assay(QStringList{u"compare"_s, u"-p"_s, u"Explain RAID levels"_s, u"--json"_s} + pair());
        QVERIFY2(first.code == 0, first.err.constData());
        const auto second = assay(
            {u"compare"_s, u"--continue"_s, u"last"_s, u"--from"_s, u"B"_s, u"-p"_s, u"And RAID 10?"_s, u"--json"_s});
        QVERIFY2(second.code == 0, second.err.constData());
        QCOMPARE(second.json().value("lanes"_L1).toArray().size(), 2);
        // What was sent, exactly.
        const auto curl = assay({u"history"_s, u"share"_s, u"last"_s, u"--curl"_s});
        QVERIFY2(curl.code == 0, curl.err.constData());
        QVERIFY(curl.out.contains("Explain RAID levels"));
        QVERIFY(curl.out.contains("And RAID 10?"));
        const auto thread = assay({u"history"_s, u"share"_s, u"last"_s, u"--thread"_s, u"--json"_s}).json();
        const auto runs = thread.value("runs"_L1).toArray();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(1).toObject().value("turn"_L1).toInt(), 1);
        QCOMPARE(runs.at(0).toObject().value("thread"_L1), runs.at(1).toObject().value("thread"_L1));
        // The same conversation on another model.
        const auto other = assay({u"compare"_s, u"--continue"_s, u"last"_s, u"-m"_s, u"sandbox/thinker"_s, u"-p"_s,
            u"Go on"_s, u"--json"_s});
        QVERIFY2(other.code == 0, other.err.constData());
        QCOMPARE(other.json().value("lanes"_L1).toArray().first().toObject().value("model"_L1).toString(),
            u"sandbox/thinker"_s);
        QCOMPARE(assay({u"compare"_s, u"--continue"_s, u"last"_s, u"--from"_s, u"Z"_s, u"-p"_s, u"x"_s}).code, 2);
        QCOMPARE(assay({u"compare"_s, u"--continue"_s, u"nothing"_s, u"-p"_s, u"x"_s}).code, 2);
    }

    void blindVotesAreKept()
    {
        const auto voted
            = assay(QStringList{u"compare"_s, u"--blind"_s, u"-p"_s, u"Explain RAID levels"_s} + pair(), "x\n1\n");
        QVERIFY2(voted.code == 0, voted.err.constData());
        const auto before = voted.out.first(voted.out.indexOf("Answer 1 was "));
        QVERIFY2(!before.contains("swift") && !before.contains("steady"), before.constData());
        QVERIFY(voted.out.contains("Too early to say"));
        const auto json = assay(
            QStringList{u"compare"_s, u"--blind"_s, u"--json"_s, u"-p"_s, u"Explain RAID levels"_s} + pair(), "0\n");
        QCOMPARE(json.json().value("vote"_L1).toObject().value("verdict"_L1).toString(), u"tie"_s);
        const auto votes = assay({u"votes"_s, u"list"_s, u"--json"_s}).json().value("votes"_L1).toArray();
        QCOMPARE(votes.size(), 2);
        const auto sideOf = [&](int vote) {
            return votes.at(vote).toObject().value("first"_L1).toObject().value("model"_L1).toString();
        };
        QVERIFY2(sideOf(0) != sideOf(1), "sides are balanced");
        const auto verdict = assay({u"votes"_s, u"verdict"_s, u"--json"_s}).json().value("pairs"_L1).toArray();
        QCOMPARE(verdict.size(), 1);
        QCOMPARE(verdict.first().toObject().value("state"_L1).toString(), u"too_early"_s);
        QCOMPARE(verdict.first().toObject().value("ties"_L1).toInt(), 1);
        const auto ranking = assay({u"votes"_s, u"ranking"_s, u"--json"_s}).json().value("ranking"_L1).toArray();
        QCOMPARE(ranking.size(), 2);
        QVERIFY(ranking.first()["rating"_L1].toDouble() >= ranking.last()["rating"_L1].toDouble());
        QVERIFY(ranking.first()["too_early"_L1].toBool());
        QVERIFY(assay({u"votes"_s, u"ranking"_s}).out.contains("too early to say"));
        const QString id = votes.first().toObject().value("id"_L1).toString();
        QCOMPARE(assay({u"votes"_s, u"withdraw"_s, id}).code, 0);
        QCOMPARE(assay({u"votes"_s, u"withdraw"_s, u"zz"_s}).code, 2);
        QVERIFY(assay({u"votes"_s, u"verdict"_s}).out.contains("0 : 0"));
        QCOMPARE(assay({u"compare"_s, u"--blind"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"x"_s}).code, 2);
    }

    void differencesAndExports()
    {
        QCOMPARE(assay(QStringList{u"compare"_s, u"-p"_s, u"Write to mara@example.org about RAID"_s} + pair()).code, 0);
        const auto diff = assay({u"history"_s, u"diff"_s, u"last"_s, u"A"_s, u"B"_s, u"--json"_s});
        QVERIFY2(diff.code == 0, diff.err.constData());
        QVERIFY(diff.json().value("changes"_L1).toInt() > 0);
        QCOMPARE(diff.json().value("left"_L1).toString(), u"sandbox/swift"_s);
        const auto same = assay({u"history"_s, u"diff"_s, u"last"_s, u"A"_s, u"A"_s, u"--json"_s});
        QCOMPARE(same.json().value("changes"_L1).toInt(-1), 0);
        QCOMPARE(assay({u"history"_s, u"diff"_s, u"last"_s, u"A"_s, u"Q"_s}).code, 2);
        const QString file = m_profile.filePath(u"out.html"_s);
        QCOMPARE(assay({u"history"_s, u"share"_s, u"last"_s, u"--html"_s, u"-o"_s, file}).code, 0);
        QFile html(file);
        QVERIFY(html.open(QIODevice::ReadOnly));
        const QByteArray content = html.readAll();
        QVERIFY(content.contains("default-src 'none'"));
        QVERIFY(!content.contains("mara@example.org"));
        QVERIFY(assay({u"history"_s, u"share"_s, u"last"_s, u"--md"_s, u"--keep-private"_s})
                .out.contains("mara@example.org"));
        QCOMPARE(assay({u"history"_s, u"share"_s, u"last"_s, u"--md"_s, u"--html"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCompareVerbs)
#include "tst_compareverbs.moc"
