// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonpatch.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestJsonPatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersAreFoundAsTheyStand()
    {
        const QByteArray text
            = " { \"a\" : 1.50 ,\n\"b\":[1,{\"c\":\"}]\\\\\"},\"\\\"\"],\"d\":\"x\\\\\\\"y\" , \"e\":{}} ";
        const auto members = jsonMembers(text);
        QVERIFY(members);
        QCOMPARE(members->size(), 4);
        QCOMPARE(members->at(0).value, "1.50"_ba);
        QCOMPARE(members->at(1).name, "b"_ba);
        QCOMPARE(members->at(1).value, "[1,{\"c\":\"}]\\\\\"},\"\\\"\"]"_ba);
        QCOMPARE(members->at(2).value, "\"x\\\\\\\"y\""_ba);
        QCOMPARE(members->at(3).value, "{}"_ba);
        QVERIFY(jsonMembers("{}")->isEmpty());
    }

    void whatIsNoObjectHasNone()
    {
        for (const char* text :
            {"", "[]", "1", "{", "{\"a\"}", "{\"a\":}", "{\"a\":\"x}", "{\"a\":[1}", "{\"a\":1 \"b\":2}"})
            QVERIFY2(!jsonMembers(text), text);
    }

    /// Strings are walked over in two ways: at their beginning by bytes, then in large steps.
    void stringsOfEveryLengthEndAtTheirOwnQuote()
    {
        for (qsizetype length = 0; length < 40; ++length) {
            for (const QByteArray& piece : {"x"_ba, "\\\""_ba, "\\\\"_ba, "\\\\\\\""_ba, "}"_ba, "\xc3\xa9"_ba}) {
                for (qsizetype at = 0; at <= length; ++at) {
                    QByteArray text(length, 'a');
                    text.insert(at, piece);
                    const QByteArray object = "{\"" + text + "\":[{\"k\":\"" + text + "\"}],\"end\":1}";
                    const auto members = jsonMembers(object);
                    QVERIFY2(members && members->size() == 2, object.constData());
                    QCOMPARE(members->at(0).name, text);
                    QCOMPARE(members->at(0).value, "[{\"k\":\"" + text + "\"}]");
                    QVERIFY2(!jsonMembers(object.chopped(1)), object.constData());
                }
            }
        }
    }

    void pointersLeadToWhatStandsThere()
    {
        const QByteArray text = R"( {"a":[1, {"b":"x"} ,[ ]],"usage":{"cost":1.50,"cost":2},"n":null} )";
        QCOMPARE(jsonAt(text, ""), text.trimmed());
        QCOMPARE(jsonAt(text, "/usage/cost"), "1.50"_ba);
        QCOMPARE(jsonAt(text, "/a/0"), "1"_ba);
        QCOMPARE(jsonAt(text, "/a/1/b"), "\"x\""_ba);
        QCOMPARE(jsonAt(text, "/a/2"), "[ ]"_ba);
        QCOMPARE(jsonAt(text, "/n"), "null"_ba);
        for (const char* nowhere : {"/b", "/a/3", "/a/x/b", "/usage/cost/more", "/n/x", "/usag"})
            QVERIFY2(jsonAt(text, nowhere).isEmpty(), nowhere);
    }

    void membersAreReplacedAddedAndLeftOut()
    {
        const QByteArray text = R"({"model":"a","keep":1e400,"provider":{"x":1},"stream":true})";
        const auto patched = patchedObject(*jsonMembers(text),
            {{.name = "model", .value = "\"b\""}, {.name = "provider", .value = {}}, {.name = "new", .value = "[1]"}});
        QCOMPARE(patched, R"({"keep":1e400,"stream":true,"model":"b","new":[1]})"_ba);
        QCOMPARE(patchedObject({}, {}), "{}"_ba);
    }
};

QTEST_GUILESS_MAIN(TestJsonPatch)
#include "tst_jsonpatch.moc"
