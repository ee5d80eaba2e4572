// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientformat.h"
#include "core/wire/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const AnswerIdentity kIdentity{.id = u"gen-1"_s, .model = u"p/m"_s, .provider = u"p"_s, .created = 1'700'000'000};

QList<StreamEvent> sampleEvents()
{
    return {ReasoningDelta{.text = u"hm "_s, .signature = {}}, ReasoningDelta{.text = {}, .signature = u"SIG"_s},
        TextDelta{u"Grüße \"quoted\"\n"_s}, TextDelta{u"\U0001F600\u0001"_s},
        ToolCallDelta{.index = 0, .id = u"c1"_s, .name = u"f"_s, .arguments = u"{\"a\""_s, .signature = {}},
        ToolCallDelta{.index = 0, .id = {}, .name = {}, .arguments = u":1}"_s, .signature = {}},
        ToolCallDelta{.index = 1, .id = u"c2"_s, .name = u"g"_s, .arguments = u"{}"_s, .signature = {}}};
}

AnswerEnd sampleEnd()
{
    AnswerEnd end{.reason = FinishReason::ToolCalls, .nativeReason = u"tool_use"_s};
    end.usage.set(UsageClass::Input, 10);
    end.usage.set(UsageClass::CacheRead, 5);
    end.usage.set(UsageClass::Output, 7);
    end.usage.set(UsageClass::Reasoning, 2);
    end.cost.state = CostState::Computed;
    end.cost.amount = Money::fromPico(1'500'000);
    return end;
}

QByteArray streamed(const ClientFormat& format)
{
    const auto writer = format.writer(kIdentity, {});
    QByteArray out = writer->begin();
    for (const auto& event : sampleEvents())
        out += writer->event(event);
    return out + writer->end(sampleEnd());
}

QJsonObject whole(const ClientFormat& format)
{
    AnswerCollector collected;
    for (const auto& event : sampleEvents())
        collected.add(event);
    const auto json = format.writer(kIdentity, {})->whole(collected.blocks(), sampleEnd());
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << error.errorString() << json;
    return document.object();
}

/// Every document of a stream: the data of its events, or its lines.
QList<QJsonObject> documents(const QByteArray& stream)
{
    QList<QJsonObject> out;
    for (const auto& line : stream.split('\n')) {
        const QByteArray json = line.startsWith("data: ") ? line.mid(6) : line;
        if (!json.startsWith('{'))
            continue;
        QJsonParseError error{};
        out.append(QJsonDocument::fromJson(json, &error).object());
        if (error.error != QJsonParseError::NoError)
            qFatal("not JSON: %s", json.constData());
    }
    return out;
}

const QString kText = u"Grüße \"quoted\"\n\U0001F600\u0001"_s;

} // namespace

