// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/calllog.h"
#include "tests/support/scriptedtransport.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// The scripted transport keeps the contracts of HttpCall, or tests built on it would prove nothing.
class TestScriptedTransport : public QObject
{
    Q_OBJECT

    const QUrl m_url{u"https://model.test/v1"_s};

private Q_SLOTS:
    void answersInOrder()
    {
        ScriptedTransport transport;
        transport.enqueue(answer(200, "one"));
        ScriptedAnswer broken = answer(200, "a");
        broken.chunks.append("b");
        broken.error = fail(ErrorKind::Truncated, u"cut"_s).error();
        transport.enqueue(broken);
        CallLog first(transport, postTo(m_url));
        CallLog second(transport, postTo(m_url, "{}"));
        QVERIFY(first.order.isEmpty());
        QCOMPARE(transport.openCalls(), 2);
        QTRY_VERIFY(first.isClosed() && second.isClosed());
        QCOMPARE(first.order, (QStringList{u"connected"_s, u"head"_s, u"bytes"_s, u"closed"_s}));
        QVERIFY(first.isWhole());
        QCOMPARE(first.body, "one");
        QCOMPARE(second.body, "ab");
        QCOMPARE(second.errorKind(), ErrorKind::Truncated);
        QCOMPARE(transport.requests().size(), 2);
        QCOMPARE(transport.requests().at(1).body, "{}");
        QCOMPARE(transport.openCalls(), 0);
    }

    void closesWithoutScript()
    {
        ScriptedTransport transport;
        CallLog log(transport, postTo(m_url));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QCOMPARE(log.errorKind(), ErrorKind::Internal);
    }

    void asksTheResponder()
    {
        ScriptedTransport transport;
        transport.setResponder([](const HttpRequest& request) { return answer(200, request.body); });
        CallLog log(transport, postTo(m_url, "echo"));
        QTRY_VERIFY(log.isWhole());
        QCOMPARE(log.body, "echo");
    }

    void holdsUntilReleased()
    {
        ScriptedTransport transport;
        auto held = answer(200, "one");
        held.holdBefore = 2;
        transport.enqueue(held);
        CallLog log(transport, postTo(m_url));
        QTRY_COMPARE(log.order.size(), 2);
        QTest::qWait(10);
        QCOMPARE(log.order.size(), 2);
        transport.release();
        QTRY_VERIFY(log.isWhole());
    }

    void holdsNothingBackButBytes()
    {
        ScriptedTransport transport;
        transport.enqueue(answer(200, "one"));
        CallLog log(transport, postTo(m_url));
        log.call()->setPaused(true);
        QTRY_VERIFY(log.order.contains(u"head"_s));
        QTest::qWait(10);
        QCOMPARE(log.body, "");
        QCOMPARE(transport.pausedCalls(), 1);
        log.call()->setPaused(false);
        QTRY_VERIFY(log.isWhole());
    }

    void cancelAndDeleteInSlots_data()
    {
        QTest::addColumn<QString>("signal");
        QTest::addColumn<bool>("deletes");
        for (const char* signal : {"connected", "head", "bytes", "closed"}) {
            QTest::addRow("cancel in %s", signal) << QString::fromLatin1(signal) << false;
            QTest::addRow("delete in %s", signal) << QString::fromLatin1(signal) << true;
        }
    }
    void cancelAndDeleteInSlots()
    {
        QFETCH(QString, signal);
        QFETCH(bool, deletes);
        ScriptedTransport transport;
        transport.enqueue(answer(200, "one"));
        CallLog log(transport, postTo(m_url));
        log.reaction = [&](const QString& now) {
            if (now != signal)
                return;
            if (deletes)
                log.deleteCall();
            else
                log.call()->cancel();
        };
        QTRY_VERIFY(log.order.contains(signal));
        QTest::qWait(10);
        QCOMPARE(log.closes, deletes && signal != u"closed"_s ? 0 : 1);
        QCOMPARE(log.order.last(), deletes ? signal : u"closed"_s);
        QCOMPARE(transport.openCalls(), 0);
    }

    void closesCallsWhenItGoes()
    {
        auto transport = std::make_unique<ScriptedTransport>();
        transport->enqueue(answer(200, "one"));
        CallLog log(*transport, postTo(m_url));
        transport.reset();
        QCOMPARE(log.errorKind(), ErrorKind::Cancelled);
        QCOMPARE(log.closes, 1);
        QTest::qWait(10);
        QCOMPARE(log.closes, 1);
    }
};

QTEST_GUILESS_MAIN(TestScriptedTransport)
#include "tst_scriptedtransport.moc"
