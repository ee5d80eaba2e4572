// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/bothtransports.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QTcpServer>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Script kServe = {step::ReadRequest{}, step::Send{okAnswer("hello")}, step::Repeat{}};

} // namespace

/// Servers that break, lie or stall: one request each time, and the right name for what happened.
class TestCurlFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addTransports(); }

    void sendsOnceThoughTheServerGoes_data()
    {
        QTest::addColumn<Script>("ending");
        QTest::addColumn<bool>("reused");
        QTest::addColumn<QByteArray>("method");
        const Script reset = {step::ReadRequest{}, step::Reset{}};
        const Script close = {step::ReadRequest{}, step::Close{}};
        for (const bool reused : {false, true}) {
            const auto* where = reused ? "reused" : "fresh";
            QTest::addRow("reset, %s", where) << reset << reused << "POST"_ba;
            QTest::addRow("close, %s", where) << close << reused << "POST"_ba;
            QTest::addRow("reset without body, %s", where) << reset << reused << "GET"_ba;
            QTest::addRow("close without body, %s", where) << close << reused << "GET"_ba;
        }
    }
    void sendsOnceThoughTheServerGoes()
    {
        QFETCH(Script, ending);
        QFETCH(bool, reused);
        QFETCH(QByteArray, method);
        LoopbackServer server;
        if (reused)
            ending = Script{step::ReadRequest{}, step::Send{okAnswer("a")}} + ending;
        server.enqueue(ending);
        server.enqueue(kServe); // what a second attempt would meet
        EitherTransport transport;
        if (reused) {
            CallLog warm(transport, postTo(server.url()));
            QTRY_VERIFY(warm.isWhole());
        }
        auto request = postTo(server.url());
        request.method = method;
        if (method == "GET")
            request.body.clear();
        CallLog log(transport, request);
        QTRY_VERIFY(log.isClosed());
        QTest::qWait(50);
        QCOMPARE(server.heads(), reused ? 2 : 1);
        QCOMPARE(log.order, (QStringList{u"connected"_s, u"closed"_s}));
        QCOMPARE(log.errorKind(), ErrorKind::Network);
        QVERIFY(log.outcome.requestSent);
        QCOMPARE(log.outcome.bytesReceived, 0);
        QVERIFY(!log.outcome.timings.firstByte);
        const auto& detail = log.outcome.error->detail;
        QVERIFY2(detail.contains(u"127.0.0.1:%1"_s.arg(server.port())), qPrintable(detail));
    }

    void sendsOnceOnAConnectionThatDiedMeanwhile()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer("a")}, step::Hold{}, step::Reset{}});
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog warm(transport, postTo(server.url()));
        QTRY_VERIFY(warm.isWhole());
        server.release();
        QTRY_COMPARE(server.openConnections(), 0);
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole()); // the dead connection is found before anything is sent
        QCOMPARE(server.posts(), 2);
    }

    void hundredResetsAreHundredPosts()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer("a")}, step::ReadRequest{}, step::Reset{}});
        EitherTransport transport;
        int failed = 0;
        for (int i = 0; i < 100; ++i) {
            CallLog log(transport, postTo(server.url()));
            QTRY_VERIFY(log.isClosed());
            failed += log.outcome.error ? 1 : 0;
        }
        QCOMPARE(failed, 50);
        QCOMPARE(server.posts(), 100);
    }

    void namesBrokenAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("reset");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QByteArray>("body");
        const auto truncated = ErrorKind::Truncated;
        const auto network = ErrorKind::Network;
        const auto protocol = ErrorKind::Protocol;
        const QByteArray length = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
        const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("short body") << length + "abc" << false << truncated << "abc"_ba;
        QTest::newRow("reset in the body") << length + "abc" << true << truncated << "abc"_ba;
        QTest::newRow("no body") << length << false << truncated << ""_ba;
        QTest::newRow("chunk cut") << chunked + "5\r\nabc" << false << truncated << "abc"_ba;
        QTest::newRow("no last chunk") << chunked + "3\r\nabc\r\n" << false << truncated << "abc"_ba;
        QTest::newRow("bad chunk size") << chunked + "3\r\nabc\r\nzz\r\n" << false << truncated << "abc"_ba;
        QTest::newRow("status line cut") << "HTTP/1.1 20"_ba << false << network << ""_ba;
        QTest::newRow("header cut") << "HTTP/1.1 200 OK\r\nContent-Le"_ba << false << network << ""_ba;
        QTest::newRow("header not ended") << "HTTP/1.1 200 OK\r\nA: b\r\n"_ba << false << network << ""_ba;
        QTest::newRow("reset in the header") << "HTTP/1.1 200 OK\r\nA: b\r\n"_ba << true << network << ""_ba;
        QTest::newRow("only 100") << "HTTP/1.1 100 Continue\r\n\r\n"_ba << false << network << ""_ba;
        QTest::newRow("garbage") << "\x15\x03\x01 what is this, no HTTP at all\r\n\r\n"_ba << false << protocol
                                 << ""_ba;
        QTest::newRow("old HTTP") << "<html>hello</html>"_ba << false << protocol << ""_ba;
        QTest::newRow("bad version") << "HTTP/9.7 200 OK\r\n\r\n"_ba << false << protocol << ""_ba;
        QTest::newRow("bad length") << "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"_ba << false << protocol << ""_ba;
    }
    void namesBrokenAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, reset);
        QFETCH(ErrorKind, kind);
        QFETCH(QByteArray, body);
        LoopbackServer server;
        // A reset at once would overtake the bytes in the client's socket.
        if (reset)
            server.enqueue({step::ReadRequest{}, step::Send{answer}, step::Delay{50ms}, step::Reset{}});
        else
            server.enqueue({step::ReadRequest{}, step::Send{answer}, step::Close{}});
        EitherTransport transport;
        CallLog log(transport, postTo(server.url(u"/v1?key=secretvalue"_s)));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.outcome.error);
        const auto& error = *log.outcome.error;
        QVERIFY2(error.kind == kind, qPrintable(errorKindName(error.kind) + u": "_s + error.detail));
        QCOMPARE(log.body, body);
        QVERIFY(log.outcome.requestSent);
        QVERIFY(error.detail.contains(u"127.0.0.1:%1"_s.arg(server.port())));
        QVERIFY(!error.detail.contains(u"secretvalue"_s));
        QVERIFY(error.detail.endsWith(u'.'));
        QCOMPARE(server.posts(), 1);
    }

    void aConnectionClosedInsteadOfLengthIsWhole()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\n\r\nhello"}, step::Close{}});
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole()); // only the provider's terminal event can tell more
        QCOMPARE(log.body, "hello");
    }

    void takesAnEarlyRefusal()
    {
        LoopbackServer server;
        server.enqueue({step::ReadHead{},
            step::Send{"HTTP/1.1 413 No\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig"}, step::Hold{}});
        EitherTransport transport;
        CallLog log(transport, postTo(server.url(), QByteArray(32'000'000, 'x')));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.head.status, 413);
        QCOMPARE(log.body, "big");
        QCOMPARE(server.posts(), 1);
    }

    void refusedConnection()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const auto port = gone.serverPort();
        gone.close();
        EitherTransport transport;
        CallLog log(transport, postTo(QUrl(u"http://127.0.0.1:%1/"_s.arg(port))));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QCOMPARE(log.errorKind(), ErrorKind::Network);
        QVERIFY(!log.outcome.requestSent);
        QVERIFY(!log.outcome.timings.connect);
        QVERIFY2(log.outcome.error->detail.contains(u"refused"_s), qPrintable(log.outcome.error->detail));
    }

    void capsTheHead_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("filler");
        QTest::newRow("many headers") << "HTTP/1.1 200 OK\r\n"_ba << "X-Filler: 0123456789\r\n"_ba;
        QTest::newRow("one header") << "HTTP/1.1 200 OK\r\nX-Long: "_ba << "0123456789"_ba;
        QTest::newRow("interim heads") << ""_ba << "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"_ba;
        QTest::newRow("trailers") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"_ba
                                  << "X-Trailer: t\r\n"_ba;
    }
    void capsTheHead()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, filler);
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{start}, step::Flood{filler}});
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Protocol);
        QVERIFY(log.outcome.bytesReceived <= 300 * 1024);
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void capsTheBody()
    {
        LoopbackServer server;
        server.enqueue(
            {step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\n\r\n"}, step::Flood{QByteArray(1000, 'x')}});
        EitherTransport transport(TransportOptions{.maxBodyBytes = 100'000});
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Protocol);
        QVERIFY2(log.outcome.error->detail.contains(u"100000"_s), qPrintable(log.outcome.error->detail));
        QVERIFY(log.body.size() <= 100'000);
        QCOMPARE(log.order.last(), u"closed"_s);
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void allowsABodyOfExactlyTheCap()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer(QByteArray(100'000, 'x'))}});
        EitherTransport transport(TransportOptions{.maxBodyBytes = 100'000});
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isWhole());
        QCOMPARE(log.body.size(), 100'000);
    }

    void refusesInTheEventLoop()
    {
        EitherTransport transport;
        auto request = postTo(QUrl(u"http://model.test/v1"_s));
        request.headers.append(HttpHeader{.name = "Authorization", .value = "Bearer hush", .secret = true});
        CallLog log(transport, request);
        QVERIFY(log.order.isEmpty());
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QCOMPARE(log.errorKind(), ErrorKind::InvalidRequest);
        QVERIFY(!log.outcome.requestSent);
        QVERIFY(!log.outcome.error->detail.contains(u"hush"_s));
    }
};

QTEST_GUILESS_MAIN(TestCurlFaults)
#include "tst_curlfaults.moc"
