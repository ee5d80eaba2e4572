// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 11, 20), QTime(12, 0, 0), QTimeZone::UTC);

RefusedCall refusal(const QDateTime& at, const QString& path = u"/v1/messages"_s)
{
    return {.firstAt = at, .keyName = {}, .format = {}, .model = {}, .path = path, .status = 401, .why = u"no key"_s};
}

QByteArray chat(const QByteArray& model, bool stream)
{
    return R"({"model":")" + model + R"(","stream":)" + (stream ? "true" : "false")
        + R"(,"messages":[{"role":"user","content":"Hello"}]})";
}

const QByteArray kStreamHead
    = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

QByteArray piece(const QByteArray& word)
{
    const QByteArray event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}\n\n";
    return QByteArray::number(event.size(), 16) + "\r\n" + event + "\r\n";
}

} // namespace

/// What the owner of a gateway sees of it and may stop.
class TestGatewayTraffic : public QObject
{
    Q_OBJECT

private:
    static GatewaySnapshot look(const GatewayFixture& gateway) { return gateway.server->inspect().result(); }

private Q_SLOTS:
    void anHourIsKeptByMinute()
    {
        TrafficLog log;
        for (int minute = 0; minute < 90; ++minute) {
            for (int i = 0; i <= minute % 3; ++i)
                log.began(kNoon.addSecs(minute * 60 + i));
        }
        log.failed(kNoon.addSecs(89 * 60));
        const QDateTime now = kNoon.addSecs(89 * 60 + 30);
        const auto hour = log.hour(now);
        QCOMPARE(hour.size(), 60);
        QCOMPARE(hour.last().requests, 89 % 3 + 1);
        QCOMPARE(hour.last().failed, 1);
        QCOMPARE(hour.first().minute, kNoon.addSecs(30 * 60).toSecsSinceEpoch() / 60);
        QCOMPARE(hour.first().requests, 1);
        // 3 in this minute, and half of the 2 of the minute before.
        QCOMPARE(log.perMinute(now), 3 + 0.5 * 2);
        // After an hour of silence nothing of it is left.
        for (const auto& minute : log.hour(now.addSecs(3600)))
            QCOMPARE(minute.requests, 0);
        QCOMPARE(log.perMinute(now.addSecs(3600)), 0.0);
    }

    void whatIsOlderThanAnHourChangesNothing()
    {
        TrafficLog log;
        log.began(kNoon);
        log.failed(kNoon.addSecs(-3600)); // a call that began an hour ago
        QCOMPARE(log.hour(kNoon).last(), (TrafficMinute{kNoon.toSecsSinceEpoch() / 60, 1, 0, 0}));
    }

