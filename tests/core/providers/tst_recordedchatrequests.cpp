// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointstore.h"
#include "core/providers/dialectregistry.h"
#include "tests/core/providers/decodetesting.h"
#include "tests/core/providers/recordingcases.h"
#include "tests/support/corpus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Members that ChatRequest has no words for; they go through as they are.
const QStringList kPassedOn = {u"n"_s, u"user"_s, u"thinking"_s, u"clear_thinking"_s, u"enable_thinking"_s,
    u"provider"_s, u"models"_s, u"transforms"_s, u"moderation"_s, u"usage"_s};

std::optional<double> number(const QJsonObject& body, QLatin1StringView name)
{
    return body[name].isDouble() ? std::optional(body[name].toDouble()) : std::nullopt;
}

std::optional<qint64> integer(const QJsonObject& body, QLatin1StringView name)
{
    return body[name].isDouble() ? std::optional(body[name].toInteger()) : std::nullopt;
}

QList<ContentPart> contentOf(const QJsonValue& content)
{
    QList<ContentPart> parts;
    if (content.isString())
        parts.append(TextPart{content.toString()});
    for (const auto& part : content.toArray()) {
        if (part["type"_L1] == u"text"_s)
            parts.append(TextPart{part["text"_L1].toString()});
        else if (part["type"_L1] == u"image_url"_s)
            parts.append(ImagePart{.data = {}, .mediaType = {}, .url = part["image_url"_L1]["url"_L1].toString()});
    }
    return parts;
}

ChatMessage messageOf(const QJsonObject& json)
{
    static const QHash<QString, Role> roles = {{u"system"_s, Role::System}, {u"developer"_s, Role::System},
        {u"user"_s, Role::User}, {u"assistant"_s, Role::Assistant}, {u"tool"_s, Role::Tool}};
    ChatMessage message{.role = roles.value(json["role"_L1].toString()), .parts = {}};
    if (message.role == Role::Tool) {
        message.parts = {ToolResultPart{
            .callId = json["tool_call_id"_L1].toString(), .name = {}, .text = json["content"_L1].toString()}};
        return message;
    }
    message.parts = contentOf(json["content"_L1]);
    for (const auto& part : json["content"_L1].toArray())
        message.cacheMark = message.cacheMark || part["cache_control"_L1].isObject();
    for (const auto& call : json["tool_calls"_L1].toArray())
        message.parts.append(ToolCallPart{.id = call["id"_L1].toString(),
            .name = call["function"_L1]["name"_L1].toString(),
            .arguments = call["function"_L1]["arguments"_L1].toString()});
    return message;
}

std::optional<ToolChoice> choiceOf(const QJsonValue& json)
{
    static const QHash<QString, ToolChoice::Mode> modes
        = {{u"auto"_s, ToolChoice::Mode::Auto}, {u"none"_s, ToolChoice::Mode::None},
            {u"required"_s, ToolChoice::Mode::Required}, {u"any"_s, ToolChoice::Mode::Required}};
    if (json.isObject())
        return ToolChoice{.mode = ToolChoice::Mode::Named, .name = json["function"_L1]["name"_L1].toString()};
    return json.isString() ? std::optional(ToolChoice{.mode = modes.value(json.toString())}) : std::nullopt;
}

ChatRequest requestOf(const QJsonObject& body)
{
    ChatRequest request;
    for (const auto& message : body["messages"_L1].toArray())
        request.messages.append(messageOf(message.toObject()));
    auto& sampling = request.sampling;
    sampling.temperature = number(body, "temperature"_L1);
    sampling.topP = number(body, "top_p"_L1);
    sampling.presencePenalty = number(body, "presence_penalty"_L1);
    sampling.frequencyPenalty = number(body, "frequency_penalty"_L1);
    sampling.seed = integer(body, body.contains("random_seed"_L1) ? "random_seed"_L1 : "seed"_L1);
    sampling.maxOutputTokens
        = integer(body, body.contains("max_tokens"_L1) ? "max_tokens"_L1 : "max_completion_tokens"_L1);
    request.reasoning.effort = body["reasoning_effort"_L1].toString();
    for (const auto& tool : body["tools"_L1].toArray()) {
        const auto function = tool["function"_L1].toObject();
        request.tools.append({.name = function["name"_L1].toString(),
            .description = function["description"_L1].toString(),
            .parameters = function["parameters"_L1].toObject(),
            .strict = function["strict"_L1].toBool()});
    }
    request.toolChoice = choiceOf(body["tool_choice"_L1]);
    if (const auto schema = body["response_format"_L1]["json_schema"_L1].toObject(); !schema.isEmpty())
        request.format = OutputFormat{.name = schema["name"_L1].toString(),
            .schema = schema["schema"_L1].toObject(),
            .strict = schema["strict"_L1].toBool()};
    else if (body.contains("response_format"_L1))
        request.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
    request.stream = body["stream"_L1].toBool();
    for (const auto& name : kPassedOn) {
        if (body.contains(name))
            request.passthrough.insert(name, body[name]);
    }
    for (const auto& name : {u"temperature"_s, u"max_tokens"_s}) {
        if (body[name].isString()) // a client that wanted to see the error
            request.passthrough.insert(name, body[name]);
    }
    return request;
}

