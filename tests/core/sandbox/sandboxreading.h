// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace assay::testing {

/// The JSON of every `data:` line of an event stream, or of every line of an NDJSON stream.
inline QList<QJsonObject> streamObjects(const QByteArray& body)
{
    QList<QJsonObject> objects;
    for (QByteArray line : body.split('\n')) {
        line = line.trimmed();
        if (line.startsWith("data: "))
            line = line.sliced(6);
        if (line.startsWith('{'))
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

/// What a client of one format gets out of an answer.
struct ReadAnswer {
    QString text;
    QString reasoning;
    QString toolName;
    QString toolArguments;
    QString finish;
    QString model;
    qint64 input = -1; ///< uncached
    qint64 cached = 0;
    qint64 output = -1; ///< visible
    qint64 reasoningTokens = 0;
};

inline QString compact(const QJsonValue& object)
{
    return QString::fromUtf8(QJsonDocument(object.toObject()).toJson(QJsonDocument::Compact));
}

inline void readOpenAiUsage(ReadAnswer& answer, const QJsonValue& usage, const QString& in, const QString& out)
{
    using namespace Qt::StringLiterals;
    if (!usage.isObject())
        return;
    answer.cached = usage[in + u"_details"_s]["cached_tokens"_L1].toInteger();
    answer.input = usage[in].toInteger() - answer.cached;
    answer.reasoningTokens = usage[out + u"_details"_s]["reasoning_tokens"_L1].toInteger();
    answer.output = usage[out].toInteger() - answer.reasoningTokens;
}

inline void readOpenAiChat(ReadAnswer& answer, const QJsonObject& object)
{
    using namespace Qt::StringLiterals;
    const QJsonValue choice = object["choices"_L1][0];
    const QJsonValue delta = choice[choice["message"_L1].isObject() ? "message"_L1 : "delta"_L1];
    answer.model = object["model"_L1].toString();
    answer.text += delta["content"_L1].toString();
    answer.reasoning += delta["reasoning_content"_L1].toString();
    answer.toolName += delta["tool_calls"_L1][0]["function"_L1]["name"_L1].toString();
    answer.toolArguments += delta["tool_calls"_L1][0]["function"_L1]["arguments"_L1].toString();
    answer.finish += choice["finish_reason"_L1].toString();
    readOpenAiUsage(answer, object["usage"_L1], u"prompt_tokens"_s, u"completion_tokens"_s);
}

inline void readOpenAiResponse(ReadAnswer& answer, const QJsonValue& response)
{
    using namespace Qt::StringLiterals;
    answer.model = response["model"_L1].toString();
    answer.finish = response["status"_L1].toString();
    readOpenAiUsage(answer, response["usage"_L1], u"input_tokens"_s, u"output_tokens"_s);
}

inline void readOpenAiResponses(ReadAnswer& answer, const QJsonObject& object)
{
    using namespace Qt::StringLiterals;
    const QString type = object["type"_L1].toString();
    if (type == "response.output_text.delta"_L1)
        answer.text += object["delta"_L1].toString();
    if (type == "response.reasoning_summary_text.delta"_L1)
        answer.reasoning += object["delta"_L1].toString();
    if (type == "response.function_call_arguments.delta"_L1)
        answer.toolArguments += object["delta"_L1].toString();
    if (type == "response.output_item.added"_L1)
        answer.toolName += object["item"_L1]["name"_L1].toString();
    if (type == "response.completed"_L1 || type == "response.incomplete"_L1)
        readOpenAiResponse(answer, object["response"_L1]);
    if (object["object"_L1].toString() != "response"_L1)
        return;
    readOpenAiResponse(answer, object);
    for (const QJsonValue& item : object["output"_L1].toArray()) {
        answer.text += item["content"_L1][0]["text"_L1].toString();
        answer.reasoning += item["summary"_L1][0]["text"_L1].toString();
        answer.toolName += item["name"_L1].toString();
        answer.toolArguments += item["arguments"_L1].toString();
    }
}

inline void readAnthropic(ReadAnswer& answer, const QJsonObject& object)
{
    using namespace Qt::StringLiterals;
    const bool whole = object["type"_L1].toString() == "message"_L1;
    const QJsonValue message = whole ? QJsonValue(object) : object["message"_L1];
    const QJsonValue delta = object["delta"_L1];
    if (message.isObject())
        answer.model = message["model"_L1].toString();
    answer.toolName += object["content_block"_L1]["name"_L1].toString();
    answer.text += delta["text"_L1].toString();
    answer.reasoning += delta["thinking"_L1].toString();
    answer.toolArguments += delta["partial_json"_L1].toString();
    answer.finish += whole ? object["stop_reason"_L1].toString() : delta["stop_reason"_L1].toString();
    for (const QJsonValue& part : object["content"_L1].toArray()) {
        answer.text += part["text"_L1].toString();
        answer.reasoning += part["thinking"_L1].toString();
        answer.toolName += part["name"_L1].toString();
        if (part["input"_L1].isObject())
            answer.toolArguments = compact(part["input"_L1]);
    }
    const QJsonValue usage = message["usage"_L1].isObject() ? message["usage"_L1] : object["usage"_L1];
    if (!usage.isObject())
        return;
    answer.input = usage["input_tokens"_L1].toInteger();
    answer.cached = usage["cache_read_input_tokens"_L1].toInteger();
    answer.reasoningTokens = usage["output_tokens_details"_L1]["thinking_tokens"_L1].toInteger();
    answer.output = usage["output_tokens"_L1].toInteger() - answer.reasoningTokens;
}

inline void readGemini(ReadAnswer& answer, const QJsonObject& object)
{
    using namespace Qt::StringLiterals;
    const QJsonValue candidate = object["candidates"_L1][0];
    for (const QJsonValue& part : candidate["content"_L1]["parts"_L1].toArray()) {
        (part["thought"_L1].toBool() ? answer.reasoning : answer.text) += part["text"_L1].toString();
        answer.toolName += part["functionCall"_L1]["name"_L1].toString();
        if (part["functionCall"_L1].isObject())
            answer.toolArguments = compact(part["functionCall"_L1]["args"_L1]);
    }
    answer.model = object["modelVersion"_L1].toString();
    answer.finish += candidate["finishReason"_L1].toString();
    const QJsonValue usage = object["usageMetadata"_L1];
    if (!usage.isObject())
        return;
    answer.cached = usage["cachedContentTokenCount"_L1].toInteger();
    answer.input = usage["promptTokenCount"_L1].toInteger() - answer.cached;
    answer.output = usage["candidatesTokenCount"_L1].toInteger();
    answer.reasoningTokens = usage["thoughtsTokenCount"_L1].toInteger();
}

inline void readOllama(ReadAnswer& answer, const QJsonObject& object)
{
    using namespace Qt::StringLiterals;
    const QJsonValue message = object["message"_L1];
    const QJsonValue function = message["tool_calls"_L1][0]["function"_L1];
    answer.model = object["model"_L1].toString();
    answer.text += message["content"_L1].toString();
    answer.reasoning += message["thinking"_L1].toString();
    answer.toolName += function["name"_L1].toString();
    if (function.isObject())
        answer.toolArguments = compact(function["arguments"_L1]);
    if (!object["done"_L1].toBool())
        return;
    answer.finish = object["done_reason"_L1].toString();
    answer.input = object["prompt_eval_count"_L1].toInteger(-1);
    answer.output = object["eval_count"_L1].toInteger(-1); // reasoning included
}

/// Reads an answer of that format, streamed or whole, the way its reference describes; written for these tests alone,
/// so that server and reader do not share a mistake.
inline ReadAnswer readAnswer(const QString& format, const QByteArray& body)
{
    using namespace Qt::StringLiterals;
    ReadAnswer answer;
    for (const QJsonObject& object : streamObjects(body)) {
        if (format == "openai-chat"_L1)
            readOpenAiChat(answer, object);
        else if (format == "openai-responses"_L1)
            readOpenAiResponses(answer, object);
        else if (format == "anthropic"_L1)
            readAnthropic(answer, object);
        else if (format == "gemini"_L1)
            readGemini(answer, object);
        else
            readOllama(answer, object);
    }
    return answer;
}

/// Path and body of a plain chat request in a format.
struct ChatPost {
    QByteArray path;
    QJsonObject body;
    QByteArray bytes() const { return QJsonDocument(body).toJson(QJsonDocument::Compact); }
};

inline ChatPost chatPost(const QString& format, const QString& model, const QString& prompt, bool stream)
{
    using namespace Qt::StringLiterals;
    const QJsonArray messages{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}};
    if (format == "gemini"_L1)
        return {.path
            = "/v1beta/models/" + model.toUtf8() + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent"),
            .body = {{u"contents"_s,
                QJsonArray{
                    QJsonObject{{u"role"_s, u"user"_s}, {u"parts"_s, QJsonArray{QJsonObject{{u"text"_s, prompt}}}}}}}}};
    if (format == "openai-responses"_L1)
        return {.path = "/v1/responses", .body = {{u"model"_s, model}, {u"stream"_s, stream}, {u"input"_s, prompt}}};
    QJsonObject body{{u"model"_s, model}, {u"stream"_s, stream}, {u"messages"_s, messages}};
    if (format == "anthropic"_L1) {
        body.insert(u"max_tokens"_s, 4096);
        return {.path = "/v1/messages", .body = body};
    }
    if (format == "ollama"_L1)
        return {.path = "/api/chat", .body = body};
    if (stream)
        body.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    return {.path = "/v1/chat/completions", .body = body};
}

} // namespace assay::testing
