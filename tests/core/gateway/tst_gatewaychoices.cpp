// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"
#include "tests/support/budgetcases.h"
#include "tests/support/storeguard.h"

#include <QJsonArray>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a client puts together of a stream of chat completions.
struct Streamed {
    QMap<int, QString> texts;
    QMap<int, QString> reasons;
    QMap<int, int> roles; ///< how often one was told
    QStringList ids;
    QList<QJsonObject> usages;
    int dones = 0;
};

Streamed readStream(const QByteArray& body)
{
    Streamed out;
    out.dones = static_cast<int>(body.count("data: [DONE]\n\n"));
    for (const auto& chunk : events(body)) {
        if (!out.ids.contains(chunk["id"_L1].toString()))
            out.ids.append(chunk["id"_L1].toString());
        if (chunk["usage"_L1].isObject())
            out.usages.append(chunk["usage"_L1].toObject());
        const auto choices = chunk["choices"_L1].toArray();
        for (const auto& value : choices) {
            const auto choice = value.toObject();
            const int index = choice["index"_L1].toInt(-1);
            const auto delta = choice["delta"_L1].toObject();
            out.texts[index] += delta["content"_L1].toString() + choice["text"_L1].toString();
            out.roles[index] += delta.contains("role"_L1) ? 1 : 0;
            if (choice["finish_reason"_L1].isString())
                out.reasons[index] = choice["finish_reason"_L1].toString();
        }
    }
    return out;
}

qint64 tokensOf(const RunRecord& run)
{
    qint64 out = 0;
    for (const auto& lane : run.lanes)
        out += lane.usage.promptTokens().value_or(0) + lane.usage.completionTokens().value_or(0);
    return out;
}

Money costOf(const RunRecord& run)
{
    Money out;
    for (const auto& lane : run.lanes)
        out = out.plus(lane.cost.amount.value_or(Money())).value();
    return out;
}

QByteArray answerOf(const QByteArray& text, const QByteArray& more)
{
    return okAnswer(R"({"id":"up-1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":")" + text
        + R"("},"logprobs":{"content":[{"token":")" + text + R"("}]},"finish_reason":"stop"}])" + more + "}");
}

const QByteArray kUsage = R"(,"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15})";
const QByteArray kRefusal = "HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: 38\r\n\r\n"
                            R"({"error":{"message":"It does not fit"}})";

} // namespace

/// Requests that ask for several answers: `n` and `candidateCount`.
class TestGatewayChoices : public QObject, private GatewayScene
{
    Q_OBJECT

private:
    RawReply post(const QByteArray& body, const QByteArray& headers = {})
    {
        return m_gateway->send("POST", "/v1/chat/completions", body, m_gateway->auth() + headers);
    }
    static QByteArray asking(int n, const QByteArray& model, bool stream, const QByteArray& more = {})
    {
        return chat(model, stream, R"(,"n":)" + QByteArray::number(n) + more);
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void eachChoiceIsACallOfItsOwn_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("passed on") << "sandbox/swift@openai-chat"_ba;
        QTest::newRow("from Messages") << "sandbox/swift@anthropic"_ba;
        QTest::newRow("from Gemini") << "sandbox/swift@gemini"_ba;
        QTest::newRow("from Responses") << "sandbox/thinker@openai-responses"_ba;
        QTest::newRow("from Ollama") << "sandbox/swift@ollama"_ba;
    }
    void eachChoiceIsACallOfItsOwn()
    {
        QFETCH(const QByteArray, model);
        const auto whole = post(asking(3, model, false));
        QVERIFY2(whole.head.status == 200, whole.body.constData());
        const auto answer = whole.json();
        const auto choices = answer["choices"_L1].toArray();
        QCOMPARE(choices.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(choices[i]["index"_L1].toInt(), i);
            QVERIFY(choices[i]["message"_L1]["content"_L1].toString().contains("RAID 10"_L1));
            QCOMPARE(choices[i]["finish_reason"_L1].toString(), u"stop"_s);
        }
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto run = m_gateway->records().first();
        QCOMPARE(run.lanes.size(), 3);
        for (const auto& lane : run.lanes) {
            QCOMPARE(lane.state, LaneState::Complete);
            QCOMPARE(lane.attempts.size(), 1);
            QVERIFY(lane.cost.amount && *lane.cost.amount > Money());
        }
        QCOMPARE(run.key, m_gateway->keyId);
        QCOMPARE(answer["id"_L1].toString(), u"gen-"_s + run.id);
        QCOMPARE(answer["usage"_L1]["total_tokens"_L1].toInteger(), tokensOf(run));
        QCOMPARE(whole.head.header("x-assay-attempts"), "3"_ba);
        QCOMPARE(whole.head.header("x-assay-cost"), costOf(run).toDecimalString().toLatin1());

        const auto streamed = post(asking(3, model, true));
        QCOMPARE(streamed.head.status, 200);
        QVERIFY(streamed.complete && streamed.body.endsWith("data: [DONE]\n\n"));
        const auto told = readStream(streamed.body);
        QCOMPARE(told.texts.keys(), QList<int>({0, 1, 2}));
        QCOMPARE(told.reasons.values(), QStringList({u"stop"_s, u"stop"_s, u"stop"_s}));
        QCOMPARE(told.roles.values(), QList<int>({1, 1, 1}));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(told.texts[i], choices[i]["message"_L1]["content"_L1].toString());
        QTRY_COMPARE(m_gateway->records().size(), 2);
        const auto second = m_gateway->records().last();
        QCOMPARE(told.ids, QStringList{u"gen-"_s + second.id});
        QCOMPARE(told.dones, 1);
        QCOMPARE(told.usages.size(), 1);
        QCOMPARE(told.usages.first()["total_tokens"_L1].toInteger(), tokensOf(second));
        QCOMPARE(told.usages.first()["cost"_L1].toDouble(), costOf(second).toDecimalString().toDouble());

        const auto found = m_gateway->get("/v1/generation?id=gen-" + second.id.toLatin1()).json()["data"_L1].toObject();
        QCOMPARE(found["total_cost"_L1].toDouble(), costOf(second).toDecimalString().toDouble());
        QCOMPARE(found["tokens_prompt"_L1].toInteger() + found["tokens_completion"_L1].toInteger(), tokensOf(second));
        QCOMPARE(found["provider_responses"_L1].toArray().size(), 3);
        QCOMPARE(found["finish_reason"_L1].toString(), u"stop"_s);
    }

