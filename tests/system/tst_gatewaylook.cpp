// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// A running `assay serve`, looked at and stopped call by call from the command line.
class TestGatewayLook : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QProcess m_gateway;
    quint16 m_port = 0;
    QByteArray m_key;

    Outcome assay(const QStringList& verb) const { return runProgram(m_profile.path(), verb); }

    QByteArray request(const QByteArray& path, const QByteArray& body, const QByteArray& key) const
    {
        return "POST " + path + " HTTP/1.1\r\nhost: localhost:" + QByteArray::number(m_port)
            + "\r\nauthorization: Bearer " + key + "\r\ncontent-type: application/json\r\ncontent-length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    RawReply post(const QByteArray& path, const QByteArray& body, const QByteArray& key) const
    {
        RawClient client(m_port);
        client.write(request(path, body, key));
        return client.reply();
    }

    /// Simulated at this pace.
    void serve(const QString& pace)
    {
        m_gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_gateway.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, pace, u"serve"_s, u"--port"_s, u"0"_s,
                u"--json"_s});
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_gateway.waitForReadyRead(30'000))
            said += m_gateway.readAllStandardOutput();
        m_port = static_cast<quint16>(QJsonDocument::fromJson(said)["port"_L1].toInt());
        QVERIFY(m_port != 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_key = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"editor"_s}).out.trimmed();
        const auto off = assay({u"gateway"_s, u"status"_s, u"--json"_s});
        QCOMPARE(off.code, 0);
        QCOMPARE(off.json()["running"_L1].toBool(true), false);
        QCOMPARE(assay({u"gateway"_s, u"test"_s}).code, 1); // nobody to ask
        serve(u"40"_s); // slow, so that a call can be stopped
    }

    void cleanupTestCase()
    {
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        QCOMPARE(m_gateway.exitCode(), 0);
        QVERIFY(QDir(m_profile.path()).entryList({u"*.sock"_s}, QDir::System).isEmpty());
        // What the ledger has is still told.
        const auto after = assay({u"gateway"_s, u"calls"_s, u"--json"_s}).json();
        QCOMPARE(after["live"_L1].toBool(true), false);
        QVERIFY(after["ended"_L1].toArray().size() >= 2);
    }

    void onlyTheUserReachesTheSocket()
    {
        const auto names = QDir(m_profile.path()).entryList({u"gateway-*.sock"_s}, QDir::System);
        QCOMPARE(names, QStringList{u"gateway-%1.sock"_s.arg(m_port)});
        struct stat info{};
        QCOMPARE(::stat(QFile::encodeName(QDir(m_profile.path()).filePath(names[0])).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
        // The port that tools reach knows nothing of it.
        QCOMPARE(post("/v1/gateway/stop", "{}", m_key).head.status, 404);
    }

    void aRunningCallIsStopped()
    {
        RawClient client(m_port);
        client.write(request("/v1/messages",
            R"({"model":"sandbox/swift","max_tokens":500,"stream":true,"messages":[{"role":"user","content":"Explain RAID levels"}]})",
            m_key));
        QJsonObject call;
        const auto running = [&] {
            call = assay({u"gateway"_s, u"calls"_s, u"--json"_s}).json()["running"_L1][0].toObject();
            return !call.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(running(), 20'000);
        QCOMPARE(call["client_format"_L1].toString(), u"anthropic"_s);
        QCOMPARE(call["key"_L1].toString(), u"editor"_s);
        QCOMPARE(call["model"_L1].toString(), u"sandbox/swift"_s);
        QVERIFY(assay({u"gateway"_s, u"calls"_s}).out.contains("sandbox/swift"));
        const QString id = call["run"_L1].toString();
        const auto stopped = assay({u"gateway"_s, u"stop-call"_s, id, u"--json"_s});
        QCOMPARE(stopped.code, 0);
        QCOMPARE(stopped.json()["stopped"_L1].toBool(), true);
        const auto reply = client.reply();
        QVERIFY(reply.body.contains("Stopped by the user"));
        const auto shown = [&] { return assay({u"history"_s, u"show"_s, id, u"--json"_s}).json(); };
        QTRY_COMPARE(shown()["lanes"_L1][0]["state"_L1].toString(), u"cancelled"_s);
        QCOMPARE(shown()["client_format"_L1].toString(), u"anthropic"_s);
        QCOMPARE(assay({u"gateway"_s, u"stop-call"_s, id}).code, 1); // it runs no more
        QCOMPARE(assay({u"history"_s, u"verify"_s}).code, 0);
    }

    void refusedCallsAreListed()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(post("/v1/responses", R"({"model":"x","input":"Hi"})", "sk-assay-wrong").head.status, 401);
        const auto told = assay({u"gateway"_s, u"calls"_s, u"--json"_s}).json();
        const auto refused = told["refused"_L1][0];
        QCOMPARE(refused["status"_L1].toInt(), 401);
        QCOMPARE(refused["count"_L1].toInt(), 5);
        QCOMPARE(refused["client_format"_L1].toString(), u"openai-responses"_s);
        QVERIFY(!refused["why"_L1].toString().isEmpty());
        const auto status = assay({u"gateway"_s, u"status"_s, u"--json"_s}).json();
        QCOMPARE(status["running"_L1].toBool(), true);
        QCOMPARE(status["port"_L1].toInt(), int(m_port));
        QCOMPARE(status["hour"_L1].toArray().size(), 60);
        QVERIFY(status["per_minute"_L1].toDouble() > 0);
        QVERIFY(assay({u"gateway"_s, u"status"_s}).out.contains("refused"));
    }

    void aTestRequestGoesTheWholeWay()
    {
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        serve(u"0"_s);
        const auto free = assay({u"gateway"_s, u"test"_s, u"--json"_s});
        QVERIFY2(free.code == 0, (free.out + free.err).constData());
        QCOMPARE(free.json()["served_by"_L1].toString(), u"sandbox"_s);
        QCOMPARE(free.json()["simulated"_L1].toBool(), true);
        QVERIFY(free.json()["duration_us"_L1].toInteger() > 0);
        QVERIFY(!free.json()["text"_L1].toString().isEmpty());
        const auto asKey = assay({u"gateway"_s, u"test"_s, u"--key"_s, u"editor"_s, u"-m"_s, u"sandbox/steady"_s});
        QVERIFY2(asKey.code == 0, asKey.err.constData());
        QVERIFY(asKey.out.contains("sandbox/steady"));
        const auto id = free.json()["run"_L1].toString();
        const auto kept = [&] { return assay({u"history"_s, u"show"_s, id, u"--json"_s}).json(); };
        QTRY_COMPARE(kept()["purpose"_L1].toString(), u"test"_s);
        QCOMPARE(kept()["surface"_L1].toString(), u"gateway"_s);
        QCOMPARE(assay({u"gateway"_s, u"test"_s, u"-m"_s, u"none/such"_s}).code, 1);
        QCOMPARE(assay({u"gateway"_s, u"test"_s, u"--key"_s, u"nobody"_s}).code, 2);
        // The key of a test lives in memory: the list knows one key.
        QCOMPARE(assay({u"gateway"_s, u"keys"_s, u"list"_s, u"--json"_s}).json()["keys"_L1].toArray().size(), 1);
    }

    /// Votes that were cast while it runs, in another process.
    void votesReachTheRunningRouter()
    {
        const QByteArray body = R"({"model":"auto","messages":[{"role":"user","content":"Hi"}]})";
        const auto before = post("/v1/chat/completions", body, m_key);
        QVERIFY2(before.head.status >= 400, before.body.constData()); // no evidence, no rules
        for (int i = 0; i < 12; ++i) {
            const auto voted = runProgram(m_profile.path(),
                {u"compare"_s, u"--blind"_s, u"-p"_s, u"Explain RAID levels"_s, u"-m"_s, u"sandbox/swift"_s, u"-m"_s,
                    u"sandbox/steady"_s},
                "1\n");
            QVERIFY2(voted.code == 0, voted.err.constData());
        }
        const auto status = [&] { return post("/v1/chat/completions", body, m_key).head.status; };
        QTRY_COMPARE_WITH_TIMEOUT(status(), 200, 30'000);
    }
};

QTEST_GUILESS_MAIN(TestGatewayLook)
#include "tst_gatewaylook.moc"
