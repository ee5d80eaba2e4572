// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/choosingtransport.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <array>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Script kServe = {step::ReadRequest{}, step::Send{okAnswer("hello")}, step::Repeat{}};

/// Answers on one address; LoopbackServer knows only 127.0.0.1.
class PlainServer : public QTcpServer
{
public:
    explicit PlainServer(const QByteArray& body)
    {
        connect(this, &QTcpServer::newConnection, this, [this, body] {
            auto* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, body] {
                seen += socket->readAll();
                if (seen.endsWith("{\"a\":1}"))
                    socket->write(okAnswer(body));
            });
        });
    }
    QByteArray seen;
};

/// Listens on ::1 and takes nobody: its queue is full, so whoever connects gets no answer at all.
class DeafListener
{
public:
    DeafListener()
        : m_socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_addr = in6addr_loopback;
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
        if (::bind(m_socket, plain, size) != 0 || ::listen(m_socket, 0) != 0
            || ::getsockname(m_socket, plain, &size) != 0)
            return;
        port = ntohs(address.sin6_port);
        for (int& filler : m_fillers) {
            filler = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            ::connect(filler, plain, size);
        }
    }
    ~DeafListener()
    {
        for (const int filler : m_fillers)
            ::close(filler);
        ::close(m_socket);
    }
    Q_DISABLE_COPY_MOVE(DeafListener)

    quint16 port = 0; ///< 0: there is no ::1 here

private:
    int m_socket;
    std::array<int, 4> m_fillers = {-1, -1, -1, -1};
};

QUrl onLocalhost(quint16 port)
{
    return QUrl(u"http://localhost:%1/v1"_s.arg(port));
}

} // namespace

