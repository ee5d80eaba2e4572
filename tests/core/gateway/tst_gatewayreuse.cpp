// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/answerstore.h"
#include "tests/core/gateway/gatewayfixture.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray asked(bool stream, const QByteArray& text = "Explain RAID levels")
{
    return R"({"model":"sandbox/swift","stream":)" + QByteArray(stream ? "true" : "false")
        + R"(,"messages":[{"role":"user","content":")" + text + R"("}]})";
}

KeptAnswer answerOf(qsizetype size)
{
    return KeptAnswer{.generation = u"gen-1"_s, .blocks = {AnswerBlock{.text = QString(size, u'x')}}};
}

} // namespace

/// Answers that are given twice: the response cache and idempotency keys.
class TestGatewayReuse : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<GatewayFixture> m_gateway;

    RawReply post(const QByteArray& body, const QByteArray& headers)
    {
        return m_gateway->send("POST", "/v1/chat/completions", body, m_gateway->auth() + headers);
    }

private Q_SLOTS:
    void init()
    {
        m_sandbox = std::make_unique<SandboxServer>(SandboxOptions{.paceFactor = 0});
        m_gateway = std::make_unique<GatewayFixture>();
        m_gateway->routes->sandboxPort = m_sandbox->start().value();
    }
    void cleanup() { m_gateway.reset(); }

    void theSecondAnswerComesFromTheCache_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void theSecondAnswerComesFromTheCache()
    {
        QFETCH(bool, stream);
        const QByteArray wish = "X-OpenRouter-Cache: true\r\nX-OpenRouter-Cache-TTL: 60\r\n";
        const auto first = post(asked(stream), wish);
        QCOMPARE(first.head.header("x-openrouter-cache-status"), "MISS"_ba);
        const auto second = post(' ' + asked(stream), wish); // blanks do not matter
        QCOMPARE(second.head.status, 200);
        QCOMPARE(second.head.header("x-openrouter-cache-status"), "HIT"_ba);
        QCOMPARE(second.head.header("x-openrouter-cache-source-id"), first.head.header("x-generation-id"));
        QVERIFY(second.head.header("x-generation-id") != first.head.header("x-generation-id"));
        QVERIFY(second.body.contains("RAID 10"));
        QVERIFY(second.body.contains("\"total_tokens\":0"));
        QTRY_COMPARE(m_gateway->records().size(), 2);
        const auto hit = m_gateway->records().last();
        QCOMPARE(hit.tags, QStringList{u"cache-hit"_s});
        QVERIFY(hit.lanes.first().attempts.isEmpty());
        QCOMPARE(hit.lanes.first().cost.amount, Money());
        // Another request, another key, or no wish: no hit.
        QCOMPARE(post(asked(stream, "Explain monads"), wish).head.header("x-openrouter-cache-status"), "MISS"_ba);
        QVERIFY(post(asked(stream), {}).head.header("x-openrouter-cache-status").isEmpty());
        QCOMPARE(
            post(asked(stream), wish + "X-OpenRouter-Cache-Clear: true\r\n").head.header("x-openrouter-cache-status"),
            "MISS"_ba);
    }

    void whatIsKeptAgainAndAgainLeavesNoTrace()
    {
        AnswerStore store;
        const auto now = std::chrono::steady_clock::now();
        store.keep("stays", answerOf(10), now, 24h);
        for (int i = 0; i < 10'000; ++i)
            store.keep("again", answerOf(10), now, 1s);
        QVERIFY(store.find("stays", now));
        QVERIFY(store.find("again", now));
        QVERIFY(store.size() < 2'000); // of two
    }

    void aSentTwiceRequestIsBilledOnce()
    {
        const QByteArray key = "Idempotency-Key: order-1\r\n";
        const auto first = post(asked(false), key);
        QCOMPARE(first.head.status, 200);
        const auto again = post(asked(false), key);
        QVERIFY2(again.head.status == 200, again.body.constData());
        QCOMPARE(again.head.header("idempotent-replayed"), "true"_ba);
        QCOMPARE(again.head.header("x-generation-id"), first.head.header("x-generation-id"));
        QCOMPARE(m_gateway->records().size(), 1);
        QCOMPARE(post(asked(false, "Explain monads"), key).head.status, 422);
        QCOMPARE(post(asked(false), "Idempotency-Key: order-2\r\n").head.header("idempotent-replayed"), QByteArray());
    }

    void aRefusedRequestMayBeSentAgain()
    {
        LoopbackServer upstream;
        m_gateway->routes->upstreamPort = upstream.port();
        upstream.enqueue({step::ReadRequest{},
            step::Send{
                "HTTP/1.1 400 X\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}"},
            step::Close{}});
        const QByteArray body = R"({"model":"up/m","messages":[{"role":"user","content":"Hello"}]})";
        const QByteArray answer = R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]})";
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                + QByteArray::number(answer.size()) + "\r\n\r\n" + answer}});
        QCOMPARE(post(body, "Idempotency-Key: k\r\n").head.status, 400);
        const auto again = post(body, "Idempotency-Key: k\r\n");
        QVERIFY2(again.head.status == 200, again.body.constData());
        QVERIFY(again.head.header("idempotent-replayed").isEmpty());
    }

    void badWishesAreRefused()
    {
        QCOMPARE(post(asked(false), "X-OpenRouter-Cache: true\r\nX-OpenRouter-Cache-TTL: 0\r\n").head.status, 400);
        QCOMPARE(post(asked(false), "Idempotency-Key: " + QByteArray(256, 'k') + "\r\n").head.status, 400);
    }

    void theStoreIsBounded()
    {
        AnswerStore store(100'000);
        const AnswerStore::TimePoint start{};
        for (int i = 0; i < 50; ++i)
            store.keep(QByteArray::number(i), answerOf(2000), start, 300s);
        QVERIFY(store.size() <= 100'000);
        QVERIFY(!store.find("0", start));
        QVERIFY(store.find("49", start));
        store.keep("49", answerOf(10), start + 1s, 5s);
        QCOMPARE(store.find("49", start + 3s)->age, 2s);
        QVERIFY(!store.find("49", start + 7s));
    }

    void aClaimIsKeptForADay()
    {
        IdempotencyLog log;
        const IdempotencyLog::TimePoint start{};
        QCOMPARE(log.claim("k", "a", start), IdempotencyLog::Verdict::New);
        QCOMPARE(log.claim("k", "a", start), IdempotencyLog::Verdict::Running);
        log.settle("k", true);
        QCOMPARE(log.claim("k", "a", start + 23h), IdempotencyLog::Verdict::Done);
        QCOMPARE(log.claim("k", "b", start + 23h), IdempotencyLog::Verdict::Changed);
        QCOMPARE(log.claim("k", "b", start + 25h), IdempotencyLog::Verdict::New);
        log.settle("k", false);
        QCOMPARE(log.claim("k", "c", start + 25h), IdempotencyLog::Verdict::New);
    }
};

QTEST_GUILESS_MAIN(TestGatewayReuse)
#include "tst_gatewayreuse.moc"
