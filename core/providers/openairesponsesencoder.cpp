// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openairesponsesencoder.h"

#include "core/providers/openaichatencoder.h"
#include "core/providers/openairesponsesinput.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QJsonArray flatTools(const QList<ToolSpec>& specs)
{
    QJsonArray out;
    for (const ToolSpec& spec : specs) {
        QJsonObject tool{{u"type"_s, u"function"_s}, {u"name"_s, spec.name}, {u"parameters"_s, spec.parameters},
            {u"strict"_s, spec.strict}}; // always said, because the format's own default is true
        if (!spec.description.isEmpty())
            tool.insert(u"description"_s, spec.description);
        out.append(tool);
    }
    return out;
}

Result<QJsonValue> flatChoice(const ToolChoice& choice)
{
    switch (choice.mode) {
    case ToolChoice::Mode::Auto: return u"auto"_s;
    case ToolChoice::Mode::None: return u"none"_s;
    case ToolChoice::Mode::Required: return u"required"_s;
    case ToolChoice::Mode::Named: break;
    }
    if (choice.name.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"tool_choice: the tool has no name"_s);
    return QJsonObject{{u"type"_s, u"function"_s}, {u"name"_s, choice.name}};
}

QJsonObject textFormat(const OutputFormat& format)
{
    if (format.kind == OutputFormat::Kind::JsonObject)
        return {{u"type"_s, u"json_object"_s}};
    return {{u"type"_s, u"json_schema"_s}, {u"name"_s, format.name.isEmpty() ? u"answer"_s : format.name},
        {u"schema"_s, format.schema}, {u"strict"_s, format.strict}};
}

struct Parameters {
    QJsonObject body;
    QStringList left;
};

Parameters parameters(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    Parameters out;
    const bool isReasoning = isOpenAiReasoningModel(model);
    const auto put = [&](const QString& field, const QJsonValue& value, bool refused = false) {
        if (endpoint.quirks.unsupported.contains(field))
            out.left.append(u"%1 is not sent: %2 does not take it"_s.arg(field, endpoint.id));
        else if (refused)
            out.left.append(u"%1 is not sent: %2 is a reasoning model and refuses it"_s.arg(field, model));
        else
            out.body.insert(field, value);
    };
    const auto leave = [&](bool isAsked, const QString& field) {
        if (isAsked)
            out.left.append(u"%1 is not sent: the Responses format does not have it"_s.arg(field));
    };
    const Sampling& sampling = request.sampling;
    if (sampling.temperature)
        put(u"temperature"_s, *sampling.temperature, isReasoning && *sampling.temperature != 1.0);
    if (sampling.topP)
        put(u"top_p"_s, *sampling.topP, isReasoning);
    if (sampling.maxOutputTokens)
        put(u"max_output_tokens"_s, *sampling.maxOutputTokens);
    leave(sampling.topK.has_value(), u"top_k"_s);
    leave(sampling.presencePenalty.has_value(), u"presence_penalty"_s);
    leave(sampling.frequencyPenalty.has_value(), u"frequency_penalty"_s);
    leave(sampling.seed.has_value(), u"seed"_s);
    leave(!sampling.stop.isEmpty(), u"stop"_s);
    leave(request.reasoning.budgetTokens.has_value(), u"the reasoning budget"_s);
    if (!request.reasoning.effort.isEmpty())
        put(u"reasoning"_s, QJsonObject{{u"effort"_s, request.reasoning.effort}});
    if (request.toolChoice && request.toolChoice->parallel && !request.tools.isEmpty())
        put(u"parallel_tool_calls"_s, *request.toolChoice->parallel);
    return out;
}

Result<QJsonObject> toolsAndFormat(const ChatRequest& request, const Endpoint& endpoint)
{
    QJsonObject out;
    if (!request.tools.isEmpty()) {
        if (endpoint.quirks.unsupported.contains("tools"_L1))
            return fail(ErrorKind::InvalidRequest, u"tools: %1 does not take tools"_s.arg(endpoint.id));
        out.insert(u"tools"_s, flatTools(request.tools));
        const auto choice = flatChoice(request.toolChoice.value_or(ToolChoice{}));
        if (!choice)
            return std::unexpected(choice.error());
        out.insert(u"tool_choice"_s, *choice);
    }
    if (request.format) {
        if (endpoint.quirks.unsupported.contains("response_format"_L1))
            return fail(ErrorKind::InvalidRequest, u"text.format: %1 does not take it"_s.arg(endpoint.id));
        out.insert(u"text"_s, QJsonObject{{u"format"_s, textFormat(*request.format)}});
    }
    return out;
}

bool isUnsupported(const ContentPart& part, const Endpoint& endpoint)
{
    const QStringList& unsupported = endpoint.quirks.unsupported;
    return (std::holds_alternative<ImagePart>(part) && unsupported.contains("image"_L1))
        || (std::holds_alternative<DocumentPart>(part) && unsupported.contains("document"_L1));
}

} // namespace

Result<QJsonObject> openAiResponsesBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    if (model.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"model: no model is named"_s);
    for (const ChatMessage& message : request.messages) {
        if (std::ranges::any_of(message.parts, [&](const ContentPart& part) { return isUnsupported(part, endpoint); }))
            return fail(ErrorKind::InvalidRequest, u"input: %1 takes no such attachment"_s.arg(endpoint.id));
    }
    const auto input = openAiResponsesInput(request.messages);
    if (!input)
        return std::unexpected(input.error());
    if (input->items.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"input: there is no message"_s);
    QJsonObject body = parameters(request, model, endpoint).body;
    body.insert(u"model"_s, model);
    body.insert(u"input"_s, input->items);
    body.insert(u"stream"_s, request.stream);
    if (!input->instructions.isEmpty())
        body.insert(u"instructions"_s, input->instructions);
    if (!endpoint.quirks.unsupported.contains("store"_L1))
        body.insert(u"store"_s, false); // the format's own default is to keep every answer
    if (isOpenAiReasoningModel(model) && !endpoint.quirks.unsupported.contains("include"_L1))
        body.insert(u"include"_s, QJsonArray{u"reasoning.encrypted_content"_s});
    const auto demands = toolsAndFormat(request, endpoint);
    if (!demands)
        return std::unexpected(demands.error());
    for (const QJsonObject& members : {*demands, request.passthrough}) {
        for (auto member = members.begin(); member != members.end(); ++member)
            body.insert(member.key(), member.value());
    }
    return body;
}

QStringList openAiResponsesWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    QStringList warnings = parameters(request, model, endpoint).left;
    if (request.toolChoice && request.tools.isEmpty())
        warnings.append(u"tool_choice is not sent: there are no tools"_s);
    for (const ChatMessage& message : request.messages) {
        if (message.cacheMark)
            warnings.append(u"cache marks are not sent: the server decides itself what it caches"_s);
        for (const ContentPart& part : message.parts) {
            const auto* thought = std::get_if<ReasoningPart>(&part);
            const auto* result = std::get_if<ToolResultPart>(&part);
            if (thought && !isReasoningItem(*thought))
                warnings.append(u"earlier reasoning is not sent back"_s);
            if (result && result->isError)
                warnings.append(u"tool results are sent without their error flag"_s);
        }
    }
    warnings.removeDuplicates();
    return warnings;
}

} // namespace assay
