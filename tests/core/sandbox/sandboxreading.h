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

/// Reads an answer of that format, streamed or whole, the way its reference describes; written for these tests alone,
/// so that server and reader do not share a mistake.
inline ReadAnswer readAnswer(const QString& format, const QByteArray& body)
{
    using namespace Qt::StringLiterals;
    ReadAnswer answer;
    const auto number = [](const QJsonValue& value) { return value.toInteger(0); };
    const auto openAiUsage = [&](const QJsonValue& usage, QLatin1StringView in, QLatin1StringView out) {
        if (!usage.isObject())
            return;
        answer.cached = number(usage[QString(in) + u"_details"_s]["cached_tokens"_L1]);
        answer.input = number(usage[in]) - answer.cached;
        answer.reasoningTokens = number(usage[QString(out) + u"_details"_s]["reasoning_tokens"_L1]);
        answer.output = number(usage[out]) - answer.reasoningTokens;
    };
    for (const QJsonObject& object : streamObjects(body)) {
        if (format == "openai-chat"_L1) {
            const QJsonValue choice = object["choices"_L1][0];
            const QJsonValue delta = object.contains("usage"_L1) && choice["message"_L1].isObject()
                ? choice["message"_L1]
                : choice[choice["message"_L1].isObject() ? "message"_L1 : "delta"_L1];
            answer.model = object["model"_L1].toString();
            answer.text += delta["content"_L1].toString();
            answer.reasoning += delta["reasoning_content"_L1].toString();
            answer.toolName += delta["tool_calls"_L1][0]["function"_L1]["name"_L1].toString();
            answer.toolArguments += delta["tool_calls"_L1][0]["function"_L1]["arguments"_L1].toString();
            answer.finish += choice["finish_reason"_L1].toString();
            openAiUsage(object["usage"_L1], "prompt_tokens"_L1, "completion_tokens"_L1);
        } else if (format == "openai-responses"_L1) {
            const QString type = object["type"_L1].toString();
            const bool whole = object["object"_L1].toString() == "response"_L1;
            const QJsonValue response = whole ? QJsonValue(object) : object["response"_L1];
            if (type == "response.output_text.delta"_L1)
                answer.text += object["delta"_L1].toString();
            if (type == "response.reasoning_summary_text.delta"_L1)
                answer.reasoning += object["delta"_L1].toString();
            if (type == "response.function_call_arguments.delta"_L1)
                answer.toolArguments += object["delta"_L1].toString();
            if (type == "response.output_item.added"_L1)
                answer.toolName += object["item"_L1]["name"_L1].toString();
            if (!whole && type != "response.completed"_L1 && type != "response.incomplete"_L1)
                continue;
            answer.model = response["model"_L1].toString();
            answer.finish = response["status"_L1].toString();
            openAiUsage(response["usage"_L1], "input_tokens"_L1, "output_tokens"_L1);
            for (const QJsonValue& item : response["output"_L1].toArray()) {
                if (!whole)
                    break;
                answer.text += item["content"_L1][0]["text"_L1].toString();
                answer.reasoning += item["summary"_L1][0]["text"_L1].toString();
                answer.toolName += item["name"_L1].toString();
                answer.toolArguments += item["arguments"_L1].toString();
            }
        } else if (format == "anthropic"_L1) {
            const bool whole = object["type"_L1].toString() == "message"_L1;
            const QJsonValue message = whole ? QJsonValue(object) : object["message"_L1];
            if (message.isObject())
                answer.model = message["model"_L1].toString();
            const QJsonValue block = object["content_block"_L1];
            const QJsonValue delta = object["delta"_L1];
            answer.toolName += block["name"_L1].toString();
            answer.text += delta["text"_L1].toString();
            answer.reasoning += delta["thinking"_L1].toString();
            answer.toolArguments += delta["partial_json"_L1].toString();
            for (const QJsonValue& part : object["content"_L1].toArray()) {
                answer.text += part["text"_L1].toString();
                answer.reasoning += part["thinking"_L1].toString();
                answer.toolName += part["name"_L1].toString();
                if (part["input"_L1].isObject())
                    answer.toolArguments
                        = QString::fromUtf8(QJsonDocument(part["input"_L1].toObject()).toJson(QJsonDocument::Compact));
            }
            answer.finish += whole ? object["stop_reason"_L1].toString() : delta["stop_reason"_L1].toString();
            const QJsonValue usage = message["usage"_L1].isObject() ? message["usage"_L1] : object["usage"_L1];
            if (usage.isObject()) {
                answer.input = number(usage["input_tokens"_L1]);
                answer.cached = number(usage["cache_read_input_tokens"_L1]);
                answer.reasoningTokens = number(usage["output_tokens_details"_L1]["thinking_tokens"_L1]);
                answer.output = number(usage["output_tokens"_L1]) - answer.reasoningTokens;
            }
        } else if (format == "gemini"_L1) {
            const QJsonValue candidate = object["candidates"_L1][0];
            for (const QJsonValue& part : candidate["content"_L1]["parts"_L1].toArray()) {
                (part["thought"_L1].toBool() ? answer.reasoning : answer.text) += part["text"_L1].toString();
                answer.toolName += part["functionCall"_L1]["name"_L1].toString();
                if (part["functionCall"_L1].isObject())
                    answer.toolArguments = QString::fromUtf8(
                        QJsonDocument(part["functionCall"_L1]["args"_L1].toObject()).toJson(QJsonDocument::Compact));
            }
            answer.model = object["modelVersion"_L1].toString();
            answer.finish += candidate["finishReason"_L1].toString();
            const QJsonValue usage = object["usageMetadata"_L1];
            answer.cached = number(usage["cachedContentTokenCount"_L1]);
            answer.input = usage.isObject() ? number(usage["promptTokenCount"_L1]) - answer.cached : -1;
            answer.output = usage.isObject() ? number(usage["candidatesTokenCount"_L1]) : -1;
            answer.reasoningTokens = number(usage["thoughtsTokenCount"_L1]);
        } else {
            const QJsonValue message = object["message"_L1];
            answer.model = object["model"_L1].toString();
            answer.text += message["content"_L1].toString();
            answer.reasoning += message["thinking"_L1].toString();
            answer.toolName += message["tool_calls"_L1][0]["function"_L1]["name"_L1].toString();
            if (message["tool_calls"_L1].isArray())
                answer.toolArguments = QString::fromUtf8(
                    QJsonDocument(message["tool_calls"_L1][0]["function"_L1]["arguments"_L1].toObject())
                        .toJson(QJsonDocument::Compact));
            if (!object["done"_L1].toBool())
                continue;
            answer.finish = object["done_reason"_L1].toString();
            answer.input = object["prompt_eval_count"_L1].toInteger(-1);
            answer.output = object["eval_count"_L1].toInteger(-1); // reasoning included
        }
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