    void aFloodOfRefusalsIsOneLine()
    {
        TrafficLog log;
        log.refused(refusal(kNoon, u"/other"_s));
        for (int i = 0; i < 100'000; ++i)
            log.refused(refusal(kNoon.addMSecs(i)));
        auto refusals = log.refusals();
        QCOMPARE(refusals.size(), 2);
        QCOMPARE(refusals[0].count, 100'000);
        QCOMPARE(refusals[0].firstAt, kNoon);
        QCOMPARE(refusals[0].lastAt, kNoon.addMSecs(99'999));
        QCOMPARE(refusals[1].path, u"/other"_s);
        // Also where each differs.
        for (int i = 0; i < 10'000; ++i)
            log.refused(refusal(kNoon, QString::number(i) + QString(5000, u'x')));
        refusals = log.refusals();
        QCOMPARE(refusals.size(), qsizetype(TrafficLog::kRefusals));
        for (const auto& call : refusals)
            QVERIFY(call.path.size() <= TrafficLog::kText);
    }

    void refusedCallsAreSeenWithTheirReason()
    {
        GatewayFixture gateway;
        const QByteArray wrong = "authorization: Bearer sk-assay-wrong\r\n";
        for (int i = 0; i < 40; ++i)
            QCOMPARE(gateway.send("POST", "/v1/messages", chat("sandbox/swift", false), wrong).head.status, 401);
        QCOMPARE(gateway.post("/v1/chat/completions", chat("none/such", false)).head.status, 404);
        QCOMPARE(gateway.send("GET", "/v1/models", {}, "host: evil.example\r\n").head.status, 421);
        QCOMPARE(
            gateway.send("GET", "/v1/models", {}, gateway.auth() + "origin: https://a.example\r\n").head.status, 403);
        const auto seen = look(gateway);
        QCOMPARE(seen.refused.size(), 4);
        QCOMPARE(seen.refused[0].status, 403);
        QVERIFY(seen.refused[0].why.contains("Origin"_L1));
        QCOMPARE(seen.refused[1].status, 421);
        QCOMPARE(seen.refused[2].status, 404);
        QCOMPARE(seen.refused[2].model, u"none/such"_s);
        QCOMPARE(seen.refused[2].keyName, u"test"_s);
        QCOMPARE(seen.refused[3].status, 401);
        QCOMPARE(seen.refused[3].count, 40);
        QCOMPARE(seen.refused[3].format, u"anthropic"_s);
        QCOMPARE(seen.hour.last().refused + seen.hour[58].refused, 43);
        QVERIFY(seen.ended.isEmpty());
        QVERIFY(gateway.records().isEmpty());
    }

    void aTooLargeRequestIsSeen()
    {
        HttpLimits limits;
        limits.request.bodyBytes = 1000;
        GatewayFixture gateway(limits);
        QCOMPARE(gateway.post("/v1/chat/completions", QByteArray(2000, ' ')).head.status, 413);
        QCOMPARE(look(gateway).refused.value(0).status, 413);
    }

    void oneRunningCallIsStopped()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{kStreamHead + piece("first")}, step::Hold{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        RawClient stopped(gateway.port);
        stopped.write(gateway.request("POST", "/v1/chat/completions", chat("up/one", true), gateway.auth()));
        RawClient other(gateway.port);
        other.write(gateway.request("POST", "/v1/chat/completions", chat("up/two", true), gateway.auth()));
        QTRY_COMPARE(look(gateway).running.size(), 2);
        QTRY_VERIFY(std::ranges::all_of(look(gateway).running,
            [](const GatewayCall& call) { return call.state == LaneState::Streaming && call.servedBy == "up"_L1; }));
        QCOMPARE(upstream.openConnections(), 2);
        const auto running = look(gateway).running;
        const auto one = std::ranges::find(running, u"up/one"_s, &GatewayCall::model);
        QVERIFY(one != running.end());
        QCOMPARE(gateway.server->stopCall(u"unknown"_s).result(), false);
        QCOMPARE(gateway.server->stopCall(one->id).result(), true);
        // Its client hears why, and its answer ends as it should.
        const auto reply = stopped.reply();
        QVERIFY(reply.complete);
        QVERIFY(reply.body.contains("first"));
        QVERIFY2(reply.body.contains("Stopped by the user"), reply.body.constData());
        QTRY_COMPARE(upstream.openConnections(), 1); // the other one goes on
        QCOMPARE(look(gateway).running.size(), 1);
        const auto records = gateway.records();
        QCOMPARE(records.size(), 1);
        QCOMPARE(records[0].id, one->id);
        QCOMPARE(records[0].lanes[0].state, LaneState::Cancelled);
        QCOMPARE(records[0].lanes[0].error->providerCode, kStoppedHere);
        QCOMPARE(records[0].clientFormat, u"openai-chat"_s);
        QCOMPARE(gateway.server->stopCall(one->id).result(), false);
        QCOMPARE(look(gateway).hour.last().failed, 0); // nobody failed
    }

    void aWholeAnswerIsStoppedToo()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Hold{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        for (const QByteArray path : {"/v1/messages", "/v1/embeddings"}) {
            const QByteArray body = path.endsWith("embeddings")
                ? R"({"model":"up/e","input":"x"})"_ba
                : R"({"model":"up/one","max_tokens":9,"messages":[{"role":"user","content":"Hello"}]})"_ba;
            RawClient client(gateway.port);
            client.write(gateway.request("POST", path, body, gateway.auth()));
            QTRY_COMPARE(look(gateway).running.size(), 1);
            QTRY_COMPARE(upstream.openConnections(), 1);
            QCOMPARE(gateway.server->stopCall(look(gateway).running[0].id).result(), true);
            const auto reply = client.reply();
            QCOMPARE(reply.head.status, 499); // no client sends it again
            QVERIFY(reply.body.contains("Stopped by the user"));
            QTRY_COMPARE(upstream.openConnections(), 0);
            QCOMPARE(gateway.records().last().lanes[0].state, LaneState::Cancelled);
        }
        QCOMPARE(gateway.records().last().clientFormat, u"openai-embeddings"_s);
        QVERIFY(look(gateway).refused.isEmpty());
    }

    void everyFormatIsKept()
    {
        SandboxServer sandbox({.paceFactor = 0});
        GatewayFixture gateway;
        gateway.routes->sandboxPort = sandbox.start().value();
        const QByteArray messages = R"("messages":[{"role":"user","content":"Hello"}])";
        const QList<std::pair<QByteArray, QByteArray>> calls{
            {"/v1/chat/completions", R"({"model":"sandbox/swift",)" + messages + '}'},
            {"/v1/responses", R"({"model":"sandbox/swift","input":"Hello"})"},
            {"/v1/messages", R"({"model":"sandbox/swift","max_tokens":50,)" + messages + '}'},
            {"/v1beta/models/sandbox%2Fswift:generateContent", R"({"contents":[{"parts":[{"text":"Hello"}]}]})"},
            {"/api/chat", R"({"model":"sandbox/swift","stream":false,)" + messages + '}'},
            {"/v1/completions", R"({"model":"sandbox/swift","prompt":"Hello"})"}};
        QStringList formats;
        for (const auto& [path, body] : calls) {
            QCOMPARE(gateway.post(path, body).head.status, 200);
            formats.append(gateway.records().last().clientFormat);
        }
        QCOMPARE(formats.join(u' '), u"openai-chat openai-responses anthropic gemini ollama openai-completion"_s);
    }

    void aLentKeyStandsForAnotherForAMinute()
    {
        SandboxServer sandbox({.paceFactor = 0});
        GatewayFixture gateway;
        gateway.routes->sandboxPort = sandbox.start().value();
        const auto ask = [&](const Secret& key) {
            return gateway
                .send("POST", "/v1/chat/completions", chat("sandbox/swift", false),
                    "authorization: Bearer " + key.reveal().toByteArray() + "\r\n")
                .head.status;
        };
        QCOMPARE(ask(gateway.server->lendKey(gateway.keyId).result()), 200);
        QCOMPARE(gateway.records().last().key, gateway.keyId);
        QCOMPARE(gateway.records().last().purpose, RunPurpose::Test);
        const auto own = gateway.server->lendKey({}).result();
        QCOMPARE(ask(own), 200);
        QCOMPARE(gateway.records().last().key, QString());
        Q_UNUSED(gateway.keys->setDisabled(gateway.keyId, true))
        QTest::qWait(1100); // keys are read once a second
        QCOMPARE(ask(gateway.server->lendKey(gateway.keyId).result()), 401); // disabled as what it stands for
        QCOMPARE(ask(gateway.server->lendKey(u"unknown"_s).result()), 401);
        QCOMPARE(ask(own), 200);
    }

    void lentKeysEnd()
    {
        const auto clock = std::make_shared<ManualClock>();
        KeyRing ring(std::make_shared<MemoryKeys>(), clock);
        const NewKey made = makeVirtualKey({}, *clock);
        ring.lend(made.kept.hash, {});
        QVERIFY(ring.admit(shown(made.secret)));
        QVERIFY(ring.admit(shown(made.secret))->lent);
        clock->advance(59s);
        QVERIFY(ring.admit(shown(made.secret)));
        clock->advance(2s);
        QVERIFY(!ring.admit(shown(made.secret)));
    }

    void aStoppedGatewayAnswersNobody()
    {
        GatewayFixture gateway;
        gateway.server->stop();
        auto asked = gateway.server->inspect();
        asked.waitForFinished();
        QVERIFY(asked.isCanceled());
    }
};

QTEST_GUILESS_MAIN(TestGatewayTraffic)
#include "tst_gatewaytraffic.moc"
