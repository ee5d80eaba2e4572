// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/bothtransports.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <cstring>

#include <dlfcn.h>
#include <netdb.h>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QSemaphore resolverAsked;
QSemaphore resolverMayAnswer;

} // namespace

// libcurl's resolver threads land here: a name server that does not answer, and names that do not exist, without any
// network.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found)
{
    using Original = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto original = reinterpret_cast<Original>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (name && std::strcmp(name, "slow.test") == 0) {
        resolverAsked.release();
        resolverMayAnswer.acquire();
        return EAI_AGAIN;
    }
    if (name && std::strcmp(name, "absent.test") == 0)
        return EAI_NONAME;
    return original(name, service, hints, found);
}

/// Each limit ends the call under its own name; none ends a call that it does not concern.
class TestCurlTimers : public QObject
{
    Q_OBJECT

    static constexpr Timeouts kNone{.connect = 0ms, .firstByte = 0ms, .idle = 0ms, .total = 0ms};

private Q_SLOTS:
    void initTestCase_data() { addTransports(); }

    void init()
    {
        QCOMPARE(resolverAsked.available(), 0);
        QTRY_COMPARE(resolverMayAnswer.available(), 0); // the resolver's thread takes what a test before released
    }

    void namesTheLimit_data()
    {
        QTest::addColumn<QString>("limit");
        QTest::addColumn<Script>("script");
        const QByteArray head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        const Script silent = {step::ReadRequest{}, step::Hold{}};
        const Script slowly = {step::ReadRequest{}, step::Send{head}, step::Drip{"1\r\nx\r\n", 5ms}};
        QTest::newRow("silence") << u"first_byte"_s << silent;
        QTest::newRow("interim heads only")
            << u"first_byte"_s << Script{step::ReadRequest{}, step::Drip{"HTTP/1.1 100 Continue\r\n\r\n", 5ms}};
        QTest::newRow("half a status line") << u"first_byte"_s << Script{step::ReadRequest{}, step::Drip{"H", 1ms, 1}};
        QTest::newRow("head, then silence") << u"idle"_s << Script{step::ReadRequest{}, step::Send{head}, step::Hold{}};
        QTest::newRow("body, then silence")
            << u"idle"_s << Script{step::ReadRequest{}, step::Send{head + "1\r\nx\r\n"}, step::Hold{}};
        QTest::newRow("headers for ever")
            << u"idle"_s << Script{step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\n"}, step::Drip{"A: b\r\n", 5ms}};
        QTest::newRow("a chunk size for ever")
            << u"idle"_s << Script{step::ReadRequest{}, step::Send{head}, step::Drip{"0", 5ms, 10}, step::Hold{}};
        QTest::newRow("drip") << u"total"_s << slowly;
        QTest::newRow("silence, total") << u"total"_s << silent;
    }
    void namesTheLimit()
    {
        QFETCH(QString, limit);
        QFETCH(Script, script);
        LoopbackServer server;
        server.enqueue(script);
        EitherTransport transport;
        Timeouts timeouts = kNone;
        (limit == u"first_byte"_s ? timeouts.firstByte : limit == u"idle"_s ? timeouts.idle : timeouts.total) = 120ms;
        CallLog log(transport, postTo(server.url()), timeouts);
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Timeout);
        QCOMPARE(log.outcome.error->providerCode, limit);
        QVERIFY2(log.outcome.error->detail.contains(u"127.0.0.1:%1"_s.arg(server.port())),
            qPrintable(log.outcome.error->detail));
        QVERIFY(log.outcome.requestSent);
        QVERIFY(log.outcome.timings.connect);
        QVERIFY(*log.outcome.timings.total >= 120ms);
        QCOMPARE(log.outcome.timings.firstByte.has_value(), log.order.contains(u"head"_s) || limit == u"idle"_s);
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(server.posts(), 1);
    }

    void bytesMoveTheIdleLimit()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n"},
            step::Drip{"x", 50ms, 20}});
        EitherTransport transport;
        Timeouts timeouts = kNone;
        timeouts.idle = 600ms;
        CallLog log(transport, postTo(server.url()), timeouts);
        QTRY_VERIFY_WITH_TIMEOUT(log.isClosed(), 20'000);
        QVERIFY(log.isWhole()); // 20 times 50 ms are more than the limit
        QVERIFY(*log.outcome.timings.total >= 600ms);
    }

    void aBusyThreadIsNotTheServersSilence()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"}, step::Hold{},
            step::Send{"cd"}});
        EitherTransport transport;
        Timeouts timeouts = kNone;
        timeouts.idle = 200ms;
        CallLog log(transport, postTo(server.url()), timeouts);
        log.reaction = [&](const QString& signal) {
            if (signal == u"bytes"_s && log.body == "ab") {
                server.release();
                QThread::sleep(400ms);
            }
        };
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
        QCOMPARE(log.body, "abcd");
    }

    void connectLimitCoversNames()
    {
        EitherTransport transport;
        Timeouts timeouts = kNone;
        timeouts.connect = 100ms;
        CallLog log(transport, postTo(QUrl(u"http://slow.test/"_s)), timeouts);
        QTRY_VERIFY(log.isClosed()); // though the resolver still hangs
        QCOMPARE(log.errorKind(), ErrorKind::Timeout);
        QCOMPARE(log.outcome.error->providerCode, u"connect"_s);
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QVERIFY(!log.outcome.requestSent);
        QVERIFY(!log.outcome.timings.dns);
        resolverAsked.acquire();
        resolverMayAnswer.release();
    }

    void connectLimitCoversTls()
    {
        LoopbackServer server;
        server.enqueue({step::Hold{}});
        EitherTransport transport;
        Timeouts timeouts = kNone;
        timeouts.connect = 100ms;
        auto url = server.url();
        url.setScheme(u"https"_s);
        CallLog log(transport, postTo(url), timeouts);
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Timeout);
        QCOMPARE(log.outcome.error->providerCode, u"connect"_s);
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QVERIFY(!log.outcome.requestSent);
        QVERIFY(!log.outcome.timings.tls);
    }

    void cancelDoesNotWaitForTheResolver()
    {
        EitherTransport transport;
        CallLog log(transport, postTo(QUrl(u"http://slow.test/"_s)), kNone);
        while (!resolverAsked.tryAcquire())
            QTest::qWait(1);
        log.call()->cancel(); // would hang here: nothing lets the resolver go
        QVERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Cancelled);
        resolverMayAnswer.release();
    }

    void namesThatDoNotExist()
    {
        EitherTransport transport;
        CallLog log(transport, postTo(QUrl(u"https://absent.test/v1?key=secretvalue"_s)));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Network);
        QVERIFY(!log.outcome.requestSent);
        QVERIFY2(log.outcome.error->detail.contains(u"absent.test:443"_s), qPrintable(log.outcome.error->detail));
        QVERIFY(!log.outcome.error->detail.contains(u"secretvalue"_s));
    }
};

QTEST_GUILESS_MAIN(TestCurlTimers)
#include "tst_curltimers.moc"
