// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

// Written from the layout of the exports, not copied from one.
const QByteArray kChatGpt = R"([{"title":"Tea","create_time":1726000000.5,"conversation_id":"c1","current_node":"n3",
 "mapping":{"n0":{"id":"n0","message":null,"parent":null,"children":["n1"]},
 "n1":{"id":"n1","message":{"id":"m1","author":{"role":"user"},"create_time":1726000000.5,"content":{"content_type":"text","parts":["How long for green tea?"]},"metadata":{}},"parent":"n0","children":["n2","n3"]},
 "n2":{"id":"n2","message":{"id":"m2","author":{"role":"assistant"},"create_time":1726000001,"content":{"content_type":"text","parts":["An older answer"]},"metadata":{"model_slug":"gpt-x"}},"parent":"n1","children":[]},
 "n3":{"id":"n3","message":{"id":"m3","author":{"role":"assistant"},"create_time":1726000002,"content":{"content_type":"text","parts":["Two minutes at 75 degrees."]},"metadata":{"model_slug":"gpt-x"}},"parent":"n1","children":[]}}}])";
const QByteArray kClaude = R"([{"uuid":"u1","name":"Rain","created_at":"2026-03-01T10:00:00.000000Z","chat_messages":[
 {"uuid":"a","sender":"human","text":"Why is rain wet?","content":[{"type":"text","text":"Why is rain wet?"}],"created_at":"2026-03-01T10:00:00.000Z"},
 {"uuid":"b","sender":"assistant","text":"Because it is water.","content":[{"type":"text","text":"Because it is water."}],"created_at":"2026-03-01T10:00:05.000Z"}]}])";

} // namespace

