// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/bothtransports.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Script kServe = {step::ReadRequest{}, step::Send{okAnswer("hello")}, step::Repeat{}};
const Script kStream = {step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\n\r\n"}, step::Drip{"x", 1ms}};
const Script kSilent = {step::ReadRequest{}, step::Hold{}, step::Send{okAnswer("late")}};

void addSignals()
{
    QTest::addColumn<QString>("signal");
    for (const char* signal : {"connected", "head", "bytes", "closed"})
        QTest::newRow(signal) << QString::fromLatin1(signal);
}

} // namespace

/// Cancelling, deleting, pausing and starting, at every moment.
class TestCurlCallLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addTransports(); }

    void cancelTellsBeforeItReturns()
    {
        LoopbackServer server;
        server.enqueue(kStream);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.body.size() > 3);
        log.call()->cancel();
        QCOMPARE(log.closes, 1);
        QCOMPARE(log.errorKind(), ErrorKind::Cancelled);
        QVERIFY(log.outcome.requestSent);
        QVERIFY(log.outcome.timings.connect && log.outcome.timings.firstByte && log.outcome.timings.total);
        QVERIFY(log.outcome.bytesReceived > log.body.size());
        const auto told = log.order;
        log.call()->cancel();
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(log.order, told);
    }

    void cancelBeforeAnythingHappened()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        log.call()->cancel();
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QVERIFY(!log.outcome.requestSent);
        QVERIFY(!log.outcome.timings.firstByte);
        QTest::qWait(50);
        QCOMPARE(log.closes, 1);
        QCOMPARE(server.posts(), 0);
    }

    void cancelOfARefusedCall()
    {
        EitherTransport transport;
        CallLog log(transport, postTo(QUrl(u"nonsense"_s)));
        log.call()->cancel();
        QTest::qWait(20);
        QCOMPARE(log.closes, 1);
        QCOMPARE(log.errorKind(), ErrorKind::Cancelled);
    }

    void cancelInSlots_data() { addSignals(); }
    void cancelInSlots()
    {
        QFETCH(QString, signal);
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        log.reaction = [&](const QString& now) {
            if (now == signal)
                log.call()->cancel();
        };
        QTRY_VERIFY(log.isClosed());
        QTest::qWait(20);
        QCOMPARE(log.closes, 1);
        QCOMPARE(log.order.last(), u"closed"_s);
        QVERIFY(log.order.contains(signal));
        if (signal == u"closed"_s)
            QVERIFY(!log.outcome.error);
        else
            QCOMPARE(log.errorKind(), ErrorKind::Cancelled);
        log.reaction = {};
        CallLog next(transport, postTo(server.url()));
        QTRY_VERIFY(next.isWhole());
    }

    void deleteInSlots_data() { addSignals(); }
    void deleteInSlots()
    {
        QFETCH(QString, signal);
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        log.reaction = [&](const QString& now) {
            if (now == signal)
                log.deleteCall();
        };
        QTRY_VERIFY(log.order.contains(signal));
        QTest::qWait(20);
        QCOMPARE(log.order.last(), signal);
        QCOMPARE(log.closes, signal == u"closed"_s ? 1 : 0);
        log.reaction = {};
        CallLog next(transport, postTo(server.url()));
        QTRY_VERIFY(next.isWhole());
    }

    void deleteWhileOthersAreTold()
    {
        LoopbackServer server;
        server.enqueue(kSilent);
        EitherTransport transport;
        std::vector<std::unique_ptr<CallLog>> logs;
        for (int i = 0; i < 16; ++i)
            logs.push_back(std::make_unique<CallLog>(transport, postTo(server.url())));
        for (const auto& log : logs) {
            log->reaction = [&](const QString& now) {
                if (now == u"head"_s) {
                    for (const auto& each : logs)
                        each->deleteCall();
                }
            };
        }
        QTRY_COMPARE(server.posts(), 16);
        server.release();
        QTRY_VERIFY(server.openConnections() <= 1); // an answer that came whole leaves its connection for the next call
        qsizetype heads = 0;
        for (const auto& log : logs)
            heads += log->order.count(u"head"_s);
        QCOMPARE(heads, 1);
    }

    void destroyedTransportClosesItsCalls()
    {
        LoopbackServer server;
        server.enqueue(kStream);
        auto transport = std::make_unique<EitherTransport>();
        CallLog running(*transport, postTo(server.url()));
        QTRY_VERIFY(!running.body.isEmpty());
        CallLog fresh(*transport, postTo(server.url()));
        CallLog refused(*transport, postTo(QUrl(u"nonsense"_s)));
        transport.reset();
        for (auto* log : {&running, &fresh, &refused}) {
            QCOMPARE(log->closes, 1);
            QCOMPARE(log->errorKind(), ErrorKind::Cancelled);
            log->call()->setPaused(true);
            log->call()->cancel();
            log->deleteCall();
        }
        QTest::qWait(20);
        QCOMPARE(running.closes, 1);
    }

    void destroyedTransportInSlots_data() { addSignals(); }
    void destroyedTransportInSlots()
    {
        QFETCH(QString, signal);
        LoopbackServer server;
        server.enqueue(kServe);
        auto transport = std::make_unique<EitherTransport>();
        CallLog log(*transport, postTo(server.url()));
        CallLog other(*transport, postTo(server.url()));
        log.reaction = [&](const QString& now) {
            if (now == signal)
                transport.reset();
        };
        QTRY_VERIFY(!transport);
        QTest::qWait(20);
        QCOMPARE(log.closes, 1);
        QCOMPARE(other.closes, 1);
    }

    void deletedByItsOwnEndWhenTheTransportGoes()
    {
        LoopbackServer server;
        server.enqueue(kStream);
        auto transport = std::make_unique<EitherTransport>();
        CallLog running(*transport, postTo(server.url()));
        CallLog other(*transport, postTo(server.url()));
        QTRY_VERIFY(!running.body.isEmpty() && !other.body.isEmpty());
        for (auto* log : {&running, &other}) {
            log->reaction = [log](const QString& now) {
                if (now == u"closed"_s)
                    log->deleteCall();
            };
        }
        transport.reset();
        QVERIFY(!running.call() && !other.call());
        QCOMPARE(running.closes + other.closes, 2);
    }

    void startInSlots()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        std::vector<std::unique_ptr<CallLog>> logs;
        bool toldInside = false;
        const std::function<void(const QString&)> again = [&](const QString& now) {
            if (now != u"closed"_s || logs.size() >= 20)
                return;
            const auto url = logs.size() % 3 == 0 ? QUrl(u"nonsense"_s) : server.url();
            logs.push_back(std::make_unique<CallLog>(transport, postTo(url)));
            toldInside = toldInside || !logs.back()->order.isEmpty();
            logs.back()->reaction = again;
        };
        again(u"closed"_s);
        QTRY_VERIFY(logs.size() == 20 && logs.back()->isClosed());
        QVERIFY(!toldInside);
        QCOMPARE(server.connections(), 1);
    }

    void pausedCallsDeliverNothing()
    {
        LoopbackServer server;
        server.enqueue(
            {step::ReadRequest{}, step::Send{"HTTP/1.1 200 OK\r\n\r\n"}, step::Flood{QByteArray(4000, 'x')}});
        EitherTransport transport;
        Timeouts timeouts;
        timeouts.idle = 100ms; // rests while paused
        CallLog log(transport, postTo(server.url()), timeouts);
        QTRY_VERIFY(log.body.size() > 100'000);
        log.call()->setPaused(true);
        const auto had = log.body.size();
        // The kernel's buffers fill, then the server is held up.
        qint64 sent = -1;
        while (sent != server.bytesSent()) {
            sent = server.bytesSent();
            QTest::qWait(100);
        }
        QCOMPARE(log.body.size(), had);
        QVERIFY(!log.isClosed());
        log.call()->setPaused(false);
        QTRY_VERIFY(log.body.size() > sent);
        log.call()->cancel();
    }

    void pausedInsideASlot()
    {
        LoopbackServer server;
        const QByteArray body(4'000'000, 'y');
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer(body)}});
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        int pauses = 0;
        log.reaction = [&](const QString& now) {
            if (now == u"head"_s || now == u"bytes"_s) {
                ++pauses;
                log.call()->setPaused(true);
            }
        };
        while (!log.isClosed()) {
            const auto had = log.body.size();
            QTest::qWait(5);
            QVERIFY(log.body.size() == had || log.order.size() < 3);
            if (!log.isClosed())
                log.call()->setPaused(false);
            QTest::qWait(0);
        }
        QVERIFY(log.isWhole());
        QCOMPARE(log.body, body);
        QVERIFY(pauses > 2);
    }

    void pausedFromTheStart()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        log.call()->setPaused(true);
        QTRY_VERIFY(log.order.contains(u"head"_s));
        QTest::qWait(50);
        QCOMPARE(log.body, "");
        QVERIFY(!log.isClosed());
        log.call()->setPaused(false);
        QTRY_VERIFY(log.isWhole());
        QCOMPARE(log.body, "hello");
    }

    void cancelWhilePaused()
    {
        LoopbackServer server;
        server.enqueue(kStream);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(!log.body.isEmpty());
        log.call()->setPaused(true);
        QTest::qWait(20);
        const auto told = log.order;
        log.call()->cancel();
        QCOMPARE(log.order, told + QStringList{u"closed"_s});
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void theTotalLimitHoldsWhilePaused()
    {
        LoopbackServer server;
        server.enqueue(kServe);
        EitherTransport transport;
        CallLog log(transport, postTo(server.url()), {.total = 200ms});
        log.call()->setPaused(true);
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.outcome.error->providerCode, u"total"_s);
        QCOMPARE(log.body, "");
    }
};

QTEST_GUILESS_MAIN(TestCurlCallLife)
#include "tst_curlcalllife.moc"
