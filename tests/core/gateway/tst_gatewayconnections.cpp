// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// How the gateway bears clients that leave, are slow, send too much or what is no request.
class TestGatewayConnections : public QObject, private GatewayScene
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void aClientThatLeavesCancelsTheProvider()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(300).contains("word "));
        QCOMPARE(m_upstream->openConnections(), 1);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QCOMPARE(m_gateway->records().first().lanes.first().state, LaneState::Cancelled);
        QCOMPARE(m_gateway->records().first().lanes.first().text, u"word "_s);
    }

    void aClientThatLeavesBeforeOutputCancelsTheProvider()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", false), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 1);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
    }

    void whoMustNotBeServedIsToldBeforeTheBody_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::newRow("no key") << "HOST"_ba << 401;
        QTest::newRow("wrong key") << "HOSTx-api-key: sk-assay-guess\r\n"_ba << 401;
        QTest::newRow("page") << "HOSTKEYorigin: http://evil.example\r\n"_ba << 403;
        QTest::newRow("rebound name") << "host: evil.example\r\nKEY"_ba << 421;
    }

    void whoMustNotBeServedIsToldBeforeTheBody()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, status);
        headers.replace("HOST", m_gateway->host()).replace("KEY", m_gateway->auth());
        for (const QByteArray& wish : {QByteArray(), QByteArray("expect: 100-continue\r\n")}) {
            RawClient client(m_gateway->port);
            client.write("POST /v1/chat/completions HTTP/1.1\r\n" + headers + wish
                + "content-type: application/json\r\ncontent-length: 60000000\r\n\r\n{");
            QCOMPARE(client.reply().head.status, status);
            client.write(QByteArray(100'000, ' ')); // read and dropped
        }
        QVERIFY(m_upstream->requests().isEmpty());
    }

    void aSlowClientHoldsTheProviderBack()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead}, step::Flood{chunked(kPiece.repeated(64))}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(1000).size() >= 1000);
        // Kernel buffers and our high-water mark fill; then the provider must stand still.
        qint64 before = -1;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const qint64 now = m_upstream->bytesSent();
                const bool stands = now == before;
                before = now;
                QTest::qWait(300);
                return stands;
            }(),
            30'000);
        QVERIFY(before < 64 * 1024 * 1024);
        const qint64 stood = before;
        for (int i = 0; i < 200; ++i) {
            client.waitForBytes(256 * 1024);
            client.forget(256 * 1024);
        }
        QTRY_VERIFY(m_upstream->bytesSent() > stood);
    }

    void longWaitsGiveSignsOfLife()
    {
        use({}, 100ms);
        m_upstream->enqueue(
            {step::ReadRequest{}, step::Hold{}, step::Send{kStreamHead + chunked(kPiece)}, step::Reset{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QByteArray seen;
        QTRY_VERIFY((seen = client.waitForBytes(seen.size() + 1)).contains(": ASSAY PROCESSING"));
        QVERIFY(seen.startsWith("HTTP/1.1 200"));
        m_upstream->release();
        const auto reply = client.reply();
        QVERIFY(reply.complete);
        QVERIFY(reply.body.contains("word "));
    }

    void capsAreKept()
    {
        HttpLimits limits;
        limits.request = {.headBytes = 2048, .bodyBytes = 4096};
        use(limits);
        QCOMPARE(m_gateway->post("/v1/chat/completions", chat("up/m", false, ",\"x\":\"" + QByteArray(8192, 'x') + '"'))
                     .head.status,
            413);
        QCOMPARE(m_gateway->send("GET", "/v1/models", {}, "x: " + QByteArray(4096, 'x') + "\r\n").head.status, 431);
        QCOMPARE(m_gateway->get("/v1/models").head.status, 200);
    }

    void malformedRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no request") << "hello\r\n\r\n"_ba << 400;
        QTest::newRow("two lengths")
            << "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"_ba << 400;
        QTest::newRow("length and chunked")
            << "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"_ba
            << 400;
        QTest::newRow("folded") << "GET / HTTP/1.1\r\nhost: x\r\n folded\r\n\r\n"_ba << 400;
        QTest::newRow("version") << "GET / HTTP/3.0\r\nhost: x\r\n\r\n"_ba << 505;
    }
    void malformedRequestsAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        RawClient client(m_gateway->port);
        client.write(bytes);
        QCOMPARE(client.reply().head.status, status);
        QVERIFY(client.reply().closed);
    }

    void slowHeadsEndAndOthersAreServedMeanwhile()
    {
        HttpLimits limits;
        limits.connections = 20;
        limits.head = 700ms;
        use(limits);
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < 60; ++i) {
            slow.push_back(std::make_unique<RawClient>(m_gateway->port));
            slow.back()->write("GET /v1/models HTT");
        }
        QCOMPARE(m_gateway->get("/v1/models").head.status, 200);
        const auto ended = slow.back()->reply();
        QCOMPARE(ended.head.status, 408);
    }

    /// What a client does not take is held back, also where nobody has to be asked for the answer.
    void aClientThatNeverReadsDoesNotFillMemory()
    {
        const QByteArray one = m_gateway->request("GET", "/v1/models", {}, "authorization: Bearer wrong\r\n");
        QByteArray many;
        while (many.size() < 1 << 20)
            many += one;
        const auto socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_gateway->port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        qint64 taken = 0;
        // The kernel's own buffers hold some megabytes in each direction; what is beyond them would be ours.
        constexpr qint64 kFarTooMuch = 64LL << 20;
        for (pollfd room{.fd = socket, .events = POLLOUT, .revents = 0};
            taken < kFarTooMuch && ::poll(&room, 1, 2000) > 0;) {
            const auto sent = ::send(socket, many.constData(), size_t(many.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent <= 0)
                break;
            taken += sent;
        }
        QVERIFY2(taken < kFarTooMuch, "all of it was taken, and answered into memory");
        QCOMPARE(m_gateway->get("/v1/models").head.status, 200);
        ::close(socket);
    }

    void aRefusalAfterHeadHasItsBody()
    {
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("HEAD", "/", {}, {}));
        client.write("NONSENSE\r\n\r\n");
        const auto both = client.waitForBytes(400);
        QVERIFY2(both.contains("200 OK") && both.contains("400 Bad Request"), both.constData());
        QVERIFY2(both.sliced(both.indexOf("400 Bad Request")).contains("{\"error\""), both.constData());
    }

    void requestsOfOneConnectionAreServedInTurn()
    {
        RawClient client(m_gateway->port);
        const auto one = m_gateway->request("GET", "/v1/models", {}, m_gateway->auth());
        const auto two
            = m_gateway->request("POST", "/v1/chat/completions", chat("sandbox/swift", true), m_gateway->auth());
        client.write(one + two + one);
        QCOMPARE(client.reply().head.status, 200);
        const auto streamed = client.reply();
        QVERIFY(streamed.body.endsWith("data: [DONE]\n\n"));
        const auto last = client.reply();
        QCOMPARE(last.head.status, 200);
        QVERIFY(last.complete);
    }
};

QTEST_GUILESS_MAIN(TestGatewayConnections)
#include "tst_gatewayconnections.moc"
