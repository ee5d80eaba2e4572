// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayguard.h"
#include "tests/core/gateway/gatewayfixture.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// Who may ask: names of the host, marks of browsers, and keys in every header they can stand in.
class TestGatewayGuard : public QObject
{
    Q_OBJECT

private:
    static IncomingRequest request(const QList<std::pair<QByteArray, QByteArray>>& headers)
    {
        IncomingRequest out;
        for (const auto& [name, value] : headers)
            out.headers.append({.name = name, .value = value});
        return out;
    }

private Q_SLOTS:
    void onlyOwnNamesAreServed_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("served");
        QTest::newRow("v4") << "127.0.0.1:8787"_ba << true;
        QTest::newRow("v6") << "[::1]:8787"_ba << true;
        QTest::newRow("name") << "localhost:8787"_ba << true;
        QTest::newRow("case") << "LocalHost:8787"_ba << true;
        QTest::newRow("other port") << "127.0.0.1:8788"_ba << false;
        QTest::newRow("no port") << "127.0.0.1"_ba << true;
        QTest::newRow("rebound") << "evil.example:8787"_ba << false;
        QTest::newRow("prefix") << "localhost.evil.example:8787"_ba << false;
        QTest::newRow("suffix") << "evil.localhost:8787"_ba << false;
        QTest::newRow("user") << "127.0.0.1:8787@evil.example"_ba << false;
        QTest::newRow("other loopback") << "127.0.0.2:8787"_ba << false;
        QTest::newRow("decimal") << "2130706433:8787"_ba << false;
        QTest::newRow("any") << "0.0.0.0:8787"_ba << false;
        QTest::newRow("empty") << ""_ba << false;
    }
    void onlyOwnNamesAreServed()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, served);
        QCOMPARE(!refusedAtTheDoor(request({{"Host", host}}), 8787).has_value(), served);
    }

    void twoHostsOrNoneAreRefused()
    {
        QVERIFY(refusedAtTheDoor(request({}), 80).has_value());
        QVERIFY(refusedAtTheDoor(request({{"host", "localhost:80"}, {"host", "evil.example"}}), 80).has_value());
        QVERIFY(refusedAtTheDoor(request({{"host", "localhost"}}), 80) == std::nullopt);
    }

    void webPagesAreRefused()
    {
        for (const QByteArray origin : {"http://evil.example", "null", "http://127.0.0.1:8787", ""})
            QCOMPARE(refusedAtTheDoor(request({{"host", "localhost:1"}, {"Origin", origin}}), 1)->status, 403);
        QVERIFY(refusedAtTheDoor(request({{"host", "localhost:1"}, {"Sec-Fetch-Site", "cross-site"}}), 1).has_value());
        QVERIFY(!refusedAtTheDoor(request({{"host", "localhost:1"}, {"Sec-Fetch-Site", "none"}}), 1).has_value());
    }

    void everyFormOfKeyIsOneKey_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("bearer") << "Authorization"_ba << "Bearer K1"_ba;
        QTest::newRow("case") << "AUTHORIZATION"_ba << "bearer  K1"_ba;
        QTest::newRow("basic") << "authorization"_ba << "Basic bmFtZTpLMQ=="_ba;
        QTest::newRow("bare") << "authorization"_ba << "K1"_ba;
        QTest::newRow("anthropic") << "x-api-key"_ba << "K1"_ba;
        QTest::newRow("azure") << "Api-Key"_ba << "K1"_ba;
        QTest::newRow("google") << "x-goog-api-key"_ba << "K1"_ba;
    }
    void everyFormOfKeyIsOneKey()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const auto asked = request({{name, value}});
        const auto presented = presentedKeys(asked);
        QCOMPARE(presented.keys.size(), 1);
        QCOMPARE(presented.keys.first(), "K1"_ba);
    }

    void severalHeadersAreReadTogether()
    {
        QCOMPARE(presentedKeys(request({{"authorization", "Bearer K1"}, {"x-api-key", "K2"}})).keys.size(), 2);
        QCOMPARE(presentedKeys(request({{"authorization", "Bearer K1"}, {"x-api-key", "K1"}})).keys.size(), 1);
        QVERIFY(presentedKeys(request({{"authorization", "Bearer "}})).keys.isEmpty());
    }

    void onlyOneKeyOfOursMayBePresented()
    {
        GatewayFixture gateway;
        const QByteArray own = "x-api-key: " + gateway.key + "\r\n";
        QCOMPARE(gateway.send("GET", "/v1/models", {}, own + "authorization: Bearer placeholder\r\n").head.status, 200);
        const auto second = makeVirtualKey({}, SystemClock());
        QVERIFY(gateway.keys->add(second.kept));
        QTest::qWait(1100);
        QCOMPARE(gateway
                     .send("GET", "/v1/models", {},
                         own + "authorization: Bearer " + second.secret.reveal().toByteArray() + "\r\n")
                     .head.status,
            401);
    }

    void everyFormMeetsTheSameRules()
    {
        GatewayFixture gateway;
        const QList<QByteArray> forms = {"authorization: Bearer ", "x-api-key: ", "api-key: ", "x-goog-api-key: "};
        for (const auto& form : forms) {
            QCOMPARE(gateway.send("GET", "/v1/models", {}, form + gateway.key + "\r\n").head.status, 200);
            QCOMPARE(gateway.send("GET", "/v1/models", {}, form + gateway.key + "x\r\n").head.status, 401);
        }
        QVERIFY(gateway.keys->setDisabled(gateway.keyId, true));
        QTest::qWait(1100); // a change elsewhere holds after a second
        for (const auto& form : forms)
            QCOMPARE(gateway.send("GET", "/v1/models", {}, form + gateway.key + "\r\n").head.status, 401);
    }

    void nothingOfACorsAnswerIsSent()
    {
        GatewayFixture gateway;
        const auto reply
            = gateway.send("OPTIONS", "/v1/chat/completions", {}, gateway.auth() + "origin: http://evil.example\r\n");
        QCOMPARE(reply.head.status, 403);
        for (const auto& header : reply.head.headers)
            QVERIFY(!header.name.toLower().startsWith("access-control"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayGuard)
#include "tst_gatewayguard.moc"