/// What only the transport for this machine does; what it shares with CurlTransport is in the suites of that.
class TestLocalTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAServerOnEitherAddressOfLocalhost_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("IPv4 only") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("IPv6 only") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void findsAServerOnEitherAddressOfLocalhost()
    {
        QFETCH(QHostAddress, address);
        PlainServer server("here");
        if (!server.listen(address))
            QSKIP("no such address on this machine");
        LocalTransport transport;
        for (int i = 0; i < 2; ++i) {
            server.seen.clear();
            CallLog log(transport, postTo(onLocalhost(server.serverPort())));
            QVERIFY(log.order.isEmpty());
            QTRY_VERIFY(log.isClosed());
            QVERIFY2(log.isWhole(), qPrintable(log.outcome.error ? log.outcome.error->detail : QString()));
            QCOMPARE(log.body, "here");
            QVERIFY(server.seen.contains(
                "\r\nHost: localhost:%1\r\n"_ba.replace("%1", QByteArray::number(server.serverPort()))));
            QCOMPARE(*log.outcome.timings.connect == 0us, i == 1);
        }
    }

    void takesTheFirstAddressOfLocalhostWhereBothAnswer()
    {
        PlainServer six("six");
        if (!six.listen(QHostAddress::LocalHostIPv6))
            QSKIP("no IPv6 on this machine");
        PlainServer four("four");
        if (!four.listen(QHostAddress::LocalHost, six.serverPort()))
            QSKIP("the port is taken on IPv4");
        LocalTransport transport;
        CallLog log(transport, postTo(onLocalhost(six.serverPort())));
        QTRY_VERIFY(log.isWhole());
        QCOMPARE(log.body, "six");
        CallLog literal(transport, postTo(QUrl(u"http://127.0.0.1:%1/"_s.arg(six.serverPort()))));
        QTRY_VERIFY(literal.isWhole());
        QCOMPARE(literal.body, "four"); // not by a connection to the other
    }

    void endsAttemptsToConnect()
    {
        const DeafListener deaf;
        if (deaf.port == 0)
            QSKIP("no IPv6 on this machine");
        LocalTransport transport;
        CallLog log(transport, postTo(QUrl(u"http://[::1]:%1/"_s.arg(deaf.port))), {.connect = 150ms});
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QCOMPARE(log.errorKind(), ErrorKind::Timeout);
        QCOMPARE(log.outcome.error->providerCode, u"connect"_s);
        QVERIFY(!log.outcome.requestSent);
        QVERIFY(!log.outcome.timings.connect && !log.outcome.timings.firstByte);

        CallLog cancelled(transport, postTo(QUrl(u"http://[::1]:%1/"_s.arg(deaf.port))));
        QTest::qWait(20);
        cancelled.call()->cancel();
        QCOMPARE(cancelled.order, QStringList{u"closed"_s});
        QVERIFY(!cancelled.outcome.requestSent);
    }

    void triesTheOtherAddressWhenTheFirstIsDeaf()
    {
        const DeafListener deaf;
        PlainServer server("four");
        if (deaf.port == 0 || !server.listen(QHostAddress::LocalHost, deaf.port))
            QSKIP("no IPv6 on this machine, or the port is taken on IPv4");
        LocalTransport transport;
        CallLog log(transport, postTo(onLocalhost(deaf.port)));
        QTRY_VERIFY_WITH_TIMEOUT(log.isClosed(), 20'000);
        QVERIFY(log.isWhole());
        QCOMPARE(log.body, "four");
    }

    void namesAttacksOnFraming_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ErrorKind>("kind");
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        const QByteArray next = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong";
        QTest::newRow("two lengths") << ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok" + next
                                     << ErrorKind::Protocol;
        QTest::newRow("length and encoding")
            << ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next << ErrorKind::Protocol;
        QTest::newRow("bare line feeds") << "HTTP/1.1 200 OK\nContent-Length: 2\n\nok" + next << ErrorKind::Protocol;
        QTest::newRow("chunk longer than it says")
            << ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n" + next << ErrorKind::Truncated;
    }
    void namesAttacksOnFraming()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ErrorKind, kind);
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{answer}, step::Hold{}});
        server.enqueue(kServe);
        LocalTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), kind);
        QVERIFY2(log.outcome.error->detail.contains(u"127.0.0.1:%1"_s.arg(server.port())),
            qPrintable(log.outcome.error->detail));
        QVERIFY(!log.body.contains("wrong"));
        QTRY_COMPARE(server.openConnections(), 0);
        CallLog second(transport, postTo(server.url()));
        QTRY_VERIFY(second.isWhole());
        QCOMPARE(second.body, "hello");
    }

    void tellsTheSameAsLibcurl_data()
    {
        QTest::addColumn<Script>("script");
        QTest::addColumn<bool>("ownReason"); // whoever reads a broken answer says why in its own words
        const QByteArray length = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
        const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        const auto ends = [](const QByteArray& answer) {
            return Script{step::ReadRequest{}, step::Send{answer}, step::Delay{20ms}, step::Close{}};
        };
        const auto resets = [](const QByteArray& answer) {
            return Script{step::ReadRequest{}, step::Send{answer}, step::Delay{20ms}, step::Reset{}};
        };
        QTest::newRow("whole") << ends(okAnswer("hello")) << false;
        QTest::newRow("whole, chunked") << ends(chunked + "3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n") << false;
        QTest::newRow("whole, until the end") << ends("HTTP/1.1 200 OK\r\n\r\nabc") << false;
        QTest::newRow("interim heads") << ends("HTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + okAnswer("hello")) << false;
        QTest::newRow("HTTP/1.0") << ends("HTTP/1.0 200 OK\r\n\r\nabc") << false;
        QTest::newRow("204") << ends("HTTP/1.1 204 No\r\n\r\n") << false;
        QTest::newRow("304") << ends("HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n") << false;
        QTest::newRow("more than its length") << ends(length + "0123456789abc") << false;
        QTest::newRow("close") << Script{step::ReadRequest{}, step::Close{}} << false;
        QTest::newRow("reset") << Script{step::ReadRequest{}, step::Reset{}} << false;
        QTest::newRow("status line cut") << ends("HTTP/1.1 20") << false;
        QTest::newRow("header cut") << ends("HTTP/1.1 200 OK\r\nConte") << false;
        QTest::newRow("header not ended") << ends("HTTP/1.1 200 OK\r\nA: b\r\n") << false;
        QTest::newRow("reset in the header") << resets("HTTP/1.1 200 OK\r\nA: b\r\n") << false;
        QTest::newRow("interim head only") << ends("HTTP/1.1 100 Continue\r\n\r\n") << false;
        QTest::newRow("no body") << ends(length) << false;
        QTest::newRow("short body") << ends(length + "abc") << false;
        QTest::newRow("reset in the body") << resets(length + "abc") << false;
        QTest::newRow("reset before the end") << resets("HTTP/1.1 200 OK\r\n\r\nabc") << false;
        QTest::newRow("chunk cut") << ends(chunked + "5\r\nabc") << false;
        QTest::newRow("no last chunk") << ends(chunked + "3\r\nabc\r\n") << false;
        QTest::newRow("bad chunk size") << ends(chunked + "3\r\nabc\r\nzz\r\n") << true;
        QTest::newRow("garbage") << ends("\x15\x03\x01 what is this\r\n\r\n") << true;
        QTest::newRow("old HTTP") << ends("<html>hello</html>") << true;
        QTest::newRow("bad version") << ends("HTTP/9.7 200 OK\r\n\r\n") << true;
        QTest::newRow("bad length") << ends("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n") << true;
    }
    void tellsTheSameAsLibcurl()
    {
        QFETCH(Script, script);
        QFETCH(bool, ownReason);
        LoopbackServer server;
        server.enqueue(script);
        CurlTransport curl;
        LocalTransport local;
        CallLog theirs(curl, postTo(server.url()));
        CallLog ours(local, postTo(server.url()));
        QTRY_VERIFY(theirs.isClosed() && ours.isClosed());
        QCOMPARE(ours.order, theirs.order);
        QCOMPARE(ours.head.status, theirs.head.status);
        QVERIFY(ours.head.headers == theirs.head.headers);
        QCOMPARE(ours.body, theirs.body);
        QCOMPARE(ours.outcome.requestSent, theirs.outcome.requestSent);
        QCOMPARE(ours.outcome.timings.firstByte.has_value(), theirs.outcome.timings.firstByte.has_value());
        QCOMPARE(ours.outcome.error.has_value(), theirs.outcome.error.has_value());
        if (!ours.outcome.error) {
            QCOMPARE(ours.outcome.bytesReceived, theirs.outcome.bytesReceived);
            return;
        }
        QCOMPARE(ours.errorKind(), theirs.errorKind());
        QCOMPARE(ours.outcome.error->providerCode, theirs.outcome.error->providerCode);
        auto sentence = ours.outcome.error->detail;
        auto theirSentence = theirs.outcome.error->detail;
        if (ownReason) {
            sentence.truncate(sentence.indexOf(u": "_s));
            theirSentence.truncate(theirSentence.indexOf(u": "_s));
        }
        QCOMPARE(sentence, theirSentence);
    }

    void tellsWhenNobodyIsThere()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        LocalTransport transport;
        CallLog log(transport, postTo(onLocalhost(port)));
        QVERIFY(log.order.isEmpty());
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QCOMPARE(log.errorKind(), ErrorKind::Network);
        QVERIFY2(log.outcome.error->detail.contains(u"refused"_s), qPrintable(log.outcome.error->detail));
        QVERIFY2(
            log.outcome.error->detail.contains(u"localhost:%1"_s.arg(port)), qPrintable(log.outcome.error->detail));
    }

    void refusesOtherServers()
    {
        LocalTransport transport;
        for (const auto& url : {u"http://192.0.2.1/v1?key=secretvalue"_s, u"https://localhost/v1?key=secretvalue"_s}) {
            CallLog log(transport, postTo(QUrl(url)));
            QVERIFY(log.order.isEmpty());
            QTRY_VERIFY(log.isClosed());
            QCOMPARE(log.errorKind(), ErrorKind::InvalidRequest);
            QVERIFY(!log.outcome.error->detail.contains(u"secretvalue"_s));
        }
    }

    void refusesBadHeadersOfAKnownAddressToo()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        LocalTransport transport;
        CallLog first(transport, postTo(server.url()));
        QTRY_VERIFY(first.isWhole());
        auto request = postTo(server.url());
        request.headers.append(HttpHeader{.name = "X", .value = "a\r\nContent-Length: 0"});
        CallLog log(transport, request);
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::InvalidRequest);
        QCOMPARE(server.heads(), 1);
    }

    void sendsLongBodiesToSlowReaders()
    {
        LoopbackServer server;
        server.enqueue({step::ReadHead{}, step::Delay{100ms}, step::ReadRequest{}, step::Send{okAnswer("got it")}});
        LocalTransport transport;
        QByteArray body(24'000'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < body.size(); ++i)
            body[i] = char('a' + i % 23);
        CallLog log(transport, postTo(server.url(), body));
        QTRY_VERIFY_WITH_TIMEOUT(log.isClosed(), 20'000);
        QVERIFY(log.isWhole());
        QCOMPARE(log.body, "got it");
        QVERIFY(server.requests().value(0).body == body);
    }

    void stopsSendingWhenItIsRefused()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        qint64 taken = 0;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            auto* socket = server.nextPendingConnection();
            socket->setReadBufferSize(1000);
            socket->write("HTTP/1.1 413 No\r\nContent-Length: 6\r\n\r\nbig"); // the rest of the answer is to come
        });
        LocalTransport transport;
        CallLog log(
            transport, postTo(QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort())), QByteArray(32'000'000, 'x')));
        QTRY_COMPARE(log.body, "big");
        auto* socket = server.findChild<QTcpSocket*>();
        QVERIFY(socket);
        connect(socket, &QTcpSocket::readyRead, this, [&] { taken += socket->readAll().size(); });
        socket->setReadBufferSize(0);
        taken += socket->readAll().size();
        QTest::qWait(100);
        QVERIFY2(taken < 16'000'000, qPrintable(QString::number(taken))); // what was on its way
        socket->write("ger");
        QTRY_VERIFY(log.isWhole());
        QCOMPARE(log.body, "bigger");
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState); // half a request: of no use for another
    }
};

QTEST_GUILESS_MAIN(TestLocalTransport)
#include "tst_localtransport.moc"
