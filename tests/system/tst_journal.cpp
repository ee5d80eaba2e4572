// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/lanefixture.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kStreamHead = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

Script holding(const QStringList& pieces)
{
    return {step::ReadRequest{},
        step::Send{kStreamHead +
            [&pieces] {
                QByteArray out;
                for (const auto& piece : pieces)
                    out += chatEvent(piece);
                return out;
            }()},
        step::Hold{}};
}

} // namespace

/// Answers of a program that is killed in the middle.
class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledProgramKeepsWhatItShowed()
    {
        const QTemporaryDir profile;
        LoopbackServer written; // writes a part and goes on for ever
        written.enqueue(holding({u"These words "_s, u"came in time"_s}));
        LoopbackServer silent; // has taken the request
        silent.enqueue({step::ReadRequest{}, step::Hold{}});
        LoopbackServer done; // has answered
        done.enqueue(
            {step::ReadRequest{}, step::Send{kStreamHead + chatStream({u"all of it"_s}).join()}, step::Close{}});
        for (const auto& [name, port] : {std::pair(u"part"_s, written.port()), std::pair(u"silent"_s, silent.port()),
                 std::pair(u"whole"_s, done.port())}) {
            QCOMPARE(runProgram(profile.path(),
                         {u"providers"_s, u"add"_s, name, u"--base-url"_s, u"http://127.0.0.1:%1/v1"_s.arg(port),
                             u"--no-key"_s})
                         .code,
                0);
        }
        QProcess program;
        program.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, profile.path(), u"compare"_s, u"-m"_s, u"part/a"_s, u"-m"_s, u"silent/b"_s, u"-m"_s,
                u"whole/c"_s, u"-p"_s, u"a prompt to keep"_s, u"--json"_s});
        QVERIFY(program.waitForStarted());
        QVERIFY(
            QTest::qWaitFor([&] { return written.posts() == 1 && silent.posts() == 1 && done.posts() == 1; }, 30'000));
        QTest::qWait(1'000); // what is older than a second must be kept
        program.kill();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);

        const auto shown = runProgram(profile.path(), {u"history"_s, u"show"_s, u"last"_s, u"--json"_s});
        QVERIFY2(shown.code == 0, shown.err.constData());
        const auto run = shown.json();
        QCOMPARE(run["prompt"_L1].toString(), u"a prompt to keep"_s);
        const auto lanes = run["lanes"_L1].toArray();
        QCOMPARE(lanes.size(), 3);
        QCOMPARE(lanes[0]["text"_L1].toString(), u"These words came in time"_s);
        QCOMPARE(lanes[0]["state"_L1].toString(), u"truncated"_s);
        QCOMPARE(lanes[0]["cost"_L1]["state"_L1].toString(), u"unknown"_s);
        QCOMPARE(lanes[1]["state"_L1].toString(), u"indeterminate"_s); // may have been billed: never left out
        QCOMPARE(lanes[1]["attempts"_L1].toArray().size(), 1);
        QCOMPARE(lanes[2]["text"_L1].toString(), u"all of it"_s); // had ended: kept as it was
        QCOMPARE(lanes[2]["state"_L1].toString(), u"complete"_s);

        const auto again = runProgram(profile.path(), {u"history"_s, u"list"_s, u"--json"_s});
        QCOMPARE(again.json()["runs"_L1].toArray().size(), 1); // kept once
    }

    void answersOfALivingProgramAreLeftAlone()
    {
        const QTemporaryDir profile;
        LoopbackServer server;
        server.enqueue(holding({u"still going"_s}));
        QCOMPARE(runProgram(profile.path(),
                     {u"providers"_s, u"add"_s, u"slow"_s, u"--base-url"_s,
                         u"http://127.0.0.1:%1/v1"_s.arg(server.port()), u"--no-key"_s})
                     .code,
            0);
        QProcess program;
        program.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, profile.path(), u"compare"_s, u"-m"_s, u"slow/a"_s, u"-p"_s, u"x"_s, u"--json"_s});
        QVERIFY(QTest::qWaitFor([&] { return server.posts() == 1; }, 30'000));
        QTest::qWait(1'000);
        const auto listed = runProgram(profile.path(), {u"history"_s, u"list"_s, u"--json"_s});
        QCOMPARE(listed.code, 0);
        QCOMPARE(listed.json()["runs"_L1].toArray().size(), 0);
        program.terminate(); // asks it to stop: the run is appended as it stands
        QVERIFY(program.waitForFinished(30'000));
        const auto shown = runProgram(profile.path(), {u"history"_s, u"show"_s, u"last"_s, u"--json"_s});
        QCOMPARE(shown.json()["lanes"_L1][0]["state"_L1].toString(), u"cancelled"_s);
        QCOMPARE(shown.json()["lanes"_L1][0]["text"_L1].toString(), u"still going"_s);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
