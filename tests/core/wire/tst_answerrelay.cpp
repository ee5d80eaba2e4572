// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerrelay.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const AnswerIdentity kIdentity{.id = u"gen-1"_s, .model = u"p/m"_s, .provider = u"p"_s, .created = 1'700'000'000};
const QByteArray kHead = R"({"id":"gen-1","model":"p/m","provider":"p")";

QByteArray chunk(const QByteArray& members)
{
    return R"(data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m",)" + members + "}\n\n";
}

QByteArray content(const QByteArray& escaped)
{
    return chunk(
        R"("choices":[{"index":0,"delta":{"content":")" + escaped + R"("},"finish_reason":null}],"usage":null)");
}

AnswerEnd endOf(Money cost)
{
    AnswerEnd end;
    end.cost.state = CostState::Computed;
    end.cost.amount = cost;
    return end;
}

} // namespace

/// What a client of chat completions gets for the bytes of a provider of the same format.
class TestAnswerRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachChunkIsPassedOnAsIfItWereTheFirst()
    {
        const QByteArray twice = R"("choices":[{"delta":{"content":"y"}}])";
        const QByteArrayList events = {content("a"), content("bc"), content("x\\\"y"), content("d"), content(""),
            content("\xc3\xa9"), content("\xc3"), content("tab\there"), content("e"),
            chunk(R"("choices":[{"delta":{"content":"f","reasoning_content":"t"}}])"),
            chunk(R"("choices":[{"delta":{"content":"f2","reasoning_content":"t"}}])"), chunk(twice + ',' + twice),
            chunk(R"("choices":[{"delta":{"content":"z"}}],)" + twice),
            chunk(R"("same":[{"delta":{"content":"y"}}],)" + twice),
            chunk(R"("same":[{"delta":{"content":"y"}}],"choices":[{"delta":{"content":"z"}}])"),
            chunk(R"("choices":[{"delta":{"content":"g"}}],"usage":{"prompt_tokens":1})"),
            chunk(R"("choices":[{"delta":{"content":"h"}}],"usage":{"prompt_tokens":1})"),
            chunk(R"("choices":[],"usage":{"prompt_tokens":1})"), "data: no JSON\n\n", "event: x\n" + content("i"),
            "data: {\"choices\":\ndata: [{\"delta\":{\"content\":\"j\"}}]}\n\n", "data: [DONE]\n\n", content("k")};
        for (const auto& first : events) {
            for (const auto& second : events) {
                const auto used = makeOpenAiChatRelay(kIdentity, false);
                const auto fresh = makeOpenAiChatRelay(kIdentity, false);
                used->feed(first);
                QCOMPARE(used->feed(second), fresh->feed(second));
            }
        }
    }

    void nothingIsPassedOnBehindWhatBrokeTheAnswer()
    {
        const auto relay = makeOpenAiChatRelay(kIdentity, false);
        const auto fresh = makeOpenAiChatRelay(kIdentity, false);
        QCOMPARE(relay->feed(content("a") + "data: {\"choices\""), fresh->feed(content("a"))); // an event's beginning
        relay->endWithFirstBroken();
        const QByteArray rest = ":[{\"delta\":{\"content\":\"b\"}}]}\n\n";
        const QByteArray sound = fresh->feed("data: {\"choices\"" + rest);
        QCOMPARE(relay->feed(rest + "data: {\"id\": \n\n" + content("c") + "data: [DONE]\n\n"), sound);
        QVERIFY(relay->feed(content("d")).isEmpty());
    }

    void chunksCarryTheGatewaysIdentity()
    {
        const auto relay = makeOpenAiChatRelay(kIdentity, false);
        for (const QByteArray& text : {"a"_ba, "b c"_ba, "\xc3\xa9"_ba, "q\\\"q"_ba}) {
            QCOMPARE(relay->feed(content(text)),
                "data: " + kHead
                    + R"(,"object":"chat.completion.chunk","created":1,"choices":[{"index":0,"delta":{"content":")"
                    + text + R"("},"finish_reason":null}]})" + "\n\n");
        }
        QCOMPARE(relay->feed(chunk(R"("choices":[],"usage":{"prompt_tokens":4,"cost":9})")), QByteArray());
        QCOMPARE(relay->end(endOf(Money::fromPico(1'500'000))),
            "data: " + kHead
                + R"(,"object":"chat.completion.chunk","created":1700000000,"choices":[{"index":0,"delta":{},"finish_reason":null}],)"
                  R"("usage":{"prompt_tokens":4,"cost":0.0000015,"is_byok":true,"cost_state":"computed"}})"
                + "\n\ndata: [DONE]\n\n");
    }

    void afterAnErrorOfTheProviderNothingIsPassedOn()
    {
        for (const QByteArray& failure : {chunk(R"("error":{"message":"no"})"), "event: error\ndata: {}\n\n"_ba,
                 "data: {\"type\":\"error\"}\n\n"_ba}) {
            const auto relay = makeOpenAiChatRelay(kIdentity, false);
            QVERIFY(!relay->feed(content("a")).isEmpty());
            QCOMPARE(relay->feed(failure + content("b")), QByteArray());
            QCOMPARE(relay->feed(content("c")), QByteArray());
            const auto plain = makePlainRelay();
            QCOMPARE(plain->feed(failure + content("b")), QByteArray());
        }
        const auto relay = makeOpenAiChatRelay(kIdentity, false);
        QVERIFY(!relay->feed(chunk(R"("error":null,"choices":[])")).isEmpty());
    }

    void aWholeAnswerKeepsWhatItHasAndTellsTheCost()
    {
        const auto relay = makeOpenAiChatRelay(kIdentity, false);
        const QByteArray body
            = R"({ "id" : "c1", "model":"m","choices":[{"message":{"content":"x","reasoning_content":"t"}}],)"
              R"("usage":{"prompt_tokens":4,"cost":9},"new":1e400})";
        QCOMPARE(relay->whole(body, endOf(Money::fromPico(2'000'000'000'000))),
            kHead
                + R"(,"choices":[{"message":{"content":"x","reasoning_content":"t","reasoning":"t"}}],"new":1e400,)"
                  R"("usage":{"prompt_tokens":4,"cost":2,"is_byok":true,"cost_state":"computed"}})");
        AnswerEnd unknown;
        unknown.metadata = R"({"m":1})";
        QCOMPARE(relay->whole(R"({"id":"c","usage":null})", unknown), kHead + R"(,"openrouter_metadata":{"m":1}})");
        QCOMPARE(relay->whole("[1]", unknown), "[1]"_ba);
    }
};

QTEST_GUILESS_MAIN(TestAnswerRelay)
#include "tst_answerrelay.moc"
