// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxformat.h"

#include <QJsonDocument>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kTokensAnEvent = 3;
constexpr QLatin1StringView kSignature = "c2ltdWxhdGVk"_L1;

/// Request names may be camelCase or snake_case.
QJsonValue field(const QJsonObject& object, QLatin1StringView camel)
{
    if (object.contains(camel))
        return object[camel];
    QString snake;
    for (const QChar c : QString(camel))
        snake += c.isUpper() ? u"_"_s + c.toLower() : QString(c);
    return object[snake];
}

ContentPart readPart(const QJsonObject& part)
{
    if (const QJsonObject call = field(part, "functionCall"_L1).toObject(); !call.isEmpty())
        return ToolCallPart{.id = call["id"_L1].toString(),
            .name = call["name"_L1].toString(),
            .arguments = QString::fromUtf8(compactJson(call["args"_L1].toObject())),
            .signature = field(part, "thoughtSignature"_L1).toString()};
    if (const QJsonObject result = field(part, "functionResponse"_L1).toObject(); !result.isEmpty()) {
        const QJsonObject response = result["response"_L1].toObject();
        const QJsonValue only = response.size() == 1 ? response.begin().value() : QJsonValue();
        return ToolResultPart{.callId = result["id"_L1].toString(),
            .name = result["name"_L1].toString(),
            .text = only.isString() ? only.toString() : QString::fromUtf8(compactJson(response)),
            .isError = response.contains("error"_L1)};
    }
    if (const QJsonObject data = field(part, "inlineData"_L1).toObject(); !data.isEmpty())
        return ImagePart{.data = decodedData(data["data"_L1].toString()),
            .mediaType = field(data, "mimeType"_L1).toString(),
            .url = {}};
    if (const QJsonObject data = field(part, "fileData"_L1).toObject(); !data.isEmpty())
        return ImagePart{.data = {}, .mediaType = {}, .url = field(data, "fileUri"_L1).toString()};
    if (part["thought"_L1].toBool())
        return ReasoningPart{.text = part["text"_L1].toString(), .signature = {}, .redacted = {}};
    return TextPart{part["text"_L1].toString()};
}

ChatMessage readContent(const QJsonObject& content, Role role)
{
    ChatMessage message;
    message.role = role;
    for (const QJsonValue& part : content["parts"_L1].toArray())
        message.parts.append(readPart(part.toObject()));
    return message;
}

QList<ToolSpec> readTools(const QJsonArray& tools)
{
    QList<ToolSpec> specs;
    for (const QJsonValue& tool : tools) {
        for (const QJsonValue& value : field(tool.toObject(), "functionDeclarations"_L1).toArray()) {
            const QJsonObject declaration = value.toObject();
            const QJsonObject schema = field(declaration, "parametersJsonSchema"_L1).toObject();
            specs.append({.name = declaration["name"_L1].toString(),
                .description = declaration["description"_L1].toString(),
                .parameters = schema.isEmpty() ? declaration["parameters"_L1].toObject() : schema});
        }
    }
    return specs;
}

ToolChoice readChoice(const QJsonObject& body)
{
    const QJsonObject config = field(field(body, "toolConfig"_L1).toObject(), "functionCallingConfig"_L1).toObject();
    const QString mode = config["mode"_L1].toString();
    ToolChoice choice;
    if (mode == "NONE"_L1)
        choice.mode = ToolChoice::Mode::None;
    if (mode == "ANY"_L1) {
        const QStringList names = textOrList(field(config, "allowedFunctionNames"_L1));
        choice.mode = names.isEmpty() ? ToolChoice::Mode::Required : ToolChoice::Mode::Named;
        choice.name = names.value(0);
    }
    return choice;
}

void readConfig(const QJsonObject& config, SandboxCall& call)
{
    call.chat.sampling.maxOutputTokens = wholeNumber(field(config, "maxOutputTokens"_L1));
    call.chat.sampling.seed = wholeNumber(config["seed"_L1]);
    call.chat.sampling.stop = textOrList(field(config, "stopSequences"_L1));
    const QJsonObject thinking = field(config, "thinkingConfig"_L1).toObject();
    call.thinking
        = field(thinking, "includeThoughts"_L1).toBool(true) && field(thinking, "thinkingBudget"_L1).toInteger(-1) != 0;
    QJsonObject schema = field(config, "responseJsonSchema"_L1).toObject();
    if (schema.isEmpty())
        schema = field(config, "responseSchema"_L1).toObject();
    if (!schema.isEmpty())
        call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonSchema, .name = {}, .schema = schema};
    else if (field(config, "responseMimeType"_L1).toString() == "application/json"_L1)
        call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
}

