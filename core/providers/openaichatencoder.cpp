// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaichatencoder.h"

#include "core/providers/httpaddressing.h"
#include "core/providers/openaichatmessages.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Sampling parameters as they would be sent, and sentences on those that would not.
struct Parameters {
    QJsonObject body;
    QStringList left;
};

class ParameterWriter
{
public:
    ParameterWriter(const QString& model, const Endpoint& endpoint)
        : m_model(model)
        , m_endpoint(endpoint)
        , m_isReasoning(isOpenAiReasoningModel(model))
    {
    }

    Parameters write(const ChatRequest& request);

private:
    enum class Refusal : std::uint8_t { Never, ByReasoningModels };

    void put(const QString& field, const QJsonValue& value, Refusal refusal = Refusal::Never);
    void putSampling(const Sampling& sampling);
    void putReasoning(const ReasoningOptions& reasoning);
    QString maxTokensField() const;

    const QString& m_model;
    const Endpoint& m_endpoint;
    bool m_isReasoning;
    Parameters m_out;
};

void ParameterWriter::put(const QString& field, const QJsonValue& value, Refusal refusal)
{
    if (m_endpoint.quirks.unsupported.contains(field))
        m_out.left.append(u"%1 is not sent: %2 does not take it"_s.arg(field, m_endpoint.id));
    else if (refusal == Refusal::ByReasoningModels && m_isReasoning)
        m_out.left.append(u"%1 is not sent: %2 is a reasoning model and refuses it"_s.arg(field, m_model));
    else
        m_out.body.insert(field, value);
}

/// OpenAI's own name is `max_completion_tokens`; compatible servers know the older one.
QString ParameterWriter::maxTokensField() const
{
    if (!m_endpoint.quirks.maxTokensField.isEmpty())
        return m_endpoint.quirks.maxTokensField;
    const bool isOpenAi = isHostedAt(m_endpoint, "openai.com"_L1) || isHostedAt(m_endpoint, "openai.azure.com"_L1);
    return isOpenAi || m_isReasoning ? u"max_completion_tokens"_s : u"max_tokens"_s;
}

void ParameterWriter::putSampling(const Sampling& sampling)
{
    if (sampling.temperature)
        put(u"temperature"_s, *sampling.temperature,
            *sampling.temperature == 1.0 ? Refusal::Never : Refusal::ByReasoningModels);
    if (sampling.topP)
        put(u"top_p"_s, *sampling.topP, Refusal::ByReasoningModels);
    if (sampling.topK && isHostedAt(m_endpoint, "api.openai.com"_L1))
        m_out.left.append(u"top_k is not sent: OpenAI does not have it"_s);
    else if (sampling.topK)
        put(u"top_k"_s, *sampling.topK, Refusal::ByReasoningModels);
    if (sampling.presencePenalty)
        put(u"presence_penalty"_s, *sampling.presencePenalty, Refusal::ByReasoningModels);
    if (sampling.frequencyPenalty)
        put(u"frequency_penalty"_s, *sampling.frequencyPenalty, Refusal::ByReasoningModels);
    if (sampling.seed)
        put(isHostedAt(m_endpoint, "api.mistral.ai"_L1) ? u"random_seed"_s : u"seed"_s, *sampling.seed);
    if (sampling.maxOutputTokens)
        put(maxTokensField(), *sampling.maxOutputTokens);
    if (!sampling.stop.isEmpty())
        put(u"stop"_s, QJsonArray::fromStringList(sampling.stop), Refusal::ByReasoningModels);
}

void ParameterWriter::putReasoning(const ReasoningOptions& reasoning)
{
    const bool isOpenRouter = isHostedAt(m_endpoint, "openrouter.ai"_L1);
    if (reasoning.budgetTokens && isOpenRouter) {
        put(u"reasoning"_s, QJsonObject{{u"max_tokens"_s, *reasoning.budgetTokens}});
        if (!reasoning.effort.isEmpty())
            m_out.left.append(u"reasoning_effort is not sent: the reasoning budget stands for it"_s);
        return;
    }
    if (reasoning.budgetTokens)
        m_out.left.append(u"the reasoning budget is not sent: this format has none"_s);
    if (!reasoning.effort.isEmpty())
        put(u"reasoning_effort"_s, reasoning.effort);
}

Parameters ParameterWriter::write(const ChatRequest& request)
{
    putSampling(request.sampling);
    putReasoning(request.reasoning);
    if (request.toolChoice && request.toolChoice->parallel && !request.tools.isEmpty())
        put(u"parallel_tool_calls"_s, *request.toolChoice->parallel);
    return m_out;
}

