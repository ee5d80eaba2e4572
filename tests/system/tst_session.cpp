// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/drivenwindow.h"
#include "tests/support/lanefixture.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kStreamHead = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
const QByteArray kModels = R"({"object":"list","data":[{"id":"a","object":"model"}]})";

bool addServer(const QString& profile, const QString& name, quint16 port)
{
    return runProgram(profile,
               {u"providers"_s, u"add"_s, name, u"--base-url"_s, u"http://127.0.0.1:%1/v1"_s.arg(port), u"--no-key"_s})
               .code
        == 0;
}

void writeSession(const QString& profile, const QJsonObject& compare)
{
    QFile file(profile + u"/session.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(
        QJsonObject{{u"page"_s, u"page.compare"_s}, {u"width"_s, 1300}, {u"height"_s, 820}, {u"compare"_s, compare}})
            .toJson());
}

QJsonObject sessionOf(const QString& profile)
{
    QFile file(profile + u"/session.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonObject lanes(const QStringList& models)
{
    QJsonArray entries;
    for (const QString& model : models)
        entries.append(QJsonObject{{u"model"_s, model}});
    return {{u"lanes"_s, entries}};
}

} // namespace

/// The window that is started again shows what the one before showed, whatever ended that.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledWindowComesBackWithWhatItShowed()
    {
        const QTemporaryDir profile;
        LoopbackServer writing; // writes a part and goes on for ever
        writing.enqueue({step::ReadRequest{}, step::Send{okAnswer(kModels)}, step::Close{}});
        writing.enqueue({step::ReadRequest{},
            step::Send{kStreamHead + chatEvent(u"Half of "_s) + chatEvent(u"the answer"_s)}, step::Hold{}});
        QVERIFY(addServer(profile.path(), u"part"_s, writing.port()));
        writeSession(profile.path(), {{u"line_up"_s, lanes({u"sandbox/swift"_s, u"part/a"_s})}});
        {
            DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
            QVERIFY(QTest::qWaitFor([&] { return !writing.requests().isEmpty(); }, 20'000));
            QTest::qWait(700); // its models are offered then
            QVERIFY(window.click(u"prompt"_s));
            QVERIFY(window.does(u"type What is half?"_s));
            QVERIFY(window.does(u"key Ctrl+Return"_s));
            QVERIFY(QTest::qWaitFor([&] { return writing.posts() == 1; }, 20'000));
            QVERIFY(window.shows(u"laneState"_s, u"Streaming"_s));
            QVERIFY(window.click(u"prompt"_s));
            QVERIFY(window.does(u"type and a draft of the next"_s));
            QTest::qWait(1'600); // longer than anything waits before it is written down
            window.kill();
        }
        const auto asked = writing.requests().size();
        writing.enqueue({step::ReadRequest{}, step::Send{okAnswer(kModels)}, step::Close{}});
        writing.enqueue(
            {step::ReadRequest{}, step::Send{kStreamHead + chatStream({u"and the rest"_s}).join()}, step::Close{}});

        DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
        QVERIFY(window.shows(u"turnPrompt"_s, u"What is half?"_s));
        QCOMPARE(window.text(u"prompt"_s), u"and a draft of the next"_s);
        QVERIFY(window.shows(u"laneAnswer"_s, u"Half of the answer"_s));
        QVERIFY(window.shows(u"laneState"_s, u"Interrupted"_s));
        QCOMPARE(window.texts(u"laneAnswer"_s).size(), 2);
        QVERIFY(window.isVisible(u"noticeRetry"_s));

        QVERIFY(QTest::qWaitFor([&] { return writing.requests().size() > asked; }, 20'000));
        QTest::qWait(700);
        QVERIFY(window.click(u"noticeContinue"_s)); // asks for the rest, in a turn of its own
        QVERIFY(window.shows(u"laneAnswer"_s, u"and the rest"_s));
        QVERIFY(window.text(u"turnPrompt"_s).startsWith(u"Continue your answer"_s));
        QCOMPARE(window.text(u"prompt"_s), u"and a draft of the next"_s);
        QVERIFY(window.close());
    }

    void aClosedWindowComesBackOnItsPageWithItsDraft()
    {
        const QTemporaryDir profile;
        {
            DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s, u"--size"_s, u"1111x777"_s});
            QVERIFY(window.click(u"prompt"_s));
            QVERIFY(window.does(u"key Ctrl+A"_s));
            QVERIFY(window.does(u"type only a draft"_s));
            QVERIFY(window.click(u"arrangeTabs"_s));
            QVERIFY(window.click(u"rail.page.history"_s));
            QVERIFY(window.close());
        }
        const auto kept = sessionOf(profile.path());
        QCOMPARE(kept["width"_L1].toInt(), 1111);
        QCOMPARE(kept["height"_L1].toInt(), 777);
        QCOMPARE(kept["compare"_L1]["arrangement"_L1].toString(), u"tabs"_s);

        DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
        QVERIFY(window.shows(u"historyPage"_s, {}));
        QVERIFY(!window.isVisible(u"prompt"_s)); // another page is open
        QVERIFY(window.click(u"rail.page.compare"_s));
        QCOMPARE(window.text(u"prompt"_s), u"only a draft"_s);
        QVERIFY(window.isVisible(u"laneTabs"_s));
        QVERIFY(window.close());
    }

    void aFilterIsKeptAndSaysSo()
    {
        const QTemporaryDir profile;
        {
            DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
            QVERIFY(window.click(u"rail.page.history"_s));
            QVERIFY(window.click(u"historySearch"_s));
            QVERIFY(window.does(u"type plums"_s));
            QVERIFY(window.shows(u"historySearch"_s, u"plums"_s));
            QVERIFY(window.does(u"key Return"_s));
            QVERIFY(window.click(u"rail.page.insights"_s)); // where no field tells the words
            QVERIFY(window.shows(u"filterState"_s, u"Filtered"_s));
            QVERIFY(window.close());
        }
        QCOMPARE(sessionOf(profile.path())["filter"_L1]["words"_L1].toString(), u"plums"_s);
        DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
        QVERIFY(window.shows(u"filterState"_s, u"Filtered, as last time"_s));
        QVERIFY(window.click(u"filterClear"_s));
        QVERIFY(!window.isVisible(u"filterState"_s));
        QVERIFY(window.close());
    }

    void whatWasBeingJudgedBlindDoesNotComeBackWithNames()
    {
        const QTemporaryDir profile;
        {
            DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
            QVERIFY(window.click(u"prompt"_s));
            QVERIFY(window.does(u"key Ctrl+A"_s));
            QVERIFY(window.does(u"type Which is better?"_s));
            QVERIFY(window.click(u"blind"_s));
            QVERIFY(window.click(u"run"_s));
            QVERIFY(QTest::qWaitFor([&] { return window.isVisible(u"voteFirst"_s); }, 15'000));
            QTest::qWait(900); // the session is written down behind the window
            window.kill();
        }
        const auto kept = sessionOf(profile.path())["compare"_L1].toObject();
        QVERIFY(kept["blind"_L1].toBool());
        QVERIFY(kept["thread"_L1].toString().isEmpty());
        DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s});
        QVERIFY(window.shows(u"prompt"_s, {}));
        for (const auto& answer : window.texts(u"laneAnswer"_s))
            QVERIFY2(answer.isEmpty(), qPrintable(answer));
        QVERIFY(window.close());
    }

    void aFileThatCannotBeReadStopsNothing()
    {
        const QTemporaryDir profile;
        QFile file(profile.path() + u"/session.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"page\": [1, 2], \"compare\": {\"line_up\": 7, \"limit_usd\": \"much\"");
        file.close();
        DrivenWindow window(profile.path());
        QVERIFY(window.shows(u"prompt"_s, u"Explain"_s)); // the sample prompt of a first start
        QVERIFY(window.close());
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
