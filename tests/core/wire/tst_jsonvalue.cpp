// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonvalue.h"

#include <QTest>

#include <limits>

using namespace assay;
using namespace Qt::StringLiterals;

class TestJsonValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTolerantly()
    {
        JsonParser parser;
        const JsonValue root
            = parser.parse(R"({"s":"Grüße","n":12,"f":12.0,"h":12.5,"o":{"a":[1,{"b":true}]},"z":null})");
        QCOMPARE(root["s"].text(), u"Grüße"_s);
        QCOMPARE(root["n"].integer(), 12);
        QCOMPARE(root["f"].integer(), 12);
        QVERIFY(!root["h"].integer());
        QVERIFY(!root["s"].integer());
        QCOMPARE(root["o"]["a"].at(1)["b"].boolean(), true);
        QVERIFY(root["z"].isNull());
        QVERIFY(!root["missing"]["deep"].at(3).exists());
        QCOMPARE(root["o"]["a"].size(), std::size_t(2));
        QCOMPARE(root["n"].text(), QString());
    }

    void keepsSixtyFourBits()
    {
        JsonParser parser;
        QCOMPARE(parser.parse(R"({"n":9223372036854775807})")["n"].integer(), std::numeric_limits<qint64>::max());
        QVERIFY(!parser.parse(R"({"n":15092511270073158000})")["n"].integer());
    }

    void givesTheTextAsItCame()
    {
        JsonParser parser;
        parser.parse("{\"a\":[0],\"usage\":{ \"cost\" : 0.10, \"big\":0.00000012345678901234567890 },\"t\":1.50 }");
        QCOMPARE(parser.raw("/usage"), "{ \"cost\" : 0.10, \"big\":0.00000012345678901234567890 }"_ba);
        QCOMPARE(parser.raw("/usage/cost"), "0.10"_ba);
        QCOMPARE(parser.raw("/t"), "1.50"_ba);
        QCOMPARE(parser.raw("/none"), QByteArray());
        QCOMPARE(parser.dollars("/usage/cost"), Money::fromPico(100'000'000'000));
        QCOMPARE(parser.dollars("/usage/big"), Money::fromPico(123'457));
        QVERIFY(!parser.dollars("/a"));
    }

    void readsMoneyInStrings()
    {
        JsonParser parser;
        parser.parse(R"({"price":"0.0000025"})");
        QCOMPARE(parser.dollars("/price"), Money::fromPico(2'500'000));
    }

    void readsWhatIsNotQuiteJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("half surrogate pair") << R"({"t":"a\ud83d","x":1})"_ba << u"a\uFFFD"_s;
        QTest::newRow("low half alone") << R"({"t":"\ude00b"})"_ba << u"\uFFFDb"_s;
        QTest::newRow("whole pair") << R"({"t":"\ud83d\ude00","x":1e400})"_ba << u"😀"_s;
        QTest::newRow("escapes before it") << "{\"t\":\"\\\\ud83d \\\" \\ud83d\"}"_ba << u"\\ud83d \" \uFFFD"_s;
        QTest::newRow("NaN") << R"({"t":"ok","p":[NaN,-Infinity,Infinity]})"_ba << u"ok"_s;
        QTest::newRow("out of range") << R"({"t":"ok","n":1e400,"m":123456789012345678901234567890})"_ba << u"ok"_s;
        QTest::newRow("broken UTF-8") << "{\"t\":\"a\xC3\"}"_ba << u"a\uFFFD"_s;
    }
    void readsWhatIsNotQuiteJson()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        JsonParser parser;
        QCOMPARE(parser.parse(json)["t"].text(), text);
    }

    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* text :
            {"", "{", "{\"a\":}", "{\"a\":1}}", "hello", "{\"a\":1.2.3}", "{\"a\":-}", "[1,", "{\"t\":\"cut"})
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, json);
        JsonParser parser;
        QVERIFY(!parser.parse(json).exists());
        QCOMPARE(parser.raw("/a"), QByteArray());
    }
};

QTEST_APPLESS_MAIN(TestJsonValue)
#include "tst_jsonvalue.moc"
