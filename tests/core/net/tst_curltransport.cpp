// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/bothtransports.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const Script kServe = {step::ReadRequest{}, step::Send{okAnswer("hello")}, step::Repeat{}};

Script answerOnce(const QByteArray& bytes)
{
    return {step::ReadRequest{}, step::Send{bytes}, step::Close{}};
}

} // namespace

/// What travels: requests as they leave, answers as they come.
class TestCurlTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addTransports(); }

    void tellsInOrder()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QVERIFY(log.order.isEmpty());
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, (QStringList{u"connected"_s, u"head"_s, u"bytes"_s, u"closed"_s}));
        QVERIFY(log.isWhole());
        QCOMPARE(log.head.status, 200);
        QCOMPARE(log.head.header("content-type"), "application/json");
        QCOMPARE(log.body, "hello");
        QVERIFY(log.outcome.requestSent);
        QCOMPARE(log.outcome.bytesReceived, okAnswer("hello").size());
    }

    void sendsWhatWasAsked()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        auto request = postTo(server.url(u"/v1/../x?key=a%20b&c=%2F"_s), QByteArray(300'000, 'x'));
        request.headers.append(HttpHeader{.name = "Authorization", .value = "Bearer k", .secret = true});
        request.headers.append(HttpHeader{.name = "X-Empty", .value = ""});
        request.headers.append(HttpHeader{.name = "Content-Length", .value = "3"});
        request.headers.append(HttpHeader{.name = "Expect", .value = "100-continue"});
        request.headers.append(HttpHeader{.name = "Transfer-Encoding", .value = "chunked"});
        CallLog log(transport, request);
        QTRY_VERIFY(log.isWhole());
        const auto seen = server.requests().value(0);
        QCOMPARE(seen.body, request.body);
        const QByteArray head = seen.head.toLower();
        QVERIFY2(seen.head.startsWith("POST /v1/../x?key=a%20b&c=%2F HTTP/1.1\r\n"), seen.head.constData());
        QVERIFY(head.contains("\r\nauthorization: bearer k\r\n"));
        QVERIFY(head.contains("\r\nx-empty:\r\n"));
        QVERIFY(head.contains("\r\ncontent-type: application/json\r\n"));
        QVERIFY(head.contains("\r\ncontent-length: 300000\r\n"));
        QVERIFY(head.contains("\r\naccept-encoding: identity\r\n"));
        QCOMPARE(head.count("content-length"), 1);
        QVERIFY(!head.contains("expect"));
        QVERIFY(!head.contains("transfer-encoding"));
    }

    void sendsMethods_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("get") << "GET"_ba << ""_ba;
        QTest::newRow("delete") << "DELETE"_ba << ""_ba;
        QTest::newRow("put") << "PUT"_ba << "abc"_ba;
        QTest::newRow("empty post") << "POST"_ba << ""_ba;
        QTest::newRow("head") << "HEAD"_ba << ""_ba;
    }
    void sendsMethods()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{"HTTP/1.1 204 No Content\r\n\r\n"}, step::Repeat{}});
        EitherTransport transport;
        HttpRequest before; // a handle is used again: nothing of this request may stick to the next
        before.method = "PATCH";
        before.body = "zzz";
        before.url = server.url();
        before.headers = {HttpHeader{.name = "X-Before", .value = "1"}};
        CallLog first(transport, before);
        QTRY_VERIFY(first.isWhole());
        HttpRequest request;
        request.method = method;
        request.body = body;
        request.url = server.url();
        CallLog log(transport, request);
        QTRY_VERIFY(log.isWhole());
        QVERIFY(log.outcome.requestSent);
        QCOMPARE(server.requests().size(), 2);
        const auto seen = server.requests().at(1);
        QVERIFY2(seen.head.startsWith(method + " /v1/x HTTP/1.1\r\n"), seen.head.constData());
        QCOMPARE(seen.body, body);
        QVERIFY(!seen.head.contains("X-Before"));
        QVERIFY(!seen.head.toLower().contains("content-type"));
    }

    void readsAnswersInPieces()
    {
        LoopbackServer server;
        const QByteArray answer = "HTTP/1.1 200 OK\r\nX-Long: a b c\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
        server.enqueue({step::ReadRequest{}, step::SendInPieces{answer, 1}, step::Close{}});
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
        QCOMPARE(log.order.count(u"head"_s), 1);
        QCOMPARE(log.order.indexOf(u"head"_s), 1);
        QCOMPARE(log.head.header("x-long"), "a b c");
        QCOMPARE(log.body, "abc0123456789abcdef");
    }

    void passesOverInterimHeadsAndTrailers()
    {
        LoopbackServer server;
        server.enqueue(answerOnce("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                                  "HTTP/1.1 201 Created\r\nA: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "2\r\nok\r\n0\r\nX-Trailer: t\r\n\r\n"));
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
        QCOMPARE(log.order.count(u"head"_s), 1);
        QCOMPARE(log.head.status, 201);
        QCOMPARE(log.head.header("link"), "");
        QCOMPARE(log.head.header("a"), "1");
        QCOMPARE(log.head.header("x-trailer"), "");
        QCOMPARE(log.body, "ok");
    }

    void doesNotFollowRedirects_data()
    {
        QTest::addColumn<QByteArray>("status");
        for (const char* status : {"301", "302", "303", "307", "308"})
            QTest::newRow(status) << QByteArray(status);
    }
    void doesNotFollowRedirects()
    {
        QFETCH(QByteArray, status);
        LoopbackServer other;
        other.enqueue(kServe);
        LoopbackServer server;
        server.enqueue(answerOnce("HTTP/1.1 " + status + " Go\r\nLocation: " + other.url().toEncoded()
            + "\r\nContent-Length: 4\r\n\r\nthere"));
        EitherTransport transport;
        auto request = postTo(server.url());
        request.headers.append(HttpHeader{.name = "Authorization", .value = "Bearer k", .secret = true});
        CallLog log(transport, request);
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
        QCOMPARE(log.head.status, status.toInt());
        QCOMPARE(log.head.header("location"), other.url().toEncoded());
        QTest::qWait(50);
        QCOMPARE(other.connections(), 0);
        QCOMPARE(server.posts(), 1);
    }

    void deliversErrorAnswersAsTheyAre()
    {
        LoopbackServer server;
        server.enqueue(answerOnce("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\nno"));
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
        QCOMPARE(log.head.status, 401);
        QCOMPARE(log.body, "no");
        QCOMPARE(server.posts(), 1);
    }

    void doesNotUnpackAnswers()
    {
        LoopbackServer server;
        server.enqueue(
            answerOnce("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08"));
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
        QCOMPARE(log.body, "\x1f\x8b\x08");
    }

    void measuresPhases()
    {
        using namespace std::chrono_literals;
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Delay{30ms}, step::Send{okAnswer("a")}, step::Repeat{}});
        EitherTransport transport;
        CallLog fresh(transport, postTo(server.url()));
        QTRY_VERIFY(fresh.isWhole());
        const auto& first = fresh.outcome.timings;
        QVERIFY(first.dns && first.connect && first.tls && first.firstByte && first.total);
        QVERIFY(*first.connect > 0us);
        QCOMPARE(*first.tls, 0us);
        QVERIFY(*first.firstByte >= 30ms);
        QVERIFY(*first.total >= *first.firstByte);
        QVERIFY(*first.dns + *first.connect <= *first.firstByte);

        CallLog reused(transport, postTo(server.url()));
        QTRY_VERIFY(reused.isWhole());
        QCOMPARE(server.connections(), 1);
        const auto& second = reused.outcome.timings;
        QCOMPARE(second.dns, std::chrono::microseconds(0));
        QCOMPARE(second.connect, std::chrono::microseconds(0));
        QCOMPARE(second.tls, std::chrono::microseconds(0));
        QVERIFY(*second.firstByte >= 30ms);
    }

    void givesEachCallAConnection()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Hold{}, step::Send{okAnswer("a")}, step::Repeat{}});
        EitherTransport transport;
        std::vector<std::unique_ptr<CallLog>> logs;
        for (int i = 0; i < 64; ++i)
            logs.push_back(std::make_unique<CallLog>(transport, postTo(server.url())));
        QTRY_COMPARE(server.posts(), 64);
        QCOMPARE(server.connections(), 64);
        server.release();
        for (const auto& log : logs)
            QTRY_VERIFY(log->isWhole());
    }

    void leavesOldConnectionsAlone()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport(TransportOptions{.idleConnectionAge = std::chrono::seconds(1)});
        CallLog first(transport, postTo(server.url()));
        QTRY_VERIFY(first.isWhole());
        QTest::qWait(2100);
        CallLog second(transport, postTo(server.url()));
        QTRY_VERIFY(second.isWhole());
        QCOMPARE(server.connections(), 2);
    }

    void noBytesOfOneAnswerReachTheNext()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n"
                       "Content-Length: 5\r\n\r\nwrong"},
            step::Hold{}});
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog first(transport, postTo(server.url()));
        QTRY_VERIFY(first.isClosed());
        QCOMPARE(first.body, "ok");
        CallLog second(transport, postTo(server.url()));
        QTRY_VERIFY(second.isWhole());
        QCOMPARE(second.body, "hello");
    }

    void usesTheProxyButNotForLoopback()
    {
        LoopbackServer proxy;
        proxy.enqueue(answerOnce("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"));
        LoopbackServer server;
        server.enqueue(kServe);
        const auto address = u"http://127.0.0.1:%1"_s.arg(proxy.port()).toLatin1();
        for (const char* name : {"http_proxy", "https_proxy", "all_proxy"})
            qputenv(name, address);
        EitherTransport transport;
        CallLog direct(transport, postTo(server.url()));
        QTRY_VERIFY(direct.isWhole());
        QCOMPARE(direct.body, "hello");
        QCOMPARE(proxy.connections(), 0);
        CallLog outside(transport, postTo(QUrl(u"https://model.test/v1?key=secretvalue"_s)));
        QTRY_VERIFY(outside.isClosed());
        for (const char* name : {"http_proxy", "https_proxy", "all_proxy"})
            qunsetenv(name);
        QCOMPARE(proxy.connections(), 1);
        QVERIFY(proxy.requests().at(0).head.startsWith("CONNECT model.test:443 "));
        QCOMPARE(outside.errorKind(), ErrorKind::Network);
        QVERIFY(!outside.outcome.requestSent);
        QVERIFY2(outside.outcome.error->detail.contains(u"proxy"_s), qPrintable(outside.outcome.error->detail));
        QVERIFY(outside.outcome.error->detail.contains(u"403"_s));
        QVERIFY(!outside.outcome.error->detail.contains(u"secretvalue"_s));
    }
};

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