QJsonArray modality(qint64 tokens)
{
    return {QJsonObject{{u"modality"_s, u"TEXT"_s}, {u"tokenCount"_s, tokens}}};
}

QJsonObject usageObject(const SandboxAnswer& answer, qint64 candidates, qint64 thoughts)
{
    QJsonObject usage{{u"promptTokenCount"_s, answer.promptTokens},
        {u"totalTokenCount"_s, answer.promptTokens + candidates + thoughts},
        {u"promptTokensDetails"_s, modality(answer.promptTokens)}};
    if (candidates > 0)
        usage.insert(u"candidatesTokenCount"_s, candidates);
    if (thoughts > 0)
        usage.insert(u"thoughtsTokenCount"_s, thoughts);
    if (answer.cachedTokens > 0) {
        usage.insert(u"cachedContentTokenCount"_s, answer.cachedTokens);
        usage.insert(u"cacheTokensDetails"_s, modality(answer.cachedTokens));
    }
    return usage;
}

QString finishWord(const SandboxAnswer& answer)
{
    return answer.finish == FinishReason::Length ? u"MAX_TOKENS"_s : u"STOP"_s;
}

QJsonObject callPart(const ToolCall& call)
{
    return {{u"functionCall"_s,
                QJsonObject{
                    {u"name"_s, call.name}, {u"args"_s, QJsonDocument::fromJson(call.arguments.toUtf8()).object()}}},
        {u"thoughtSignature"_s, QString(kSignature)}};
}

/// One whole answer object; every event of a stream is one.
QJsonObject answerObject(
    const SandboxAnswer& answer, const QJsonArray& parts, const QString& finish, const QJsonObject& usage)
{
    QJsonObject candidate{{u"content"_s, QJsonObject{{u"parts"_s, parts}, {u"role"_s, u"model"_s}}}, {u"index"_s, 0}};
    if (!finish.isEmpty())
        candidate.insert(u"finishReason"_s, finish);
    QJsonObject object{
        {u"candidates"_s, QJsonArray{candidate}}, {u"modelVersion"_s, answer.model}, {u"responseId"_s, answer.id}};
    if (!usage.isEmpty())
        object.insert(u"usageMetadata"_s, usage);
    return object;
}

/// Writes events one after another and keeps the running counts that each carries.
class EventWriter
{
public:
    EventWriter(const SandboxAnswer& answer, SandboxCall::ListStyle style, UsageReporting usage)
        : m_answer(answer)
        , m_style(style)
        , m_usage(usage)
    {
    }

    void append(const QJsonArray& parts, qint64 output, qint64 reasoning, const QString& finish = {})
    {
        m_output += output;
        m_reasoning += reasoning;
        const QJsonObject usage
            = m_usage == UsageReporting::Reported ? usageObject(m_answer, m_output, m_reasoning) : QJsonObject();
        const QByteArray json = compactJson(answerObject(m_answer, parts, finish, usage));
        const bool first = frames.isEmpty();
        frames.append({.bytes = m_style == SandboxCall::ListStyle::Events ? "data: " + json + "\r\n\r\n"
                : first                                                   ? "[" + json
                                                                          : "\n,\r\n" + json,
            .output = output,
            .reasoning = reasoning});
    }

    void appendText(const QStringList& tokens, bool thought)
    {
        for (qsizetype at = 0; at < tokens.size(); at += kTokensAnEvent) {
            const QStringList some = tokens.mid(at, kTokensAnEvent);
            QJsonObject part{{u"text"_s, some.join(QString())}};
            if (thought)
                part.insert(u"thought"_s, true);
            append({part}, thought ? 0 : some.size(), thought ? some.size() : 0);
        }
    }

    QList<PlaybackFrame> frames;

private:
    const SandboxAnswer& m_answer;
    SandboxCall::ListStyle m_style;
    UsageReporting m_usage;
    qint64 m_output = 0;
    qint64 m_reasoning = 0;
};

QString statusName(int status)
{
    switch (status) {
    case 401: return u"UNAUTHENTICATED"_s;
    case 403: return u"PERMISSION_DENIED"_s;
    case 404: return u"NOT_FOUND"_s;
    case 429: return u"RESOURCE_EXHAUSTED"_s;
    case 503: return u"UNAVAILABLE"_s;
    case 504: return u"DEADLINE_EXCEEDED"_s;
    default: return status >= 500 ? u"INTERNAL"_s : u"INVALID_ARGUMENT"_s;
    }
}

class GeminiFormat final : public SandboxFormat
{
public:
    QString id() const override { return u"gemini"_s; }