/// Answers in each client's format, streamed and whole: both say the same.
class TestClientAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonStringsAreEscaped()
    {
        QByteArray out;
        appendJsonString(out, u"a\"\\\b\f\n\r\t\u001fé€\U0001F600/"_s + QChar(0xd800));
        QCOMPARE(out, QByteArray("\"a\\\"\\\\\\b\\f\\n\\r\\t\\u001fé€😀/\xef\xbf\xbd\""));
    }

    void chatCompletions()
    {
        const auto format = makeOpenAiChatClientFormat();
        const auto stream = streamed(*format);
        QString text;
        QString reasoning;
        QString arguments;
        QString proof;
        for (const auto& chunk : documents(stream)) {
            QCOMPARE(chunk["id"_L1].toString(), u"gen-1"_s);
            QCOMPARE(chunk["object"_L1].toString(), u"chat.completion.chunk"_s);
            const QJsonValue delta = chunk["choices"_L1].toArray().first()["delta"_L1];
            text += delta["content"_L1].toString();
            reasoning += delta["reasoning"_L1].toString();
            for (const auto& detail : delta["reasoning_details"_L1].toArray())
                proof += detail["data"_L1].toString();
            const auto call = delta["tool_calls"_L1].toArray().first();
            if (call["index"_L1].toInt(-1) == 0)
                arguments += call["function"_L1]["arguments"_L1].toString();
        }
        QCOMPARE(text, kText);
        QCOMPARE(reasoning, u"hm "_s);
        QCOMPARE(proof, u"SIG"_s);
        QCOMPARE(arguments, u"{\"a\":1}"_s);
        QVERIFY(stream.endsWith("data: [DONE]\n\n"));
        const QJsonValue usage = documents(stream).last()["usage"_L1];
        QCOMPARE(usage["prompt_tokens"_L1].toInt(), 15);
        QCOMPARE(usage["completion_tokens"_L1].toInt(), 9);
        QCOMPARE(usage["prompt_tokens_details"_L1]["cached_tokens"_L1].toInt(), 5);
        QCOMPARE(usage["completion_tokens_details"_L1]["reasoning_tokens"_L1].toInt(), 2);
        QCOMPARE(usage["cost"_L1].toDouble(), 0.0000015);
        const auto answer = whole(*format);
        const QJsonValue message = answer["choices"_L1].toArray().first()["message"_L1];
        QCOMPARE(message["content"_L1].toString(), kText);
        QCOMPARE(message["tool_calls"_L1].toArray().size(), 2);
        QCOMPARE(answer["choices"_L1].toArray().first()["finish_reason"_L1].toString(), u"tool_calls"_s);
        QCOMPARE(answer["usage"_L1], usage);
    }

    void messages()
    {
        const auto format = makeAnthropicMessagesClientFormat();
        const auto stream = streamed(*format);
        QStringList types;
        QString text;
        int open = -1;
        for (const auto& event : documents(stream)) {
            const auto type = event["type"_L1].toString();
            types.append(type);
            text += event["delta"_L1]["text"_L1].toString();
            // Blocks come one after another, each numbered one higher.
            if (type == "content_block_start"_L1)
                QCOMPARE(event["index"_L1].toInt(), ++open);
            else if (type.startsWith("content_block"_L1))
                QCOMPARE(event["index"_L1].toInt(), open);
        }
        QCOMPARE(text, kText);
        QCOMPARE(types.first(), u"message_start"_s);
        QCOMPARE(types.last(), u"message_stop"_s);
        QCOMPARE(types.count(u"content_block_start"_s), 4);
        QCOMPARE(types.count(u"content_block_stop"_s), 4);
        const auto answer = whole(*format);
        const auto content = answer["content"_L1].toArray();
        QCOMPARE(content.size(), 4);
        QCOMPARE(content[0]["signature"_L1].toString(), u"SIG"_s);
        QCOMPARE(content[1]["text"_L1].toString(), kText);
        QCOMPARE(content[2]["input"_L1]["a"_L1].toInt(), 1);
        QCOMPARE(answer["stop_reason"_L1].toString(), u"tool_use"_s);
        QCOMPARE(answer["usage"_L1]["input_tokens"_L1].toInt(), 10);
        QCOMPARE(answer["usage"_L1]["cache_read_input_tokens"_L1].toInt(), 5);
        QCOMPARE(answer["usage"_L1]["output_tokens"_L1].toInt(), 9);
        const auto delta = documents(stream).at(types.indexOf(u"message_delta"_s));
        QCOMPARE(delta["usage"_L1], answer["usage"_L1]);
    }

    void encryptedThinkingIsABlockOfItsOwn()
    {
        const auto writer = makeAnthropicMessagesClientFormat()->writer(kIdentity, {});
        const auto bytes = writer->event(ReasoningDelta{.text = {}, .signature = u"redacted:XYZ"_s});
        const auto events = documents(bytes);
        QCOMPARE(events.size(), 2); // begun and ended
        QCOMPARE(events.first()["content_block"_L1]["data"_L1].toString(), u"XYZ"_s);
    }

    void responses()
    {
        const auto format = makeOpenAiResponsesClientFormat();
        const auto stream = streamed(*format);
        int sequence = 0;
        QString text;
        QString arguments;
        for (const auto& event : documents(stream)) {
            QCOMPARE(event["sequence_number"_L1].toInt(), sequence++);
            const auto type = event["type"_L1].toString();
            if (type == "response.output_text.delta"_L1)
                text += event["delta"_L1].toString();
            if (type == "response.function_call_arguments.done"_L1)
                arguments += event["arguments"_L1].toString();
        }
        QCOMPARE(text, kText);
        QCOMPARE(arguments, u"{\"a\":1}{}"_s);
        const auto last = documents(stream).last();
        QCOMPARE(last["type"_L1].toString(), u"response.completed"_s);
        QCOMPARE(last["response"_L1].toObject(), whole(*format));
        const auto output = whole(*format)["output"_L1].toArray();
        QCOMPARE(output.size(), 4);
        QCOMPARE(output[0]["encrypted_content"_L1].toString(), u"SIG"_s);
        QCOMPARE(output[1]["content"_L1].toArray().first()["text"_L1].toString(), kText);
        QCOMPARE(output[2]["call_id"_L1].toString(), u"c1"_s);
    }

    /// What was asked stands in the answer; clients with strict readers want every member, said or not.
    void responsesRepeatWhatWasAsked()
    {
        const auto format = makeOpenAiResponsesClientFormat();
        ClientRequest request;
        request.chat.native.body
            = R"( {"model":"m", "input":"x", "temperature":0.2, "tools":[{"type":"function","name":"f"}], "top_p":null})";
        const auto answer
            = QJsonDocument::fromJson(format->writer(kIdentity, request)->whole({}, sampleEnd())).object();
        QCOMPARE(answer["temperature"_L1].toDouble(), 0.2);
        QCOMPARE(answer["tools"_L1][0]["name"_L1].toString(), u"f"_s);
        QCOMPARE(answer["top_p"_L1].toDouble(), 1.0);
        const auto silent = whole(*format);
        for (const auto name : {"max_output_tokens"_L1, "instructions"_L1, "previous_response_id"_L1})
            QVERIFY2(silent[name].isNull(), name.data());
        QCOMPARE(silent["text"_L1]["format"_L1]["type"_L1].toString(), u"text"_s);
        QCOMPARE(silent["tool_choice"_L1].toString(), u"auto"_s);
        for (const auto& item : silent["output"_L1].toArray())
            QCOMPARE(item["status"_L1].toString(), u"completed"_s);
    }

    void aCutAnswerIsIncomplete()
    {
        auto end = sampleEnd();
        end.reason = FinishReason::Length;
        const auto bytes = makeOpenAiResponsesClientFormat()->writer(kIdentity, {})->end(end);
        QCOMPARE(documents(bytes).last()["response"_L1]["incomplete_details"_L1]["reason"_L1].toString(),
            u"max_output_tokens"_s);
    }

    void ollama()
    {
        const auto format = makeOllamaChatClientFormat();
        QString text;
        QString thinking;
        QJsonArray calls;
        for (const auto& line : documents(streamed(*format))) {
            text += line["message"_L1]["content"_L1].toString();
            thinking += line["message"_L1]["thinking"_L1].toString();
            for (const auto& call : line["message"_L1]["tool_calls"_L1].toArray())
                calls.append(call);
        }
        QCOMPARE(text, kText);
        QCOMPARE(thinking, u"hm "_s);
        const auto answer = whole(*format);
        QCOMPARE(answer["message"_L1]["content"_L1].toString(), kText);
        QCOMPARE(answer["message"_L1]["tool_calls"_L1].toArray(), calls);
        QCOMPARE(calls[0]["function"_L1]["arguments"_L1]["a"_L1].toInt(), 1);
        QCOMPARE(answer["eval_count"_L1].toInt(), 9);
        QCOMPARE(answer["done"_L1].toBool(), true);
    }

    void anUnknownCostIsNull()
    {
        auto end = sampleEnd();
        end.cost = {};
        const auto json = QJsonDocument::fromJson(makeOpenAiChatClientFormat()->writer(kIdentity, {})->whole({}, end));
        QVERIFY(json["usage"_L1]["cost"_L1].isNull());
    }

    void errorsHaveTheShapeOfTheirFormat()
    {
        const auto error = clientError(Error{.kind = ErrorKind::RateLimited,
            .detail = u"slow"_s,
            .httpStatus = 429,
            .providerCode = u"rl"_s,
            .requestId = {},
            .retryAfter = std::chrono::milliseconds(1500)});
        QCOMPARE(error.retryAfterSeconds, 2);
        const QJsonValue openAi = QJsonDocument::fromJson(makeOpenAiChatClientFormat()->errorBody(error))["error"_L1];
        QCOMPARE(openAi["code"_L1].toInt(), 429);
        QCOMPARE(openAi["metadata"_L1]["provider_code"_L1].toString(), u"rl"_s);
        const auto anthropic = QJsonDocument::fromJson(makeAnthropicMessagesClientFormat()->errorBody(error));
        QCOMPARE(anthropic["type"_L1].toString(), u"error"_s);
        QCOMPARE(anthropic["error"_L1]["type"_L1].toString(), u"rate_limit_error"_s);
        QCOMPARE(
            QJsonDocument::fromJson(makeOllamaChatClientFormat()->errorBody(error))["error"_L1].toString(), u"slow"_s);
        // Our own key for a provider is no business of the client's, who would change the wrong one.
        QCOMPARE(clientError(Error{.kind = ErrorKind::Authentication, .httpStatus = 401}).status, 502);
        QCOMPARE(clientError(Error{.kind = ErrorKind::Authentication, .httpStatus = 403}).status, 502);
        QCOMPARE(clientError(Error{.kind = ErrorKind::Authentication}).status, 401);
    }
};

QTEST_GUILESS_MAIN(TestClientAnswers)
#include "tst_clientanswers.moc"
