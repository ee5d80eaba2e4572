// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/geminigenerate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const GeminiAddress kAddress{.model = u"p/m"_s, .verb = u"generateContent"_s};

Result<ClientRequest> read(const QByteArray& body)
{
    const auto envelope = geminiEnvelope(kAddress, body);
    if (!envelope)
        return std::unexpected(envelope.error());
    return readGeminiGenerate(*envelope);
}

QJsonObject parsed(QByteArray bytes)
{
    if (bytes.startsWith("data: "))
        bytes = bytes.sliced(6);
    return QJsonDocument::fromJson(bytes).object();
}

} // namespace

/// Gemini's format as clients speak it to the gateway.
class TestGeminiGenerate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("verb");
        QTest::newRow("beta") << u"/v1beta/models/p/m:generateContent"_s << u"p/m"_s << u"generateContent"_s;
        QTest::newRow("stable") << u"/v1/models/m:streamGenerateContent"_s << u"m"_s << u"streamGenerateContent"_s;
        QTest::newRow("suffix") << u"/v1beta/models/p/m:free:generateContent"_s << u"p/m:free"_s
                                << u"generateContent"_s;
        QTest::newRow("slash in the name") << u"/v1beta/p/m:countTokens"_s << u"p/m"_s << u"countTokens"_s;
        QTest::newRow("a model with a suffix") << u"/v1/models/p/m:free"_s << u""_s << u""_s;
        QTest::newRow("a list") << u"/v1beta/models"_s << u""_s << u""_s;
        QTest::newRow("a model") << u"/v1/models/p/m"_s << u""_s << u""_s;
        QTest::newRow("another format") << u"/v1/chat/completions"_s << u""_s << u""_s;
    }
    void addresses()
    {
        QFETCH(QString, path);
        QFETCH(QString, model);
        QFETCH(QString, verb);
        const auto address = geminiAddress(path);
        QCOMPARE(address.has_value(), !verb.isEmpty());
        QCOMPARE(address.value_or(GeminiAddress()).model, model);
        QCOMPARE(address.value_or(GeminiAddress()).verb, verb);
    }

    void theAddressGoesBeforeTheBody()
    {
        const GeminiAddress streams{.model = u"p/\"m"_s, .verb = u"streamGenerateContent"_s};
        const auto body = geminiEnvelope(streams, " { \"model\": \"other\", \"stream\": false }");
        QVERIFY(body);
        const auto read
            = readGeminiGenerate(*geminiEnvelope(streams, R"({"model":"x","contents":[{"parts":[{"text":"a"}]}]})"));
        QVERIFY(read);
        QCOMPARE(read->models, QStringList{u"p/\"m"_s}); // the client's own member does not count
        QVERIFY(read->chat.stream);
        QCOMPARE(*geminiEnvelope(kAddress, "{}"), R"({"model":"p/m","stream":false})"_ba);
        QVERIFY(!geminiEnvelope({.model = u"m"_s, .verb = u"countTokens"_s}, "{}"));
        QVERIFY(!geminiEnvelope(kAddress, "[]"));
    }

    void framing()
    {
        const GeminiAddress streams{.model = u"m"_s, .verb = u"streamGenerateContent"_s};
        for (const QByteArray query : {"alt=sse", "key=x&alt=sse", "$alt=sse&x"})
            QCOMPARE(geminiFraming(streams, query), GeminiFraming::Events);
        for (const QByteArray query : {"", "alt=json", "salt=sse", "alt=ssed&", "alt"})
            QCOMPARE(geminiFraming(streams, query), GeminiFraming::Array);
        QCOMPARE(geminiFraming(kAddress, {}), GeminiFraming::Events);
    }

    /// Every piece is an item of its own, and together they are one document, whatever happens.
    void streamsAsAnArray()
    {
        const auto format = makeGeminiClientFormat(GeminiFraming::Array);
        QCOMPARE(format->streamType(), "application/json"_ba);
        const AnswerIdentity identity{.id = u"gen-1"_s, .model = u"p/m"_s};
        const auto texts = [](const QByteArray& all) {
            QStringList out;
            const QJsonArray items = QJsonDocument::fromJson(all).array();
            for (const auto& item : items)
                out.append(item["error"_L1].isObject()
                        ? u"error %1"_s.arg(item["error"_L1]["code"_L1].toInt())
                        : item["candidates"_L1][0]["content"_L1]["parts"_L1][0]["text"_L1].toString()
                            + item["candidates"_L1][0]["finishReason"_L1].toString());
            return out;
        };
        const auto whole = format->writer(identity, {});
        QByteArray said = whole->begin() + whole->event(TextDelta{u"one"_s});
        QVERIFY(QJsonDocument::fromJson(said + ']').isArray());
        said += whole->event(UsageReport{}) + whole->event(TextDelta{u"two"_s}) + whole->end({});
        QCOMPARE(texts(said), (QStringList{u"one"_s, u"two"_s, u"STOP"_s}));

        const auto empty = format->writer(identity, {});
        QCOMPARE(texts(empty->begin() + empty->end({})), QStringList{u"STOP"_s});
        const auto broken = format->writer(identity, {});
        const QByteArray first = broken->begin() + broken->event(TextDelta{u"one"_s});
        QCOMPARE(texts(first + broken->failed({.status = 502})), (QStringList{u"one"_s, u"error 502"_s}));
        QCOMPARE(texts(format->errorBody({.status = 404})), QStringList{u"error 404"_s});
    }

    /// Clients that speak several formats call the model's turn as others do.
    void rolesOfOtherFormats()
    {
        const auto request = read(
            R"({"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"assistant","parts":[{"text":"b"}]}]})");
        QVERIFY(request);
        QCOMPARE(request->chat.messages.last().role, Role::Assistant);
        QVERIFY(!read(R"({"contents":[{"role":"nobody","parts":[{"text":"a"}]}]})"));
    }

    void turnsToolsAndSettings()
    {
        const auto request = read(R"({
            "systemInstruction": {"parts": [{"text": "Be brief."}]},
            "contents": [
                {"role": "user", "parts": [{"text": "Weather?"}, {"inlineData": {"mimeType": "image/png", "data": "iVBO"}}]},
                {"role": "model", "parts": [{"text": "hm", "thought": true}, {"functionCall": {"name": "f", "args": {"a": 1}}, "thoughtSignature": "SIG"}]},
                {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {"output": "21"}}}, {"text": "So?"}]}
            ],
            "tools": [{"function_declarations": [{"name": "f", "parameters": {"type": "OBJECT", "properties":
                {"a": {"type": "INTEGER", "nullable": true}, "type": {"type": "STRING"}}}}]}, {"googleSearch": {}}],
            "toolConfig": {"functionCallingConfig": {"mode": "ANY", "allowedFunctionNames": ["f"]}},
            "generationConfig": {"temperature": 0.5, "topP": 0.9, "maxOutputTokens": 7, "stopSequences": ["x"],
                "responseMimeType": "application/json", "responseSchema": {"type": "STRING"},
                "thinkingConfig": {"thinkingBudget": 512, "includeThoughts": true}},
            "safetySettings": [], "odd": 1})");
        QVERIFY(request);
        const auto& messages = request->chat.messages;
        QCOMPARE(messages.size(), 5);
        QCOMPARE(messages[0], ChatMessage::text(Role::System, u"Be brief."_s));
        QCOMPARE(std::get<ImagePart>(messages[1].parts[1]).mediaType, u"image/png"_s);
        QCOMPARE(std::get<ReasoningPart>(messages[2].parts[0]).text, u"hm"_s);
        const auto& call = std::get<ToolCallPart>(messages[2].parts[1]);
        QCOMPARE(call.arguments, u"{\"a\":1}"_s);
        QCOMPARE(call.signature, u"SIG"_s);
        QCOMPARE(messages[3].role, Role::Tool);
        const auto& result = std::get<ToolResultPart>(messages[3].parts[0]);
        QCOMPARE(result.callId, call.id);
        QCOMPARE(result.text, u"21"_s);
        QCOMPARE(messages[4], ChatMessage::text(Role::User, u"So?"_s));
        QCOMPARE(request->chat.tools.size(), 1);
        const auto properties = request->chat.tools[0].parameters["properties"_L1].toObject();
        QCOMPARE(request->chat.tools[0].parameters["type"_L1].toString(), u"object"_s);
        QCOMPARE(properties["a"_L1].toObject()["type"_L1].toArray(), (QJsonArray{u"integer"_s, u"null"_s}));
        QCOMPARE(properties["type"_L1].toObject()["type"_L1].toString(), u"string"_s); // a member of that name
        QCOMPARE(request->chat.toolChoice->name, u"f"_s);
        QCOMPARE(request->chat.sampling.topP, std::optional(0.9));
        QCOMPARE(request->chat.sampling.maxOutputTokens, std::optional<qint64>(7));
        QCOMPARE(request->chat.format->schema, (QJsonObject{{u"type"_s, u"string"_s}}));
        QCOMPARE(request->chat.reasoning.budgetTokens, std::optional<qint64>(512));
        QVERIFY(!request->hidesReasoning);
        QCOMPARE(request->ignored, (QStringList{u"tools.googleSearch"_s, u"safetySettings"_s}));
        QCOMPARE(request->chat.passthrough.keys(), QStringList{u"odd"_s});
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << "{}"_ba;
        QTest::newRow("role") << R"({"contents":[{"role":"robot","parts":[{"text":"a"}]}]})"_ba;
        QTest::newRow("empty part") << R"({"contents":[{"parts":[{}]}]})"_ba;
        QTest::newRow("a file's address")
            << R"({"contents":[{"parts":[{"fileData":{"fileUri":"file:///etc/passwd"}}]}]})"_ba;
        QTest::newRow("sound")
            << R"({"contents":[{"parts":[{"inlineData":{"mimeType":"audio/wav","data":"AAAA"}}]}]})"_ba;
        QTest::newRow("cache") << R"({"contents":[{"parts":[{"text":"a"}]}],"cachedContent":"cachedContents/1"})"_ba;
        QTest::newRow("candidates")
            << R"({"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"candidateCount":17}})"_ba;
        QTest::newRow("a host") << R"({"contents":[{"parts":[{"text":"a"}]}],"api_base":"http://x"})"_ba;
    }
    void refusals()
    {
        QFETCH(QByteArray, body);
        const auto request = read(body);
        QVERIFY(!request);
        QCOMPARE(request.error().kind, ErrorKind::InvalidRequest);
    }

    void answers()
    {
        const auto format = makeGeminiClientFormat();
        const AnswerIdentity identity{.id = u"gen-1"_s, .model = u"p/m"_s, .provider = u"p"_s};
        ClientRequest request;
        request.hidesReasoning = true;
        const auto writer = format->writer(identity, request);
        QVERIFY(writer->event(ReasoningDelta{.text = u"hm"_s, .signature = {}}).isEmpty());
        const auto first = parsed(writer->event(TextDelta{u"Grüße \"x\""_s}));
        const auto part = first["candidates"_L1][0]["content"_L1]["parts"_L1][0];
        QCOMPARE(part["text"_L1].toString(), u"Grüße \"x\""_s);
        writer->event(
            ToolCallDelta{.index = 0, .id = u"c"_s, .name = u"f"_s, .arguments = u"{\"a\""_s, .signature = {}});
        writer->event(ToolCallDelta{.index = 0, .id = {}, .name = {}, .arguments = u":1}"_s, .signature = u"SIG"_s});
        AnswerEnd end{.reason = FinishReason::ToolCalls};
        end.usage.set(UsageClass::Input, 10);
        end.usage.set(UsageClass::Output, 7);
        end.usage.set(UsageClass::Reasoning, 2);
        const auto last = parsed(writer->end(end));
        const auto candidate = last["candidates"_L1][0];
        QCOMPARE(candidate["finishReason"_L1].toString(), u"STOP"_s);
        const auto call = candidate["content"_L1]["parts"_L1][0];
        QCOMPARE(call["functionCall"_L1]["args"_L1]["a"_L1].toInt(), 1);
        QCOMPARE(call["thoughtSignature"_L1].toString(), u"SIG"_s);
        const auto usage = last["usageMetadata"_L1];
        QCOMPARE(usage["candidatesTokenCount"_L1].toInt(), 7);
        QCOMPARE(usage["thoughtsTokenCount"_L1].toInt(), 2);
        QCOMPARE(usage["totalTokenCount"_L1].toInt(), 19);
        const auto whole = parsed(format->writer(identity, {})
                ->whole({{.kind = AnswerBlock::Kind::Reasoning, .text = u"hm"_s},
                            {.kind = AnswerBlock::Kind::Text, .text = u"yes"_s}},
                    end));
        QCOMPARE(whole["candidates"_L1][0]["content"_L1]["parts"_L1].toArray().size(), 2);
        QVERIFY(whole["candidates"_L1][0]["content"_L1]["parts"_L1][0]["thought"_L1].toBool());
        ClientError error;
        error.status = 429;
        error.message = u"slow down"_s;
        QCOMPARE(parsed(format->errorBody(error))["error"_L1]["status"_L1].toString(), u"RESOURCE_EXHAUSTED"_s);
    }
};

QTEST_GUILESS_MAIN(TestGeminiGenerate)
#include "tst_geminigenerate.moc"
