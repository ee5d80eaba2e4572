// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/responsestore.h"
#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kAnswer
    = R"({"id":"resp_1","output":[{"id":"rs_1","type":"reasoning","summary":[]},{"id":"msg_1","type":"message","role":"assistant","content":[{"type":"output_text","text":"Hello"}]}]})";

QJsonArray inputOf(const Result<QByteArray>& body)
{
    return QJsonDocument::fromJson(body.value_or(QByteArray())).object()["input"_L1].toArray();
}

QJsonObject lastEvent(const QByteArray& stream)
{
    return QJsonDocument::fromJson(stream.sliced(stream.lastIndexOf("data: {") + 6).trimmed()).object();
}

} // namespace

/// Answers of the Responses format that are referred to later: the store, and what clients see of it.
class TestResponseStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAnswerBeforeStandsInItsPlace()
    {
        ResponseStore store;
        store.keep(u"k"_s, R"({"model":"m","input":"Hi"})", kAnswer);
        const auto body
            = store.complete(u"k"_s, R"({"model":"m","previous_response_id":"resp_1","input":"And then?"})");
        const auto items = inputOf(body);
        QCOMPARE(items.size(), 3); // reasoning without its proof stays behind
        QCOMPARE(items[0]["content"_L1].toString(), u"Hi"_s);
        QCOMPARE(items[1]["id"_L1].toString(), u"msg_1"_s);
        QCOMPARE(items[2]["content"_L1].toString(), u"And then?"_s);
        QVERIFY(!body->contains("previous_response_id"));
        // The next one has all of it.
        store.keep(u"k"_s, *body, QByteArray(kAnswer).replace("_1\"", "_2\""));
        QCOMPARE(inputOf(store.complete(u"k"_s, R"({"previous_response_id":"resp_2","input":[]})")).size(), 4);
    }

    void itemsAreReferredTo()
    {
        ResponseStore store;
        store.keep(u"k"_s, R"({"model":"m","input":"Hi"})", kAnswer);
        const QByteArray asked
            = R"({"input":[{"type":"item_reference","id":"msg_1"},{"type":"item_reference","id":"msg_9"},{"role":"user","content":"So?"}]})";
        const auto items = inputOf(store.complete(u"k"_s, asked));
        QCOMPARE(items[0]["content"_L1][0]["text"_L1].toString(), u"Hello"_s);
        QCOMPARE(items[1]["type"_L1].toString(), u"item_reference"_s); // the reader refuses it
        QCOMPARE(items.size(), 3);
        QCOMPARE(inputOf(store.complete(u"other"_s, asked))[0]["type"_L1].toString(), u"item_reference"_s);
    }

    void onlyWhatIsThereIsFound()
    {
        ResponseStore store;
        store.keep(u"k"_s, R"({"model":"m","input":"Hi"})", kAnswer);
        const QByteArray asked = R"({"previous_response_id":"resp_1","input":"x"})";
        QCOMPARE(store.complete(u"other"_s, asked).error().providerCode, u"previous_response_not_found"_s);
        QVERIFY(!store.find(u"other"_s, u"resp_1"_s));
        QVERIFY(store.forget(u"k"_s, u"resp_1"_s));
        QVERIFY(!store.forget(u"k"_s, u"resp_1"_s));
        QVERIFY(!store.complete(u"k"_s, asked));
        QCOMPARE(store.size(), 0);
        const QByteArray plain = R"({"input":"previous"})";
        QCOMPARE(*store.complete(u"k"_s, plain), plain);
        QCOMPARE(*store.complete(u"k"_s, "[\"item_reference\"]"), "[\"item_reference\"]"_ba);
        QVERIFY(!store.complete(u"k"_s, R"({"previous_response_id":"","input":"x"})")->contains("previous_response"));
    }

    void theOldestGoFirst()
    {
        ResponseStore store(8000);
        const auto answer
            = [](int i) { return QByteArray(kAnswer).replace("_1\"", "_" + QByteArray::number(i) + "\""); };
        for (int i = 0; i < 100; ++i)
            store.keep(u"k"_s, "{\"input\":\"" + QByteArray(500, 'x') + "\"}", answer(i));
        QVERIFY(store.size() <= 8000 && store.size() > 4000);
        QVERIFY(!store.find(u"k"_s, u"resp_0"_s));
        QVERIFY(store.find(u"k"_s, u"resp_99"_s));
        store.keep(u"k"_s, "{\"input\":\"" + QByteArray(5000, 'x') + "\"}", answer(100));
        QVERIFY(!store.find(u"k"_s, u"resp_100"_s)); // it would push out all others
        QVERIFY(store.find(u"k"_s, u"resp_99"_s));
    }

    void conversationsGoOn_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<bool>("streams");
        for (const QByteArray model : {"sandbox/swift", "sandbox/swift@openai-responses", "sandbox/swift@anthropic"}) {
            QTest::addRow("%s whole", model.constData()) << model << false;
            QTest::addRow("%s streamed", model.constData()) << model << true;
        }
    }
    void conversationsGoOn()
    {
        QFETCH(QByteArray, model);
        QFETCH(bool, streams);
        SandboxServer sandbox(SandboxOptions{.paceFactor = 0});
        GatewayFixture gateway;
        gateway.routes->sandboxPort = sandbox.start().value();
        const QByteArray start = "{\"model\":\"" + model + "\",\"stream\":" + (streams ? "true," : "false,");
        const auto first = gateway.post("/v1/responses", start + R"("input":"Explain RAID levels"})");
        QCOMPARE(first.head.status, 200);
        const QByteArray id
            = (streams ? lastEvent(first.body)["response"_L1]["id"_L1] : first.json()["id"_L1]).toString().toLatin1();
        const auto kept = gateway.get("/v1/responses/" + id);
        QVERIFY2(kept.head.status == 200, kept.body.constData());
        QCOMPARE(kept.json()["status"_L1].toString(), u"completed"_s);
        const auto said = kept.json()["output"_L1].toArray().last();
        QVERIFY(said["content"_L1][0]["text"_L1].toString().contains("RAID 10"_L1));

        const auto second = gateway.post(
            "/v1/responses", start + "\"input\":\"And backups?\",\"previous_response_id\":\"" + id + "\"}");
        QVERIFY2(second.head.status == 200, second.body.constData());
        QByteArray input = R"("input":[{"type":"item_reference","id":"ITEM"},{"role":"user","content":"So?"}]})";
        const auto referring
            = gateway.post("/v1/responses", start + input.replace("ITEM", said["id"_L1].toString().toLatin1()));
        QVERIFY2(referring.head.status == 200, referring.body.constData());

        const auto items = gateway.get("/v1/responses/" + id + "/input_items?order=asc").json();
        QCOMPARE(items["data"_L1][0]["content"_L1][0]["text"_L1].toString(), u"Explain RAID levels"_s);
        QCOMPARE(items["first_id"_L1].toString(), u"in_0"_s);
        QCOMPARE(gateway.post("/v1/responses/" + id + "/cancel", "{}").head.status, 400);
        QVERIFY(gateway.send("DELETE", "/v1/responses/" + id, {}, gateway.auth()).json()["deleted"_L1].toBool());
        QCOMPARE(gateway.get("/v1/responses/" + id).head.status, 404);
    }

    void whoDoesNotWantItIsNotKept()
    {
        SandboxServer sandbox(SandboxOptions{.paceFactor = 0});
        GatewayFixture gateway;
        gateway.routes->sandboxPort = sandbox.start().value();
        const auto reply
            = gateway.post("/v1/responses", R"({"model":"sandbox/swift","store":false,"input":"Explain RAID levels"})");
        QCOMPARE(reply.json()["store"_L1].toBool(true), false);
        QCOMPARE(gateway.get("/v1/responses/" + reply.json()["id"_L1].toString().toLatin1()).head.status, 404);
    }
};

QTEST_GUILESS_MAIN(TestResponseStore)
#include "tst_responsestore.moc"