    void olderCompletionsToo()
    {
        const QByteArray body = R"({"model":"sandbox/swift","prompt":"Explain RAID levels","n":2,"best_of":2)";
        const auto whole = m_gateway->post("/v1/completions", body + '}');
        QVERIFY2(whole.head.status == 200, whole.body.constData());
        const auto choices = whole.json()["choices"_L1].toArray();
        QCOMPARE(choices.size(), 2);
        QCOMPARE(choices[1]["index"_L1].toInt(), 1);
        QVERIFY(choices[1]["text"_L1].toString().contains("RAID 10"_L1));
        const auto told = readStream(m_gateway->post("/v1/completions", body + R"(,"stream":true})").body);
        QCOMPARE(told.texts.keys(), QList<int>({0, 1}));
        QCOMPARE(told.texts[1], choices[1]["text"_L1].toString());
        QCOMPARE(told.reasons.values(), QStringList({u"stop"_s, u"stop"_s}));
        QCOMPARE(told.usages.size(), 1);
        QCOMPARE(told.dones, 1);
        QTRY_COMPARE(m_gateway->records().size(), 2);
        QCOMPARE(told.usages.first()["total_tokens"_L1].toInteger(), tokensOf(m_gateway->records().last()));
    }

    void candidatesToo()
    {
        const QByteArray body = R"({"contents":[{"role":"user","parts":[{"text":"Explain RAID levels"}]}],)"
                                R"("generationConfig":{"candidateCount":2}})";
        const QByteArray path = "/v1beta/models/sandbox/swift:";
        const auto whole = m_gateway->post(path + "generateContent", body);
        QVERIFY2(whole.head.status == 200, whole.body.constData());
        const auto candidates = whole.json()["candidates"_L1].toArray();
        QCOMPARE(candidates.size(), 2);
        QCOMPARE(candidates[1]["index"_L1].toInt(), 1);
        const auto text = candidates[1]["content"_L1]["parts"_L1][0]["text"_L1].toString();
        QVERIFY(text.contains("RAID 10"_L1));
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QCOMPARE(
            whole.json()["usageMetadata"_L1]["totalTokenCount"_L1].toInteger(), tokensOf(m_gateway->records().first()));
        const auto sent = m_gateway->post(path + "streamGenerateContent?alt=sse", body).body;
        const auto array = m_gateway->post(path + "streamGenerateContent", body).body;
        const auto document = QJsonDocument::fromJson(array);
        QVERIFY2(document.isArray(), array.constData());
        QList<QJsonObject> items;
        for (const auto& item : document.array())
            items.append(item.toObject());
        for (const auto& pieces : {events(sent), items}) {
            QMap<int, QString> texts;
            int ends = 0;
            for (const auto& piece : pieces) {
                const auto candidate = piece["candidates"_L1][0];
                texts[candidate["index"_L1].toInt(-1)] += candidate["content"_L1]["parts"_L1][0]["text"_L1].toString();
                ends += candidate["finishReason"_L1].toString() == "STOP"_L1 ? 1 : 0;
                QCOMPARE(piece.contains("usageMetadata"_L1), &piece == &pieces.last());
            }
            QCOMPARE(texts.keys(), QList<int>({0, 1}));
            QCOMPARE(texts[0], text);
            QCOMPARE(texts[1], text);
            QCOMPARE(ends, 2);
            QCOMPARE(pieces.last()["usageMetadata"_L1]["totalTokenCount"_L1].toInteger(),
                tokensOf(m_gateway->records().first()));
        }
    }

