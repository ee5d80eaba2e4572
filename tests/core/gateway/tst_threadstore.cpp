// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/threadstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kFirst
    = R"({"model":"m","max_tokens":9,"system":"Be brief","tools":[{"name":"f"}],"thread":{"type":"create"},"messages":[{"role":"user","content":"one"}]})";

QByteArray answer(const QByteArray& id, const QByteArray& text)
{
    return R"({"id":")" + id + R"(","type":"message","content":[{"type":"text","text":")" + text + R"("}],"usage":{}})";
}

QByteArray next(const QByteArray& id, const QByteArray& text, const QByteArray& more = {})
{
    return R"({"model":"m","max_tokens":5,"thread":{"type":"continue","previous_message_id":")" + id
        + R"("},"messages":[{"role":"user","content":")" + text + R"("}])" + more + '}';
}

QJsonObject object(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestThreadStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void continuesFromAnAnswer()
    {
        ThreadStore store;
        const QString key = u"k"_s;
        QCOMPARE(*store.complete(key, kFirst), kFirst);
        store.keep(key, kFirst, answer("a1", "two"));
        const auto second = store.complete(key, next("a1", "three"));
        QVERIFY(second);
        const auto body = object(*second);
        QCOMPARE(body["system"_L1].toString(), u"Be brief"_s);
        QCOMPARE(body["tools"_L1][0]["name"_L1].toString(), u"f"_s);
        QCOMPARE(body["max_tokens"_L1].toInt(), 5); // of the request itself
        QCOMPARE(body["thread"_L1]["type"_L1].toString(), u"create"_s);
        const QJsonArray messages = body["messages"_L1].toArray();
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages[0]["content"_L1].toString(), u"one"_s);
        QCOMPARE(messages[1]["role"_L1].toString(), u"assistant"_s);
        QCOMPARE(messages[1]["content"_L1][0]["text"_L1].toString(), u"two"_s);
        QCOMPARE(messages[2]["content"_L1].toString(), u"three"_s);

        store.keep(key, *second, answer("a2", "four"));
        QCOMPARE(object(*store.complete(key, next("a2", "five")))["messages"_L1].toArray().size(), 5);
        QCOMPARE(object(*store.complete(key, next("a1", "again")))["messages"_L1].toArray().size(), 3);
    }

    void refusals()
    {
        ThreadStore store;
        store.keep(u"k"_s, kFirst, answer("a1", "two"));
        const auto code = [&](const QString& key, const QByteArray& body) {
            const auto made = store.complete(key, body);
            return made ? QString() : u"%1 %2"_s.arg(made.error().status).arg(made.error().providerCode);
        };
        QCOMPARE(code(u"k"_s, next("a9", "x")), u"404 thread_not_found"_s);
        QCOMPARE(code(u"other"_s, next("a1", "x")), u"404 thread_not_found"_s);
        QCOMPARE(code(u"k"_s, next("a1", "x", R"(,"system":"Be long")")), u"400 thread_fingerprint_mismatch"_s);
        QCOMPARE(code(u"k"_s, next("a1", "x", R"(,"system":"Be brief","tools":[ {"name": "f"} ])")), QString());
        for (const QByteArray body : {"", "[]", "{}", R"({"thread":null})", R"({"thread":{"type":"create"}})"})
            QCOMPARE(*store.complete(u"k"_s, body), body); // whoever reads it says what is wrong
    }

    void roomIsBounded()
    {
        ThreadStore store(10'000);
        for (int i = 0; i < 100; ++i)
            store.keep(u"k"_s, kFirst, answer("a" + QByteArray::number(i), QByteArray(500, 'x')));
        QVERIFY(store.size() <= 10'000);
        QVERIFY(!store.complete(u"k"_s, next("a0", "x")));
        QVERIFY(store.complete(u"k"_s, next("a99", "x")));
        const auto before = store.size();
        store.keep(u"k"_s, kFirst, answer("large", QByteArray(5000, 'x')));
        store.keep(u"k"_s, kFirst, answer("a99", "once more"));
        QCOMPARE(store.size(), before);
        QVERIFY(!store.complete(u"k"_s, next("large", "x")));
    }
};

QTEST_GUILESS_MAIN(TestThreadStore)
#include "tst_threadstore.moc"
