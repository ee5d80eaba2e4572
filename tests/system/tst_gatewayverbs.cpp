// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/program.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// `assay serve` and `assay gateway keys` as a person and a tool meet them.
class TestGatewayVerbs : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QProcess m_gateway;
    quint16 m_port = 0;

    QStringList arguments(const QStringList& verb) const
    {
        return QStringList{u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s} + verb;
    }

    Outcome assay(const QStringList& verb) const { return runProgram(m_profile.path(), verb); }

    RawReply ask(const QByteArray& key, const QByteArray& model = "sandbox/swift") const
    {
        RawClient client(m_port);
        const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, u"Explain RAID levels"_s}};
        const QByteArray body
            = QJsonDocument(QJsonObject{{u"model"_s, QString::fromLatin1(model)}, {u"messages"_s, QJsonArray{message}}})
                  .toJson(QJsonDocument::Compact);
        client.write("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost:" + QByteArray::number(m_port)
            + "\r\nauthorization: Bearer " + key + "\r\ncontent-type: application/json\r\ncontent-length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.reply();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_gateway.start(QStringLiteral(ASSAY_EXECUTABLE), arguments({u"serve"_s, u"--port"_s, u"0"_s, u"--json"_s}));
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_gateway.waitForReadyRead(30'000))
            said += m_gateway.readAllStandardOutput();
        const auto told = QJsonDocument::fromJson(said).object();
        m_port = static_cast<quint16>(told["port"_L1].toInt());
        QVERIFY(m_port != 0);
        QCOMPARE(told["has_keys"_L1].toBool(true), false);
    }

    void cleanupTestCase()
    {
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        QCOMPARE(m_gateway.exitStatus(), QProcess::NormalExit);
    }

    void aKeyIsPrintedOnceAndKeptNowhere()
    {
        const auto made = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"editor"_s});
        QCOMPARE(made.code, 0);
        const QByteArray key = made.out.trimmed();
        QVERIFY(key.startsWith("sk-assay-"));
        QVERIFY(!made.err.contains(key));
        const auto reply = ask(key);
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.body.contains("RAID 10"));
        const auto listed = assay({u"gateway"_s, u"keys"_s, u"list"_s, u"--json"_s});
        QCOMPARE(listed.json()["keys"_L1].toArray().first()["name"_L1].toString(), u"editor"_s);
        QVERIFY(!listed.out.contains(key));
        QDirIterator files(m_profile.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(key), qPrintable(file.fileName()));
        }
        QCOMPARE(assay({u"gateway"_s, u"keys"_s, u"create"_s, u"editor"_s}).code, 2); // the name is taken
    }

    void aDisabledKeyOpensNothingWithinASecond()
    {
        const auto key = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"short"_s}).out.trimmed();
        QTRY_COMPARE(ask(key).head.status, 200);
        QCOMPARE(assay({u"gateway"_s, u"keys"_s, u"disable"_s, u"short"_s}).code, 0);
        QTRY_COMPARE(ask(key).head.status, 401);
        QCOMPARE(assay({u"gateway"_s, u"keys"_s, u"enable"_s, u"short"_s}).code, 0);
        QTRY_COMPARE(ask(key).head.status, 200);
        QCOMPARE(assay({u"gateway"_s, u"keys"_s, u"remove"_s, u"short"_s}).code, 0);
        QTRY_COMPARE(ask(key).head.status, 401);
    }

    void aKeyReachesOnlyItsModels()
    {
        const auto key = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"narrow"_s, u"--model"_s, u"sandbox/swift"_s})
                             .out.trimmed();
        QTRY_COMPARE(ask(key).head.status, 200);
        QCOMPARE(ask(key, "sandbox/steady").head.status, 403);
    }

    void aLimitIsReservedBeforeAnythingIsSent()
    {
        const auto key
            = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"poor"_s, u"--day"_s, u"0.000001"_s}).out.trimmed();
        QTest::qWait(1100);
        const auto reply = ask(key); // its worst case is dearer
        QCOMPARE(reply.head.status, 402);
        QCOMPARE(reply.json()["error"_L1]["metadata"_L1]["error_type"_L1].toString(), u"payment_required"_s);
        // A week's limit below the day's means nothing.
        const auto odd
            = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"odd"_s, u"--day"_s, u"5"_s, u"--week"_s, u"1"_s});
        QVERIFY(odd.code != 0);
        QVERIFY(!assay({u"gateway"_s, u"keys"_s, u"list"_s}).out.contains("odd"));
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QStringList>("wish");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("past day") << QStringList{u"--expires"_s, u"2020-01-31"_s} << "past"_ba;
        QTest::newRow("past moment") << QStringList{u"--expires"_s, u"2020-01-31T10:00:00Z"_s} << "past"_ba;
        QTest::newRow("no day") << QStringList{u"--expires"_s, u"tomorrow"_s} << "no date"_ba;
        QTest::newRow("no provider") << QStringList{u"--provider"_s, u"opnai"_s} << "no provider 'opnai'"_ba;
        QTest::newRow("nothing") << QStringList{u"--day"_s, u"0.0000000000001"_s} << "smallest amount"_ba;
    }
    void whatMakesNoSenseIsRefused()
    {
        QFETCH(const QStringList, wish);
        QFETCH(const QByteArray, says);
        const auto made = assay(QStringList{u"gateway"_s, u"keys"_s, u"create"_s, u"senseless"_s} + wish);
        QCOMPARE(made.code, 2);
        QVERIFY2(made.err.contains(says), made.err.constData());
        QVERIFY(!assay({u"gateway"_s, u"keys"_s, u"list"_s}).out.contains("senseless"));
    }

    void aDayMeansThroughItsEnd()
    {
        const QDate today = QDateTime::currentDateTimeUtc().date();
        const auto made = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"today"_s, u"--expires"_s,
            today.addDays(1).toString(Qt::ISODate), u"--provider"_s, u"sandbox"_s, u"--json"_s});
        QVERIFY2(made.code == 0, made.err.constData());
        QCOMPARE(made.json()["expires_at"_L1].toString(), today.addDays(2).toString(Qt::ISODate) + u"T00:00:00Z"_s);
        QTRY_COMPARE(ask(made.json()["key"_L1].toString().toLatin1()).head.status, 200);
        const auto moment = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"moment"_s, u"--expires"_s,
            today.addDays(1).toString(Qt::ISODate) + u"T10:00:00Z"_s, u"--json"_s});
        QCOMPARE(moment.json()["expires_at"_L1].toString(), today.addDays(1).toString(Qt::ISODate) + u"T10:00:00Z"_s);
    }

    void callsAreInTheLedger()
    {
        const auto runs = assay({u"history"_s, u"list"_s, u"--json"_s}).json()["runs"_L1].toArray();
        QVERIFY(runs.size() >= 3);
        QCOMPARE(runs.last()["surface"_L1].toString(), u"gateway"_s);
        QCOMPARE(assay({u"history"_s, u"verify"_s}).code, 0);
    }

    void aTakenPortIsSaid()
    {
        const auto second = assay({u"serve"_s, u"--port"_s, QString::number(m_port)});
        QCOMPARE(second.code, 1);
        QVERIFY(second.err.contains(QByteArray::number(m_port)));
    }
};

QTEST_GUILESS_MAIN(TestGatewayVerbs)
#include "tst_gatewayverbs.moc"