    void tooManyAreRefused_data()
    {
        QTest::addColumn<QByteArray>("n");
        for (const char* n : {"17", "0", "-1", "1.5", "\"2\"", "9223372036854775807"})
            QTest::newRow(n) << QByteArray(n);
    }
    void tooManyAreRefused()
    {
        QFETCH(const QByteArray, n);
        const auto reply = post(chat("sandbox/swift", false, R"(,"n":)" + n));
        QCOMPARE(reply.head.status, 400);
        const auto why = reply.json()["error"_L1]["message"_L1].toString();
        const bool isWhole = !n.contains('.') && !n.contains('"');
        QVERIFY2(why.startsWith("n:"_L1) && (!isWhole || why.contains("16"_L1)), qPrintable(why));
        QVERIFY(m_gateway->records().isEmpty());
        for (const char* one : {"1", "null", "1.0"})
            QCOMPARE(post(chat("sandbox/swift", false, R"(,"n":)" + QByteArray(one))).head.status, 200);
    }

    void theMostAreServed()
    {
        const auto told = readStream(post(asking(16, "sandbox/swift", true)).body);
        QCOMPARE(told.texts.size(), 16);
        QCOMPARE(told.reasons.size(), 16);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QCOMPARE(m_gateway->records().first().lanes.size(), 16);
    }

    /// What the client wrote goes on, but each provider is asked for one answer.
    void aServerOfTheSameFormatIsAskedForOne()
    {
        for (const char* text : {"one", "two"})
            m_upstream->enqueue({step::ReadRequest{}, step::Send{answerOf(text, kUsage)}});
        const auto reply = post(asking(2, "up/m", false, R"(,"seed":7,"logprobs":true,"new_field":{"a":1})"));
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QList<qint64> seeds;
        for (const auto& seen : m_upstream->requests()) {
            const auto body = QJsonDocument::fromJson(seen.body).object();
            QVERIFY(!body.contains("n"_L1));
            QCOMPARE(body["new_field"_L1]["a"_L1].toInt(), 1);
            seeds.append(body["seed"_L1].toInteger());
        }
        std::ranges::sort(seeds);
        QCOMPARE(seeds, QList<qint64>({7, 8}));
        const auto choices = reply.json()["choices"_L1].toArray();
        QCOMPARE(choices.size(), 2);
        for (const auto& choice : choices) {
            QCOMPARE(choice["logprobs"_L1]["content"_L1][0]["token"_L1].toString(),
                choice["message"_L1]["content"_L1].toString());
        }
        QCOMPARE(reply.json()["usage"_L1]["prompt_tokens"_L1].toInt(), 20);
        QCOMPARE(reply.json()["usage"_L1]["completion_tokens"_L1].toInt(), 10);
    }

    /// A sum with an unknown part is not told.
    void anUnknownPartMakesTheSumUnknown_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void anUnknownPartMakesTheSumUnknown()
    {
        QFETCH(bool, stream);
        for (const auto& usage : {kUsage, QByteArray()})
            m_upstream->enqueue({step::ReadRequest{}, step::Send{answerOf("x", usage)}});
        const auto reply = post(asking(2, "up/unpriced", stream));
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QVERIFY2(!reply.body.contains("\"usage\""), reply.body.constData());
        QVERIFY(reply.head.header("x-assay-cost").isEmpty());
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto id = m_gateway->records().first().id.toLatin1();
        const auto found = m_gateway->get("/v1/generation?id=" + id).json()["data"_L1].toObject();
        QVERIFY(found["total_cost"_L1].isNull());
        QVERIFY(found["tokens_prompt"_L1].isNull());
    }