/// Two ways to write the same: one text in a list of parts, no content and null, a member with its default.
QJsonArray plainMessages(const QJsonArray& messages)
{
    QJsonArray out;
    for (const auto& value : messages) {
        QJsonObject message = value.toObject();
        if (message["role"_L1] == u"developer"_s)
            message["role"_L1] = u"system"_s;
        QJsonArray parts = message["content"_L1].toArray();
        if (message["content"_L1].isString())
            parts = {QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, message["content"_L1]}}};
        QJsonArray plain;
        for (const auto& part : std::as_const(parts)) {
            QJsonObject object = part.toObject();
            object.remove("cache_control"_L1); // sent to OpenRouter only
            if (auto image = object["image_url"_L1].toObject(); !image.isEmpty())
                object["image_url"_L1] = QJsonObject{{u"url"_s, image["url"_L1]}};
            if (object["text"_L1] != u""_s)
                plain.append(object);
        }
        message["content"_L1] = plain;
        // The reasoning of earlier turns has tests of its own.
        for (const auto name : {"reasoning"_L1, "reasoning_content"_L1, "reasoning_details"_L1, "refusal"_L1})
            message.remove(name);
        out.append(message);
    }
    return out;
}

QJsonArray plainTools(const QJsonArray& tools)
{
    QJsonArray out;
    for (const auto& tool : tools) {
        QJsonObject function = tool["function"_L1].toObject();
        if (!function["strict"_L1].toBool())
            function.remove("strict"_L1);
        if (function["description"_L1].toString().isEmpty())
            function.remove("description"_L1);
        out.append(function);
    }
    return out;
}

QJsonObject plain(QJsonObject body)
{
    body["messages"_L1] = plainMessages(body["messages"_L1].toArray());
    if (body.contains("tools"_L1))
        body["tools"_L1] = plainTools(body["tools"_L1].toArray());
    if (body["tool_choice"_L1] == u"auto"_s)
        body.remove("tool_choice"_L1); // the default where there are tools
    if (!body["stream"_L1].toBool())
        body.remove("stream"_L1);
    body.remove("stream_options"_L1); // compared apart
    // One of the two names, by provider (endpoint presets); a client may use the older one.
    const auto names = body.keys();
    for (const auto& name : names) {
        if (body[name].isNull())
            body.remove(name); // the same as not there
    }
    if (body.contains("max_completion_tokens"_L1))
        body.insert("max_tokens"_L1, body.take("max_completion_tokens"_L1));
    return body;
}

} // namespace

/// Every recorded question in OpenAI's chat format, read by a reader of this test and asked by the product: the body is
/// the recorded client's, member for member.
class TestRecordedChatRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodyIsTheClients_data()
    {
        QTest::addColumn<Recording>("recording");
        for (const auto& recording : recordings()) {
            if (recording.api == "openai-chat"_L1 && !recordedRequest(recording.file).isEmpty())
                QTest::newRow(qPrintable(recording.file)) << recording;
        }
    }
    void bodyIsTheClients()
    {
        if (corpusFolder().isEmpty())
            QSKIP("the shared recordings are not here");
        QFETCH(Recording, recording);
        const QJsonObject recorded = recordedRequest(recording.file);
        Endpoint endpoint = EndpointStore(QString()).find(recording.provider).value_or(Endpoint());
        endpoint.dialect = u"openai-chat"_s;
        if (endpoint.id.isEmpty() || endpoint.baseUrl.isEmpty())
            endpoint.baseUrl = QUrl(u"https://api.example.com/v1"_s);
        endpoint.auth = AuthScheme::Bearer;
        const auto request = m_dialects.find(u"openai-chat"_s)
                                 ->encode(requestOf(recorded), recorded["model"_L1].toString(),
                                     {.endpoint = endpoint, .key = Secret("key-for-tests"_ba), .now = {}});
        QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
        const QJsonObject sent = QJsonDocument::fromJson(request->body).object();
        const QJsonObject ours = plain(sent);
        QJsonObject theirs = plain(recorded);
        for (const auto& key : ours.keys() + theirs.keys()) {
            QVERIFY2(ours[key] == theirs[key],
                qPrintable(u"%1: we send %2, the client sent %3"_s.arg(key,
                    QString::fromUtf8(QJsonDocument(QJsonArray{ours[key]}).toJson(QJsonDocument::Compact).left(600)),
                    QString::fromUtf8(
                        QJsonDocument(QJsonArray{theirs[key]}).toJson(QJsonDocument::Compact).left(600)))));
        }
        if (recorded.contains("stream_options"_L1) && endpoint.quirks.streamUsageOption)
            QVERIFY2(sent["stream_options"_L1]["include_usage"_L1].toBool(), "usage would not come");
    }

private:
    DialectRegistry m_dialects;
};

QTEST_GUILESS_MAIN(TestRecordedChatRequests)
#include "tst_recordedchatrequests.moc"