/// `assay history`, as a person would use it.
class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const auto& prompt :
            {u"Explain RAID levels"_s, u"=SUM(A1) about tea, \"quoted\""_s, u"a private thought"_s})
            QCOMPARE(run({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-m"_s, u"sandbox/steady"_s, u"-p"_s, prompt,
                             u"--json"_s})
                         .code,
                0);
    }

    void findsAndFilters()
    {
        auto found = json({u"history"_s, u"search"_s, u"RAID"_s, u"levels"_s, u"--json"_s})["runs"_L1].toArray();
        QCOMPARE(found.size(), 1);
        QVERIFY(!found[0]["matches"_L1].toArray().isEmpty());
        const auto text = run({u"history"_s, u"search"_s, u"raid"_s});
        QVERIFY2(text.out.contains("[RAID]"), text.out.constData());
        QCOMPARE(json({u"history"_s, u"search"_s, u"tea"_s, u"--order"_s, u"best"_s, u"--model"_s, u"swift"_s,
                     u"--json"_s})["runs"_L1]
                     .toArray()
                     .size(),
            1);
        QCOMPARE(
            json({u"history"_s, u"list"_s, u"--state"_s, u"failed"_s, u"--json"_s})["runs"_L1].toArray().size(), 0);
        QCOMPARE(json({u"history"_s, u"list"_s, u"--since"_s, u"1h"_s, u"--json"_s})["runs"_L1].toArray().size(), 3);
        QCOMPARE(
            json({u"history"_s, u"list"_s, u"--until"_s, u"yesterday"_s, u"--json"_s})["runs"_L1].toArray().size(), 0);
        QCOMPARE(run({u"history"_s, u"list"_s, u"--since"_s, u"soon"_s}).code, 2);
        QCOMPARE(json({u"history"_s, u"--json"_s}).isEmpty(), false);
    }

    void marksAndRemoves()
    {
        const auto id = json({u"history"_s, u"search"_s, u"private"_s, u"--json"_s})["runs"_L1][0]["run"_L1].toString();
        QCOMPARE(
            json({u"history"_s, u"tag"_s, id, u"mine"_s, u"secret"_s, u"--json"_s})["tags"_L1].toArray().size(), 2);
        QCOMPARE(json({u"history"_s, u"note"_s, id, u"look"_s, u"again"_s, u"--json"_s})["note"_L1].toString(),
            u"look again"_s);
        QCOMPARE(json({u"history"_s, u"star"_s, id, u"--json"_s})["starred"_L1].toBool(), true);
        QCOMPARE(json({u"history"_s, u"list"_s, u"--tag"_s, u"mine"_s, u"--starred"_s, u"--json"_s})["runs"_L1]
                     .toArray()
                     .size(),
            1);
        QCOMPARE(run({u"history"_s, u"delete"_s, id}).code, 0);
        QCOMPARE(json({u"history"_s, u"search"_s, u"private"_s, u"--json"_s})["runs"_L1].toArray().size(), 0);
        const auto shown = json({u"history"_s, u"show"_s, id, u"--json"_s});
        QCOMPARE(shown["prompt"_L1].toString(), QString());
        QCOMPARE(shown["lanes"_L1].toArray().size(), 2); // what it cost stays
        QCOMPARE(
            json({u"history"_s, u"list"_s, u"--json"_s})["runs"_L1][0]["content_gone"_L1].toString(), u"deleted"_s);
        QCOMPARE(run({u"history"_s, u"purge"_s, u"--since"_s, u"today"_s}).code, 2); // asks first
        QCOMPARE(run({u"history"_s, u"verify"_s}).code, 0);
    }

    void exportsAndImportsWithoutLoss()
    {
        const QString file = m_folder.filePath(u"runs.jsonl"_s);
        QVERIFY(run({u"history"_s, u"export"_s, u"--out"_s, file}).code == 0);
        const QTemporaryDir other;
        const auto first = runProgram(other.path(), {u"history"_s, u"import"_s, file, u"--json"_s});
        QVERIFY2(first.code == 0, first.err.constData());
        QCOMPARE(first.json()["added"_L1].toInt(), 3);
        const auto again = runProgram(other.path(), {u"history"_s, u"import"_s, file, u"--json"_s});
        QCOMPARE(again.json()["added"_L1].toInt(), 0);
        QCOMPARE(again.json()["known"_L1].toInt(), 3);
        const QString back = m_folder.filePath(u"back.jsonl"_s);
        QCOMPARE(runProgram(other.path(), {u"history"_s, u"export"_s, u"--out"_s, back}).code, 0);
        QCOMPARE(bytes(back), bytes(file)); // nothing is lost on the way
    }

    void tablesHoldNoFormula()
    {
        const auto csv = run({u"history"_s, u"export"_s, u"--format"_s, u"csv"_s});
        QCOMPARE(csv.code, 0);
        QVERIFY(csv.out.contains("\"'=SUM(A1) about tea, \"\"quoted\"\"\""));
        QVERIFY(csv.out.startsWith("run,started_at,"));
    }

    void readsArchivesOfOtherPrograms()
    {
        const QTemporaryDir profile;
        for (const auto& [name, content, word] :
            {std::tuple(u"gpt.json"_s, kChatGpt, u"degrees"_s), std::tuple(u"claude.json"_s, kClaude, u"water"_s)}) {
            const QString path = m_folder.filePath(name);
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
            file.close();
            for (const int added : {1, 0}) {
                const auto done = runProgram(profile.path(), {u"history"_s, u"import"_s, path, u"--json"_s});
                QVERIFY2(done.code == 0, done.err.constData());
                QCOMPARE(done.json()["added"_L1].toInt(), added);
            }
            QCOMPARE(runProgram(profile.path(), {u"history"_s, u"search"_s, word, u"--json"_s})
                         .json()["runs"_L1]
                         .toArray()
                         .size(),
                1);
        }
        const auto older = runProgram(profile.path(), {u"history"_s, u"search"_s, u"older"_s, u"--json"_s});
        QCOMPARE(older.json()["runs"_L1].toArray().size(), 0); // the branch that was left
        QVERIFY(runProgram(profile.path(), {u"history"_s, u"list"_s}).out.contains("claude.ai/"));
    }

    void copiesAreCheckedAndPutBack()
    {
        const auto made = json({u"history"_s, u"backup"_s, u"--json"_s});
        QCOMPARE(made["sound"_L1].toBool(), true);
        QCOMPARE(made["runs"_L1].toInt(), 3);
        QCOMPARE(run({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"later"_s, u"--json"_s}).code, 0);
        const auto preview = json({u"history"_s, u"restore"_s, u"--json"_s});
        QCOMPARE(preview["lost_runs"_L1].toInt(), 1);
        QCOMPARE(preview["restored"_L1].toBool(), false);
        QCOMPARE(json({u"history"_s, u"list"_s, u"--json"_s})["runs"_L1].toArray().size(), 4); // only shown
        const auto restored = json({u"history"_s, u"restore"_s, u"--yes"_s, u"--json"_s});
        QCOMPARE(restored["restored"_L1].toBool(), true);
        QCOMPARE(json({u"history"_s, u"list"_s, u"--json"_s})["runs"_L1].toArray().size(), 3);
        const auto kept = run({u"history"_s, u"restore"_s, restored["kept_as"_L1].toString(), u"--yes"_s, u"--json"_s});
        QVERIFY2(kept.code == 0, kept.err.constData());
        QCOMPARE(json({u"history"_s, u"list"_s, u"--json"_s})["runs"_L1].toArray().size(), 4);
    }

    void aDailyCopyIsMadeOnceADay()
    {
        QTemporaryDir profile;
        const auto in = [&](const QStringList& arguments) { return runProgram(profile.path(), arguments); };
        QCOMPARE(in({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"one"_s, u"--json"_s}).code, 0);
        const QStringList daily{u"history"_s, u"backup"_s, u"--daily"_s, u"--json"_s};
        const auto first = in(daily);
        QVERIFY2(first.code == 0, first.err.constData());
        QCOMPARE(first.json()["sound"_L1].toBool(), true);
        const auto second = in(daily);
        QCOMPARE(second.code, 0);
        QVERIFY(second.json()["file"_L1].isNull());
        QVERIFY(second.json()["reason"_L1].toString().contains("once a day"_L1));
        const auto copies = in({u"history"_s, u"backup"_s, u"--list"_s, u"--json"_s}).json()["backups"_L1].toArray();
        QCOMPARE(copies.size(), 1);
        QFile copy(copies.first().toString());
        QVERIFY(copy.open(QIODevice::ReadWrite));
        QVERIFY(copy.setFileTime(QDateTime::currentDateTimeUtc().addDays(-1), QFileDevice::FileModificationTime));
        copy.close();
        QTest::qWait(1100); // copies are named by the second
        const auto third = in(daily);
        QVERIFY2(third.json()["sound"_L1].toBool(), (third.out + third.err).constData());
    }

    void aDamagedFileIsReadRowByRow()
    {
        const QString damaged = m_folder.filePath(u"damaged.db"_s);
        QCOMPARE(run({u"history"_s, u"backup"_s, damaged}).code, 0);
        QFile file(damaged);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const auto at = file.readAll().indexOf("Explain RAID levels");
        QVERIFY(at > 0);
        file.seek(at);
        file.write("EXPLAIN");
        file.close();
        const auto report = runProgram(m_folder.path(), {u"history"_s, u"salvage"_s, damaged, u"--json"_s});
        QCOMPARE(report.code, 1); // something is not as it was, and it says so
        QCOMPARE(report.json()["saved"_L1].toInt(), 4);
        QCOMPARE(report.json()["altered"_L1].toInt(), 1);
        QVERIFY(QFile::exists(damaged + u".salvaged"_s));
    }

    void privateRunsKeepOnlyTheirCost()
    {
        const QTemporaryDir profile;
        const auto asked = runProgram(profile.path(),
            {u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"Zwetschkenknoedel"_s, u"--private"_s, u"--json"_s});
        QVERIFY2(asked.code == 0, asked.err.constData());
        QVERIFY(asked.json()["lanes"_L1][0]["text"_L1].toString().size() > 0); // it is shown, not kept
        const auto listed = runProgram(profile.path(), {u"history"_s, u"list"_s, u"--json"_s}).json()["runs"_L1][0];
        QCOMPARE(listed["content_gone"_L1].toString(), u"private"_s);
        QCOMPARE(listed["prompt"_L1].toString(), QString());
        const auto shown = runProgram(profile.path(), {u"history"_s, u"show"_s, u"--json"_s}).json();
        QCOMPARE(shown["lanes"_L1][0]["usage"_L1], asked.json()["lanes"_L1][0]["usage"_L1]);
        QCOMPARE(shown["lanes"_L1][0]["cost"_L1], asked.json()["lanes"_L1][0]["cost"_L1]);
        const auto files = QDir(profile.path()).entryInfoList(QDir::Files | QDir::Hidden);
        for (const auto& file : files)
            QVERIFY2(!bytes(file.filePath()).contains("Zwetschkenknoedel"), qPrintable(file.fileName()));
    }

    void speedsAreTold()
    {
        const auto insights
            = json({u"insights"_s, u"--window"_s, u"1h"_s, u"--by"_s, u"model"_s, u"--simulated"_s, u"--json"_s});
        const auto rows = insights["rows"_L1].toArray();
        QVERIFY(rows.size() >= 2);
        QVERIFY(rows[0]["ttft_us"_L1]["n"_L1].toInt() > 0);
        QCOMPARE(rows[0]["uptime"_L1]["share"_L1].toDouble(), 1.0);
        QCOMPARE(json({u"insights"_s, u"--json"_s})["rows"_L1].toArray().size(), 0); // simulated speed is nobody's
    }

private:
    Outcome run(const QStringList& arguments) { return runProgram(m_profile.path(), arguments); }
    QJsonObject json(const QStringList& arguments)
    {
        const auto outcome = run(arguments);
        if (outcome.code != 0)
            qWarning("%s", outcome.err.constData());
        return outcome.json();
    }
    static QByteArray bytes(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_profile;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