    void oneFailureBeforeTheFirstWordFailsAll_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void oneFailureBeforeTheFirstWordFailsAll()
    {
        QFETCH(bool, stream);
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        m_upstream->enqueue({step::ReadRequest{}, step::Delay{100ms}, step::Send{kRefusal}});
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        const auto reply = post(asking(3, "up/m", stream));
        QCOMPARE(reply.head.status, 400);
        QVERIFY(reply.json()["error"_L1]["message"_L1].toString().contains("It does not fit"_L1));
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lanes = m_gateway->records().first().lanes;
        QCOMPARE(std::ranges::count(lanes, LaneState::Failed, &LaneRecord::state), 1);
        QCOMPARE(std::ranges::count(lanes, LaneState::Cancelled, &LaneRecord::state), 2);
        QTRY_VERIFY(m_upstream->openConnections() <= 1); // the one that was answered may be used again
    }

    void oneFailureInTheStreamEndsIt()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Hold{}});
        m_upstream->enqueue({step::ReadRequest{}, step::Delay{200ms}, step::Send{kStreamHead + chunked(kPiece)},
            step::Delay{100ms}, step::Reset{}});
        const auto reply = post(asking(2, "up/m", true));
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.complete && reply.body.endsWith("data: [DONE]\n\n"));
        const auto told = readStream(reply.body);
        QCOMPARE(told.dones, 1);
        QCOMPARE(told.texts.values(), QStringList({u"word "_s, u"word "_s}));
        const auto last = events(reply.body).last();
        QVERIFY(!last["error"_L1]["message"_L1].toString().isEmpty());
        QCOMPARE(last["choices"_L1][0]["finish_reason"_L1].toString(), u"error"_s);
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lanes = m_gateway->records().first().lanes;
        QCOMPARE(lanes.size(), 2);
        QCOMPARE(std::ranges::count(lanes, LaneState::Truncated, &LaneRecord::state), 1);
        QCOMPARE(std::ranges::count(lanes, LaneState::Cancelled, &LaneRecord::state), 1);
        for (const auto& lane : lanes)
            QVERIFY(lane.cost.amount && *lane.cost.amount > Money()); // what was spent stays
        const auto failed = std::ranges::find(lanes, LaneState::Truncated, &LaneRecord::state);
        QCOMPARE(last["choices"_L1][0]["index"_L1].toInt(-1), failed->index);
    }

    void aClientThatLeavesCancelsAll_data()
    {
        QTest::addColumn<bool>("begins");
        QTest::newRow("before output") << false;
        QTest::newRow("in the stream") << true;
    }
    void aClientThatLeavesCancelsAll()
    {
        QFETCH(bool, begins);
        const QByteArray first = begins ? kStreamHead + chunked(kPiece) : QByteArray();
        m_upstream->enqueue({step::ReadRequest{}, step::Send{first}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asking(3, "up/m", true), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 3);
        if (begins)
            QVERIFY(client.waitForBytes(600).contains("word "));
        QCOMPARE(m_upstream->openConnections(), 3);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        for (const auto& lane : m_gateway->records().first().lanes)
            QCOMPARE(lane.state, LaneState::Cancelled);
    }

    void aSlowClientHoldsAllBack()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead}, step::Flood{chunked(kPiece.repeated(64))}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asking(4, "up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(1000).size() >= 1000);
        qint64 before = -1;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const qint64 now = m_upstream->bytesSent();
                const bool stands = now == before;
                before = now;
                QTest::qWait(200);
                return stands;
            }(),
            30'000);
        QVERIFY2(before < 80LL << 20, qPrintable(QString::number(before)));
        QVERIFY(client.waitForBytes(8 << 20).size() >= 8 << 20);
        QTRY_VERIFY(m_upstream->bytesSent() > before);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
    }

    /// Each choice has its own chain of endpoints.
    void aChoiceFallsBackByItself()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerOf("from the first", kUsage)}});
        m_upstream->enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 404 X\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}"}});
        QByteArray body = asking(2, "up/m", false);
        body.insert(1, R"("models":["up/m","sandbox/swift"],)");
        const auto reply = post(body);
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        const auto choices = reply.json()["choices"_L1].toArray();
        QCOMPARE(choices.size(), 2);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lanes = m_gateway->records().first().lanes;
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(choices[i]["index"_L1].toInt(), i);
            const auto text = choices[i]["message"_L1]["content"_L1].toString();
            QCOMPARE(text, lanes[i].text);
            QVERIFY(lanes[i].servedBy == "up"_L1 ? text == "from the first"_L1 : text.contains("RAID 10"_L1));
        }
        QCOMPARE(reply.head.header("x-assay-attempts"), "3"_ba);
    }

    void theBudgetHoldsAllOrNone()
    {
        QTemporaryDir folder;
        const auto store = openStore(folder.filePath(u"ledger.db"_s));
        QVERIFY(store);
        QVERIFY(store->setBudget(dailyBudget(1'000'000'000)).result()); // between two and sixteen worst cases
        const auto guard = std::make_shared<StoreGuard>(*store);
        m_gateway = std::make_unique<GatewayFixture>(HttpLimits{}, 10s, [&](GatewayServices& services) {
            services.guard = guard;
            services.record = [&store](const RunRecord& run) { store->append(run); };
        });
        m_gateway->routes->upstreamPort = m_upstream->port();
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerOf("x", kUsage)}, step::Repeat{}});
        for (const bool stream : {false, true}) {
            const auto refused = post(asking(16, "up/m", stream, R"(,"max_tokens":60)"));
            QVERIFY2(refused.head.status == 402, refused.body.constData());
        }
        QCOMPARE(m_upstream->posts(), 0);
        QVERIFY(store->settle().result().has_value()); // what fitted is held until the refused call is recorded
        const auto taken = post(asking(2, "up/m", false, R"(,"max_tokens":60)"));
        QVERIFY2(taken.head.status == 200, taken.body.constData());
        QCOMPARE(m_upstream->posts(), 2);
        QVERIFY(store->settle().result().has_value());
        const auto budgets = store->budgets();
        QVERIFY(budgets && budgets->size() == 1);
        QCOMPARE(budgets->first().real.reserved, Money());
        // Ten tokens at 1 and five at 2 micro-dollars, twice.
        QCOMPARE(budgets->first().real.spent, Money::fromPico(2 * (10 * 1'000'000 + 5 * 2'000'000)));
    }

    void itIsBilledOnceAndToldAgain_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void itIsBilledOnceAndToldAgain()
    {
        QFETCH(bool, stream);
        const auto textsOf = [&](const RawReply& reply) {
            QStringList out;
            if (stream)
                return readStream(reply.body).texts.values();
            for (const auto& choice : reply.json()["choices"_L1].toArray())
                out.append(choice["message"_L1]["content"_L1].toString());
            return out;
        };
        const QByteArray body = asking(2, "sandbox/swift", stream);
        const QByteArray key = "Idempotency-Key: order-1\r\n";
        const auto first = post(body, key);
        const auto again = post(body, key);
        QVERIFY2(again.head.status == 200, again.body.constData());
        QCOMPARE(again.head.header("idempotent-replayed"), "true"_ba);
        QCOMPARE(textsOf(first).size(), 2);
        QCOMPARE(textsOf(again), textsOf(first));
        QCOMPARE(again.head.header("x-generation-id"), first.head.header("x-generation-id"));
        QCOMPARE(m_gateway->records().size(), 1);
        QCOMPARE(post(asking(3, "sandbox/swift", stream), key).head.status, 422);

        const QByteArray wish = "X-OpenRouter-Cache: true\r\n";
        QCOMPARE(post(body, wish).head.header("x-openrouter-cache-status"), "MISS"_ba);
        const auto hit = post(body, wish);
        QCOMPARE(hit.head.header("x-openrouter-cache-status"), "HIT"_ba);
        QCOMPARE(textsOf(hit), textsOf(first));
        QVERIFY(hit.body.contains("\"total_tokens\":0"));
        QTRY_COMPARE(m_gateway->records().size(), 3);
        const auto run = m_gateway->records().last();
        QCOMPARE(run.tags, QStringList{u"cache-hit"_s});
        QCOMPARE(run.lanes.size(), 2);
        QCOMPARE(run.lanes.last().index, 1);
    }

    void theUserStopsAllOfThem()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asking(2, "up/m", false), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 2);
        const auto running = m_gateway->server->inspect().result().running;
        QCOMPARE(running.size(), 1);
        QVERIFY(m_gateway->server->stopCall(running.first().id).result());
        const auto reply = client.reply();
        QVERIFY(reply.head.status >= 400);
        QVERIFY(reply.body.contains("Stopped by the user of the gateway."));
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        for (const auto& lane : m_gateway->records().first().lanes)
            QCOMPARE(lane.error.value().providerCode, kStoppedHere);
    }

    /// The same request again and again, with clients that leave at any time.
    void nothingIsLeftBehind()
    {
        for (int i = 0; i < 60; ++i) {
            RawClient client(m_gateway->port);
            client.write(m_gateway->request(
                "POST", "/v1/chat/completions", asking(4, "sandbox/swift", i % 2 == 0), m_gateway->auth()));
            if (i % 3 > 0)
                client.waitForBytes(i * 40);
        }
        QTRY_COMPARE(m_gateway->records().size(), 60);
        QVERIFY(m_gateway->server->inspect().result().running.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestGatewayChoices)
#include "tst_gatewaychoices.moc"
