// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/loopback.h"

#include <QTest>

#include <unistd.h>

using namespace assay;
using namespace Qt::StringLiterals;

class TestLoopback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesOfThisMachine_data()
    {
        QTest::addColumn<bool>("own");
        QTest::newRow("127.0.0.1") << true;
        QTest::newRow("127.255.255.254") << true;
        QTest::newRow("::1") << true;
        QTest::newRow("::ffff:127.0.0.1") << true;
        QTest::newRow("128.0.0.1") << false;
        QTest::newRow("0.0.0.0") << false;
        QTest::newRow("::") << false;
        QTest::newRow("::ffff:10.0.0.1") << false;
        QTest::newRow("fe80::1") << false;
        QTest::newRow("localhost") << false;
        QTest::newRow("127.0.0.1.example.org") << false;
        QTest::newRow("") << false;
    }
    void addressesOfThisMachine()
    {
        QFETCH(bool, own);
        QCOMPARE(isLoopbackAddress(QString::fromLatin1(QTest::currentDataTag())), own);
    }

    void aTakenPortIsToldApart()
    {
        const auto first = listenOnLoopback(0);
        QVERIFY(first);
        const quint16 port = portOf(*first);
        QVERIFY(port != 0);
        const auto second = listenOnLoopback(port);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Network);
        QVERIFY(second.error().detail.contains(QString::number(port)));
        QCOMPARE(acceptFrom(*first), -1);
        ::close(*first);
    }
};

QTEST_GUILESS_MAIN(TestLoopback)
#include "tst_loopback.moc"
