// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localtransport.h"
#include "core/support/eventdispatcher.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QDir>
#include <QTest>
#include <QThread>

#include <sys/resource.h>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Script kServe = {step::ReadRequest{}, step::Send{okAnswer("hello")}, step::Repeat{}};

qsizetype openSockets()
{
    qsizetype out = 0;
    const QDir folder(u"/proc/self/fd"_s);
    for (const auto& entry : folder.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot))
        out += QFile::symLinkTarget(folder.filePath(entry)).contains(u"socket:"_s) ? 1 : 0;
    return out;
}

} // namespace

/// How long the transport for this machine keeps its connections, and for whom.
class TestLocalConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotSendOnAConnectionThatAnsweredEarly()
    {
        LoopbackServer server;
        server.enqueue({step::ReadHead{}, step::Send{okAnswer("early")}, step::Hold{}});
        server.enqueue(kServe);
        LocalTransport transport;
        CallLog first(transport, postTo(server.url(), QByteArray(32'000'000, 'x')));
        QTRY_VERIFY(first.isWhole());
        QCOMPARE(first.body, "early");
        CallLog second(transport, postTo(server.url()));
        QTRY_VERIFY(second.isWhole());
        QCOMPARE(second.body, "hello");
        QCOMPARE(server.connections(), 2);
    }

    void keepsConnectionsOfSeveralServersApart()
    {
        LoopbackServer one;
        one.enqueue({step::ReadRequest{}, step::Send{okAnswer("one")}, step::Repeat{}});
        LoopbackServer two;
        two.enqueue({step::ReadRequest{}, step::Send{okAnswer("two")}, step::Repeat{}});
        LocalTransport transport;
        for (int i = 0; i < 5; ++i) {
            CallLog a(transport, postTo(one.url(u"/%1"_s.arg(i))));
            CallLog b(transport, postTo(two.url(u"/%1"_s.arg(i))));
            QTRY_VERIFY(a.isWhole() && b.isWhole());
            QCOMPARE(a.body, "one");
            QCOMPARE(b.body, "two");
        }
        QCOMPARE(one.connections(), 1);
        QCOMPARE(two.connections(), 1);
        QVERIFY(one.requests().at(4).head.startsWith("POST /4 "));
    }

    void letsGoOfClosedAndOldConnections()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer("a")}, step::Hold{}, step::Close{}});
        server.enqueue(kServe);
        LocalTransport transport(TransportOptions{.idleConnectionAge = 1s});
        CallLog first(transport, postTo(server.url()));
        QTRY_VERIFY(first.isWhole());
        const auto before = openSockets();
        server.release();
        QTRY_COMPARE(openSockets(), before - 2); // both ends, though nobody asked for the connection again
        CallLog second(transport, postTo(server.url()));
        QTRY_VERIFY(second.isWhole());
        QCOMPARE(server.openConnections(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 10'000); // by its age
    }

    void keepsNoMoreThanItsShare()
    {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 4096);
        setrlimit(RLIMIT_NOFILE, &limit);
        if (limit.rlim_cur < 2000)
            QSKIP("too few descriptors allowed");
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Hold{}, step::Send{okAnswer("a")}, step::Repeat{}});
        LocalTransport transport;
        std::vector<std::unique_ptr<CallLog>> logs;
        for (int i = 0; i < 560; ++i) {
            logs.push_back(std::make_unique<CallLog>(transport, postTo(server.url())));
            if (i % 100 == 0)
                QTRY_COMPARE(server.posts(), i + 1); // no flood of its listener
        }
        QTRY_COMPARE(server.posts(), 560);
        server.release();
        for (const auto& log : logs)
            QTRY_VERIFY(log->isWhole());
        QTRY_COMPARE(server.openConnections(), kKeptConnections);
    }

    void worksOnAThreadOverEpoll()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer(QByteArray(3'000'000, 'z'))}, step::Repeat{}});
        QThread thread;
        useEpoll(thread);
        auto* context = new QObject;
        context->moveToThread(&thread);
        thread.start();
        std::atomic<qint64> bytes = 0;
        std::atomic<int> whole = 0;
        std::unique_ptr<LocalTransport> transport;
        std::function<void(int)> begin; // used on the thread alone
        begin = [&](int left) {
            auto* log = new CallLog(*transport, postTo(server.url()), {});
            log->reaction = [&, log, left](const QString& now) {
                if (now == u"bytes"_s) {
                    bytes += std::exchange(log->body, {}).size();
                    log->call()->setPaused(true);
                    QMetaObject::invokeMethod(
                        context,
                        [log] {
                            if (log->call())
                                log->call()->setPaused(false);
                        },
                        Qt::QueuedConnection);
                } else if (now == u"closed"_s) {
                    whole += log->outcome.error ? 0 : 1;
                    QMetaObject::invokeMethod(context, [log] { delete log; }, Qt::QueuedConnection);
                    if (left > 1)
                        begin(left - 1);
                }
            };
        };
        QMetaObject::invokeMethod(context, [&] {
            transport = std::make_unique<LocalTransport>();
            for (int i = 0; i < 4; ++i)
                begin(5);
        });
        QTRY_COMPARE_WITH_TIMEOUT(whole.load(), 20, 20'000);
        QCOMPARE(bytes.load(), 60'000'000);
        QCOMPARE(server.connections(), 4);
        QMetaObject::invokeMethod(
            context,
            [&] {
                transport.reset();
                delete context;
            },
            Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
        QTRY_COMPARE(server.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLocalConnections)
#include "tst_localconnections.moc"
