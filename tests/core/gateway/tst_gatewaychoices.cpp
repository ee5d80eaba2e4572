// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/choicesfixture.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Requests that ask for several answers: `n` and `candidateCount`.
class TestGatewayChoices : public QObject, private ChoicesScene
{
    Q_OBJECT

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
};

QTEST_GUILESS_MAIN(TestGatewayChoices)
#include "tst_gatewaychoices.moc"