    Result<SandboxCall> readCall(
        const IncomingRequest& request, const QJsonObject& body, const QString& pathModel) const override
    {
        SandboxCall call;
        call.model = bareModelName(pathModel);
        const QJsonArray contents = body["contents"_L1].toArray();
        if (contents.isEmpty())
            return std::unexpected(apiError(400, u"* GenerateContentRequest.contents: contents is not specified\n"_s));
        if (const QJsonObject system = field(body, "systemInstruction"_L1).toObject(); !system.isEmpty())
            call.chat.messages.append(readContent(system, Role::System));
        for (const QJsonValue& content : contents) {
            const QString role = content["role"_L1].toString();
            if (!role.isEmpty() && role != "user"_L1 && role != "model"_L1 && role != "function"_L1)
                return std::unexpected(apiError(400, u"Please use a valid role: user, model."_s));
            call.chat.messages.append(
                readContent(content.toObject(), role == "model"_L1 ? Role::Assistant : Role::User));
        }
        call.chat.stream = request.path.endsWith(":streamGenerateContent"_L1);
        if (call.chat.stream && QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(u"alt"_s) != "sse"_L1)
            call.listStyle = SandboxCall::ListStyle::JsonArray;
        readConfig(field(body, "generationConfig"_L1).toObject(), call);
        call.chat.tools = readTools(body["tools"_L1].toArray());
        call.chat.toolChoice = readChoice(body);
        return call;
    }

    Error unknownModel(const QString& model) const override
    {
        return apiError(404,
            u"models/%1 is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."_s
                .arg(model));
    }

    QByteArray errorBody(const Error& error) const override
    {
        const QString status = error.providerCode.isEmpty() ? statusName(error.httpStatus) : error.providerCode;
        QJsonObject object{{u"code"_s, error.httpStatus}, {u"message"_s, error.detail}, {u"status"_s, status}};
        return QJsonDocument(QJsonObject{{u"error"_s, object}}).toJson(QJsonDocument::Indented);
    }

    QByteArray errorEvent(const Error& error) const override
    {
        return "data: " + QJsonDocument::fromJson(errorBody(error)).toJson(QJsonDocument::Compact) + "\r\n\r\n";
    }

    QByteArray whole(const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        QJsonArray parts;
        if (!answer.reasoning.isEmpty())
            parts.append(QJsonObject{{u"text"_s, answer.reasoning.join(QString())}, {u"thought"_s, true}});
        if (!answer.text.isEmpty())
            parts.append(QJsonObject{{u"text"_s, answer.text.join(QString())}});
        for (const ToolCall& call : answer.toolCalls)
            parts.append(callPart(call));
        const QJsonObject counts = usage == UsageReporting::Reported
            ? usageObject(answer, answer.outputTokens(), answer.reasoningTokens())
            : QJsonObject();
        return compactJson(answerObject(answer, parts, finishWord(answer), counts));
    }

    QList<PlaybackFrame> stream(
        const SandboxCall& call, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        EventWriter events(answer, call.listStyle, usage);
        events.appendText(answer.reasoning, true);
        events.appendText(answer.text, false);
        for (const ToolCall& tool : answer.toolCalls)
            events.append({callPart(tool)}, toolCallTokens(tool), 0);
        events.append({QJsonObject{{u"text"_s, QString()}}}, 0, 0, finishWord(answer));
        if (call.listStyle == SandboxCall::ListStyle::JsonArray)
            events.frames.last().bytes += "\n]";
        return events.frames;
    }

    QByteArray streamContentType(const SandboxCall& call) const override
    {
        return call.listStyle == SandboxCall::ListStyle::Events ? "text/event-stream"
                                                                : "application/json; charset=UTF-8";
    }

    QByteArray models() const override
    {
        QJsonArray models;
        for (const QString& model : sandboxModels())
            models.append(QJsonObject{{u"name"_s, u"models/"_s + model}, {u"version"_s, u"simulated"_s},
                {u"displayName"_s, model + u" (simulated)"_s}, {u"description"_s, sandboxModelDescription(model)},
                {u"inputTokenLimit"_s, kSandboxContextTokens}, {u"outputTokenLimit"_s, kSandboxMaxOutputTokens},
                {u"supportedGenerationMethods"_s, QJsonArray{u"generateContent"_s, u"countTokens"_s}},
                {u"thinking"_s, model == "thinker"_L1}});
        return compactJson({{u"models"_s, models}});
    }

    QByteArray tokenCount(qint64 tokens) const override { return compactJson({{u"totalTokens"_s, tokens}}); }
};

} // namespace

std::unique_ptr<const SandboxFormat> makeGeminiFormat()
{
    return std::make_unique<GeminiFormat>();
}

} // namespace assay
