// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/decimal.h"
#include "core/support/ids.h"
#include "core/support/money.h"

#include <QTest>

#include <limits>

using namespace assay;
using namespace Qt::StringLiterals;

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDecimalText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("pico");
        QTest::newRow("one dollar") << "1"_ba << 1'000'000'000'000LL;
        QTest::newRow("per token price") << "0.0000025"_ba << 2'500'000LL;
        QTest::newRow("exponent") << "1.5e-7"_ba << 150'000LL;
        QTest::newRow("upper exponent") << "2E+1"_ba << 20'000'000'000'000LL;
        QTest::newRow("float noise") << "0.0000006000000000000001"_ba << 600'000LL;
        QTest::newRow("half rounds to even, down") << "0.0000000000025"_ba << 2LL;
        QTest::newRow("half rounds to even, up") << "0.0000000000035"_ba << 4LL;
        QTest::newRow("just over half") << "0.00000000000250001"_ba << 3LL;
        QTest::newRow("third of a micro-dollar") << "0.08333333333333334"_ba << 83'333'333'333LL;
        QTest::newRow("negative") << "-0.001"_ba << -1'000'000'000LL;
        QTest::newRow("far below the resolution") << "1e-300"_ba << 0LL;
        QTest::newRow("half of the last place, even zero") << "0.0000000000005"_ba << 0LL;
        QTest::newRow("largest") << "9223372.036854775807"_ba << std::numeric_limits<qint64>::max();
    }
    void readsDecimalText()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, pico);
        const auto money = Money::fromDecimalUsd(text);
        QVERIFY2(money, text.constData());
        QCOMPARE(money->pico(), pico);
    }

    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
            {"", "-", "abc", "1.", ".5", "1e", "0x10", "1 ", "NaN", "1e9999999999", "9223372.036854775808", "1,5"})
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(QByteArray, text);
        const auto money = Money::fromDecimalUsd(text);
        QVERIFY(!money);
        QCOMPARE(money.error().kind, ErrorKind::InvalidRequest);
    }

    void printsExactly()
    {
        QCOMPARE(Money::fromPico(2'500'000).toDecimalString(), u"0.0000025"_s);
        QCOMPARE(Money::fromPico(0).toDecimalString(), u"0"_s);
        QCOMPARE(Money::fromPico(-1).toDecimalString(), u"-0.000000000001"_s);
        QCOMPARE(Money::fromPico(3'000'000'000'000).toDecimalString(), u"3"_s);
        QCOMPARE(Money::fromPico(std::numeric_limits<qint64>::min()).toDecimalString(), u"-9223372.036854775808"_s);
    }

    void refusesToOverflow()
    {
        QCOMPARE(Money::product(200, Money::fromPico(3)), Money::fromPico(600));
        QVERIFY(!Money::product(std::numeric_limits<qint64>::max(), Money::fromPico(2)));
        QVERIFY(!Money::fromPico(std::numeric_limits<qint64>::max()).plus(Money::fromPico(1)));
    }

    void idsSortByTheirTime()
    {
        QString before;
        for (int i = 0; i < 10'000; ++i) {
            const QString id = newId();
            QVERIFY(id > before);
            QCOMPARE(id.at(14), u'7');
            before = id;
        }
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
