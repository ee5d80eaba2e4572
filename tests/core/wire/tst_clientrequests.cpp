// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/anthropicmessages.h"
#include "core/wire/ollamachat.h"
#include "core/wire/openaichat.h"
#include "core/wire/openairesponses.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

template <class T> T part(const ClientRequest& request, qsizetype message, qsizetype index = 0)
{
    const auto& parts = request.chat.messages.value(message).parts;
    const auto* found = index < parts.size() ? std::get_if<T>(&parts[index]) : nullptr;
    return found ? *found : T();
}

QByteArray fixture(QLatin1StringView name)
{
    QFile file(QStringLiteral(ASSAY_FIXTURES "/clients/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray kPixel = "iVBORw0KGgo=";

} // namespace

/// What clients send, as the requests they mean: the same conversation in each format is the same ChatRequest.
class TestClientRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chatCompletions()
    {
        const auto read = readOpenAiChat(fixture("openai-chat.json"_L1));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->models, (QStringList{u"a/b"_s, u"c/d"_s}));
        QCOMPARE(read->chat.messages.size(), 4);
        QCOMPARE(read->chat.messages[0], ChatMessage::text(Role::System, u"Be brief."_s));
        QCOMPARE(part<ImagePart>(*read, 1, 1),
            (ImagePart{.data = QByteArray::fromBase64(kPixel), .mediaType = u"image/png"_s, .url = {}}));
        QCOMPARE(part<DocumentPart>(*read, 1, 2).data, "%PDF"_ba);
        QCOMPARE(part<ReasoningPart>(*read, 2, 0).signature, u"assay.anthropic.SIG"_s);
        QCOMPARE(part<ReasoningPart>(*read, 2, 0).text, u"hm"_s);
        QCOMPARE(part<ToolCallPart>(*read, 2, 1),
            (ToolCallPart{.id = u"c1"_s, .name = u"f"_s, .arguments = u"{\"x\":1}"_s, .signature = u"TS"_s}));
        QCOMPARE(part<ToolResultPart>(*read, 3).callId, u"c1"_s);
        QCOMPARE(part<ToolResultPart>(*read, 3).text, u"done"_s);
        const Sampling& sampling = read->chat.sampling;
        QCOMPARE(sampling.temperature, 0.5);
        QCOMPARE(sampling.topP, 1.0);
        QCOMPARE(sampling.maxOutputTokens, 20);
        QCOMPARE(sampling.seed, 7);
        QCOMPARE(sampling.stop, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(read->chat.reasoning.effort, u"high"_s);
        QVERIFY(read->hidesReasoning);
        QVERIFY(read->chat.stream);
        QCOMPARE(read->chat.toolChoice->mode, ToolChoice::Mode::Required);
        QCOMPARE(read->chat.toolChoice->parallel, false);
        QCOMPARE(read->chat.tools.first().strict, true);
        QCOMPARE(read->chat.format->name, u"n"_s);
        QCOMPARE(read->provider["order"_L1].toArray().size(), 1);
        QCOMPARE(read->sessionId, u"s1"_s);
        QCOMPARE(read->ignored, QStringList{u"plugins"_s});
        QCOMPARE(read->chat.passthrough.keys(), QStringList{u"logit_bias"_s});
    }

    void messages()
    {
        const auto read = readAnthropicMessages(fixture("messages.json"_L1));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->chat.messages.size(), 4);
        QCOMPARE(read->chat.messages[0].role, Role::System);
        QVERIFY(read->chat.messages[0].cacheMark);
        QCOMPARE(part<ReasoningPart>(*read, 2, 0).signature, u"SIG"_s);
        QCOMPARE(part<ReasoningPart>(*read, 2, 1).redacted, u"XX"_s);
        QCOMPARE(part<TextPart>(*read, 2, 2).text, u"ok"_s);
        QCOMPARE(part<ToolCallPart>(*read, 2, 3).name, u"f"_s);
        const auto arguments = QJsonDocument::fromJson(part<ToolCallPart>(*read, 2, 3).arguments.toUtf8());
        QCOMPARE(arguments["a"_L1], (QJsonArray{1, 2.5}));
        QCOMPARE(part<ToolResultPart>(*read, 3, 0),
            (ToolResultPart{.callId = u"t1"_s, .name = {}, .text = u"bad"_s, .isError = true}));
        QCOMPARE(part<ImagePart>(*read, 3, 1).mediaType, u"image/png"_s);
        QCOMPARE(read->chat.sampling.maxOutputTokens, 50);
        QCOMPARE(read->chat.sampling.topK, 3);
        QCOMPARE(read->chat.reasoning.budgetTokens, 2048);
        QCOMPARE(read->chat.toolChoice->name, u"f"_s);
        QCOMPARE(read->chat.toolChoice->parallel, false);
        QCOMPARE(read->ignored, QStringList{u"tools.web_search_20250305"_s});
        QCOMPARE(read->chat.passthrough.keys(), QStringList{u"service_tier"_s});
        QCOMPARE(read->user, u"u"_s);
        QVERIFY(!read->chat.stream);
    }

    void responses()
    {
        const auto read = readOpenAiResponses(fixture("responses.json"_L1));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->chat.messages.size(), 4);
        QCOMPARE(part<ImagePart>(*read, 1, 1).url, u"https://example.org/a.png"_s);
        const auto assistant = read->chat.messages[2];
        QCOMPARE(assistant.role, Role::Assistant);
        QCOMPARE(assistant.parts.size(), 3);
        // Whole, because only the item as it was is a proof to those who made it.
        QVERIFY(part<ReasoningPart>(*read, 2, 0).signature.contains("\"encrypted_content\":\"E\""_L1));
        QCOMPARE(part<ToolCallPart>(*read, 2, 2).id, u"c1"_s);
        QCOMPARE(part<ToolResultPart>(*read, 3).text, u"done"_s);
        QCOMPARE(read->chat.format->kind, OutputFormat::Kind::JsonObject);
        QCOMPARE(read->chat.sampling.maxOutputTokens, 9);
        QCOMPARE(read->untranslated, QStringList{u"tools.web_search"_s});
        QCOMPARE(read->chat.passthrough.keys(), QStringList{u"include"_s});
        QCOMPARE(readOpenAiResponses(R"({"model":"m","input":"x"})")->chat.messages.first(),
            ChatMessage::text(Role::User, u"x"_s));
        for (const char* state : {R"("previous_response_id":"r")", R"("conversation":"c")", R"("background":true)"})
            QVERIFY(!readOpenAiResponses("{\"model\":\"m\",\"input\":\"x\"," + QByteArray(state) + "}"));
    }

    void ollama()
    {
        const auto read = readOllamaChat(fixture("ollama.json"_L1));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().detail));
        QVERIFY(read->chat.stream); // this format's default
        QCOMPARE(part<ImagePart>(*read, 0, 1).mediaType, u"image/png"_s);
        const auto f = part<ToolCallPart>(*read, 1, 0);
        const auto g = part<ToolCallPart>(*read, 1, 1);
        QVERIFY(f.id != g.id);
        QCOMPARE(f.arguments, u"{\"a\":1}"_s);
        QCOMPARE(part<ToolResultPart>(*read, 2).callId, g.id);
        QCOMPARE(part<ToolResultPart>(*read, 3).callId, f.id);
        QCOMPARE(read->chat.sampling.maxOutputTokens, 12);
        QCOMPARE(read->chat.sampling.temperature, 0.0);
        QCOMPARE(read->chat.format->kind, OutputFormat::Kind::JsonSchema);
        QCOMPARE(read->chat.reasoning.effort, u"low"_s);
    }

    /// Every format has a place for them only behind the results.
    void imagesOfToolResults()
    {
        const QByteArray image = "data:image/png;base64," + kPixel;
        const QByteArray chat = R"({"model":"a/b","messages":[{"role":"user","content":"Hi"},
            {"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},
                {"id":"c2","type":"function","function":{"name":"f","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"seen"},{"type":"image_url","image_url":{"url":"URL"}}]},
            {"role":"tool","tool_call_id":"c2","content":"done"},{"role":"user","content":"So?"}]})";
        const QByteArray responses = R"({"model":"a/b","input":[{"role":"user","content":"Hi"},
            {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
            {"type":"function_call","call_id":"c2","name":"f","arguments":"{}"},
            {"type":"function_call_output","call_id":"c1","output":[{"type":"input_text","text":"seen"},{"type":"input_image","image_url":"URL"}]},
            {"type":"function_call_output","call_id":"c2","output":"done"},{"role":"user","content":"So?"}]})";
        for (const auto& read : {readOpenAiChat(QByteArray(chat).replace("URL", image)),
                 readOpenAiResponses(QByteArray(responses).replace("URL", image))}) {
            QVERIFY(read);
            const auto& messages = read->chat.messages;
            const auto picture = std::ranges::find_if(messages, [](const ChatMessage& message) {
                return !message.parts.isEmpty() && std::holds_alternative<ImagePart>(message.parts.first());
            });
            QVERIFY(picture != messages.end());
            QCOMPARE(picture->role, Role::User);
            QCOMPARE((picture - 1)->role, Role::Tool); // the second result
            QCOMPARE((picture + 1)->parts.size(), 1); // So?
            for (const auto& message : messages)
                QCOMPARE(message.role == Role::Tool
                        && !std::ranges::all_of(message.parts,
                            [](const ContentPart& part) { return std::holds_alternative<ToolResultPart>(part); }),
                    false);
        }
    }

    void someOfTheTools()
    {
        const QByteArray tools
            = R"("tools":[{"type":"function","function":{"name":"f"}},{"type":"function","function":{"name":"g"}}],)";
        const auto chat = readOpenAiChat(R"({"model":"a/b","messages":[{"role":"user","content":"Hi"}],)" + tools
            + R"("tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"g"}}]}}})");
        QVERIFY(chat);
        QCOMPARE(chat->chat.tools.size(), 1);
        QCOMPARE(chat->chat.tools.first().name, u"g"_s);
        QCOMPARE(chat->chat.toolChoice->mode, ToolChoice::Mode::Required);
        const auto responses = readOpenAiResponses(
            R"({"model":"a/b","input":"Hi","tools":[{"type":"function","name":"f"},{"type":"function","name":"g"}],"tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]}})");
        QVERIFY(responses);
        QCOMPARE(responses->chat.tools.first().name, u"f"_s);
        QCOMPARE(responses->chat.tools.size(), 1);
    }

    void whatCannotBeCarriedIsNamed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        QTest::newRow("no JSON") << "hello"_ba << u"body"_s;
        QTest::newRow("array") << "[]"_ba << u"body"_s;
        QTest::newRow("no model") << R"({"messages":[{"role":"user","content":"x"}]})"_ba << u"model"_s;
        QTest::newRow("no messages") << R"({"model":"m"})"_ba << u"messages"_s;
        QTest::newRow("role") << R"({"model":"m","messages":[{"role":"king","content":"x"}]})"_ba << u"messages"_s;
        QTest::newRow("part") << R"({"model":"m","messages":[{"role":"user","content":[{"type":"smell"}]}]})"_ba
                              << u"messages"_s;
        QTest::newRow("file address")
            << R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]})"_ba
            << u"image_url"_s;
        QTest::newRow("n") << R"({"model":"m","n":17,"messages":[{"role":"user","content":"x"}]})"_ba << u"n"_s;
        QTest::newRow("format")
            << R"({"model":"m","response_format":{"type":"xml"},"messages":[{"role":"user","content":"x"}]})"_ba
            << u"response_format"_s;
        QTest::newRow("content") << R"({"model":"m","messages":[{"role":"user","content":7}]})"_ba << u"messages"_s;
        QTest::newRow("no content") << R"({"model":"m","messages":[{"role":"user"}]})"_ba << u"messages"_s;
        QTest::newRow("tools") << R"({"model":"m","tools":7,"messages":[{"role":"user","content":"x"}]})"_ba
                               << u"tools"_s;
        QTest::newRow("models") << R"({"model":"m","models":"n","messages":[{"role":"user","content":"x"}]})"_ba
                                << u"models"_s;
        QTest::newRow("provider") << R"({"model":"m","provider":"x","messages":[{"role":"user","content":"x"}]})"_ba
                                  << u"provider"_s;
        QTest::newRow("stop") << R"({"model":"m","stop":7,"messages":[{"role":"user","content":"x"}]})"_ba << u"stop"_s;
        QTest::newRow("host") << R"({"model":"m","api_base":"http://x","messages":[{"role":"user","content":"x"}]})"_ba
                              << u"body"_s;
    }
    void whatCannotBeCarriedIsNamed()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, field);
        const auto read = readOpenAiChat(body);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().kind, ErrorKind::InvalidRequest);
        QVERIFY2(read.error().detail.startsWith(field + u':'), qPrintable(read.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestClientRequests)
#include "tst_clientrequests.moc"