QJsonArray tools(const QList<ToolSpec>& specs)
{
    QJsonArray out;
    for (const ToolSpec& spec : specs) {
        QJsonObject function{{u"name"_s, spec.name}, {u"parameters"_s, spec.parameters}};
        if (!spec.description.isEmpty())
            function.insert(u"description"_s, spec.description);
        if (spec.strict)
            function.insert(u"strict"_s, true);
        out.append(QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    return out;
}

Result<QJsonValue> toolChoice(const ToolChoice& choice)
{
    switch (choice.mode) {
    case ToolChoice::Mode::Auto: return u"auto"_s;
    case ToolChoice::Mode::None: return u"none"_s;
    case ToolChoice::Mode::Required: return u"required"_s;
    case ToolChoice::Mode::Named: break;
    }
    if (choice.name.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"tool_choice: the tool has no name"_s);
    return QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, choice.name}}}};
}

QJsonObject responseFormat(const OutputFormat& format)
{
    if (format.kind == OutputFormat::Kind::JsonObject)
        return {{u"type"_s, u"json_object"_s}};
    const QString name = format.name.isEmpty() ? u"answer"_s : format.name;
    return {{u"type"_s, u"json_schema"_s},
        {u"json_schema"_s, QJsonObject{{u"name"_s, name}, {u"schema"_s, format.schema}, {u"strict"_s, format.strict}}}};
}

Result<QJsonObject> toolsAndFormat(const ChatRequest& request, const Endpoint& endpoint)
{
    QJsonObject out;
    const QStringList& unsupported = endpoint.quirks.unsupported;
    if (!request.tools.isEmpty()) {
        if (unsupported.contains("tools"_L1))
            return fail(ErrorKind::InvalidRequest, u"tools: %1 does not take tools"_s.arg(endpoint.id));
        out.insert(u"tools"_s, tools(request.tools));
        // vLLM's own default is `none`, so the usual default is said.
        const auto choice = toolChoice(request.toolChoice.value_or(ToolChoice{}));
        if (!choice)
            return std::unexpected(choice.error());
        if (!unsupported.contains("tool_choice"_L1))
            out.insert(u"tool_choice"_s, *choice);
        else if (request.toolChoice && request.toolChoice->mode != ToolChoice::Mode::Auto)
            return fail(ErrorKind::InvalidRequest, u"tool_choice: %1 does not take it"_s.arg(endpoint.id));
    }
    if (request.format) {
        if (unsupported.contains("response_format"_L1))
            return fail(ErrorKind::InvalidRequest, u"response_format: %1 does not take it"_s.arg(endpoint.id));
        out.insert(u"response_format"_s, responseFormat(*request.format));
    }
    return out;
}

} // namespace

bool isOpenAiReasoningModel(const QString& model)
{
    const QStringView name = QStringView(model).sliced(model.lastIndexOf(u'/') + 1);
    const bool isFamily = std::ranges::any_of(std::array{"o1"_L1, "o3"_L1, "o4"_L1, "gpt-5"_L1}, [&](auto family) {
        const QChar next = name.size() > family.size() ? name[family.size()] : u'-';
        return name.startsWith(family) && (next == u'-' || next == u'.' || next == u':');
    });
    return isFamily && !name.contains("-chat"_L1);
}

QString dataUrl(const QString& mediaType, const QByteArray& data)
{
    const QString type = mediaType.isEmpty() ? u"application/octet-stream"_s : mediaType;
    return u"data:%1;base64,"_s.arg(type) + QString::fromLatin1(data.toBase64());
}

Result<QJsonObject> openAiChatBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    if (model.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"model: no model is named"_s);
    if (request.messages.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"messages: there is no message"_s);
    const auto messages = openAiChatMessages(request.messages, endpoint);
    if (!messages)
        return std::unexpected(messages.error());
    QJsonObject body = ParameterWriter(model, endpoint).write(request).body;
    body.insert(u"model"_s, model);
    body.insert(u"messages"_s, *messages);
    body.insert(u"stream"_s, request.stream);
    if (request.stream && endpoint.quirks.streamUsageOption)
        body.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    const auto demands = toolsAndFormat(request, endpoint);
    if (!demands)
        return std::unexpected(demands.error());
    for (const QJsonObject& members : {*demands, request.passthrough}) {
        for (auto member = members.begin(); member != members.end(); ++member)
            body.insert(member.key(), member.value());
    }
    return body;
}

QStringList openAiChatWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    QStringList warnings = ParameterWriter(model, endpoint).write(request).left;
    if (request.toolChoice && request.tools.isEmpty())
        warnings.append(u"tool_choice is not sent: there are no tools"_s);
    return warnings + openAiChatMessageWarnings(request.messages, endpoint);
}

} // namespace assay
