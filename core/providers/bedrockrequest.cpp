// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/bedrockrequest.h"

#include "core/providers/anthropicmodel.h"
#include "core/providers/bedrockcontent.h"
#include "core/providers/requestparts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// What of sampling and reasoning goes where, for one model.
struct ModelPlan {
    Sampling sampling;
    QJsonObject additional; ///< additionalModelRequestFields
    QStringList warnings;
};

void apply(ModelPlan& plan, const QStringList& parameters, const QString& why)
{
    auto fit = fitSampling(plan.sampling, parameters, why);
    plan.sampling = std::move(fit.sampling);
    plan.warnings += fit.warnings;
}

/// Claude takes the fields of its own API under their own names.
Result<ModelPlan> planClaudeModel(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const auto claude = planClaude(request, model, endpoint.quirks);
    if (!claude)
        return std::unexpected(claude.error());
    ModelPlan plan{.sampling = claude->sampling, .additional = {}, .warnings = claude->warnings};
    if (claude->thinking.value("type"_L1) == "enabled"_L1)
        plan.sampling.maxOutputTokens = claude->maxTokens; // the budget is below this limit, not below the default
    if (!claude->thinking.isEmpty())
        plan.additional.insert(u"thinking"_s, claude->thinking);
    if (!claude->effort.isEmpty())
        plan.additional.insert(u"output_config"_s, QJsonObject{{u"effort"_s, claude->effort}});
    if (claude->sampling.topK)
        plan.additional.insert(u"top_k"_s, *claude->sampling.topK);
    return plan;
}

void planReasoning(ModelPlan& plan, const ReasoningOptions& reasoning, const QString& model)
{
    if (reasoning.effort.isEmpty() && !reasoning.budgetTokens)
        return;
    const bool openWeights = model.contains("gpt-oss"_L1);
    const bool nova = model.contains("amazon.nova-2"_L1);
    if (reasoning.budgetTokens || (!openWeights && !nova)) {
        plan.warnings.append(u"reasoning is not sent: this model has no such setting we know"_s);
        return;
    }
    if (openWeights) {
        plan.additional.insert(u"reasoning_effort"_s, reasoning.effort);
    } else {
        const bool off = reasoning.effort == "none"_L1;
        QJsonObject config{{u"type"_s, off ? u"disabled"_s : u"enabled"_s}};
        if (!off)
            config.insert(u"maxReasoningEffort"_s, reasoning.effort);
        plan.additional.insert(u"reasoningConfig"_s, config);
    }
}

Result<ModelPlan> planOtherModel(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    ModelPlan plan{.sampling = request.sampling, .additional = {}, .warnings = {}};
    apply(plan, endpoint.quirks.unsupported, u"this server does not take it"_s);
    apply(plan, {u"presence_penalty"_s, u"frequency_penalty"_s, u"seed"_s}, u"Converse has no such field"_s);
    if (plan.sampling.topK && model.contains("amazon.nova"_L1))
        plan.additional.insert(u"inferenceConfig"_s, QJsonObject{{u"topK"_s, *plan.sampling.topK}});
    else
        apply(plan, {u"top_k"_s}, u"Converse has no such field"_s);
    if (const auto t = plan.sampling.temperature; t && (*t < 0 || *t > 1))
        return fail(ErrorKind::InvalidRequest, u"temperature: this API takes 0 to 1, not %1"_s.arg(*t));
    planReasoning(plan, request.reasoning, model);
    return plan;
}

Result<ModelPlan> planModel(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    return model.contains("claude"_L1) ? planClaudeModel(request, model, endpoint)
                                       : planOtherModel(request, model, endpoint);
}

QJsonObject inferenceConfig(const Sampling& sampling)
{
    QJsonObject config;
    if (sampling.maxOutputTokens)
        config.insert(u"maxTokens"_s, *sampling.maxOutputTokens);
    if (sampling.temperature)
        config.insert(u"temperature"_s, *sampling.temperature);
    if (sampling.topP)
        config.insert(u"topP"_s, *sampling.topP);
    if (!sampling.stop.isEmpty())
        config.insert(u"stopSequences"_s, QJsonArray::fromStringList(sampling.stop));
    return config;
}

QJsonArray toolList(const QList<ToolSpec>& tools)
{
    QJsonArray out;
    for (const auto& tool : tools) {
        QJsonObject schema = tool.parameters;
        if (!schema.contains("type"_L1))
            schema.insert(u"type"_s, u"object"_s);
        QJsonObject item{{u"name"_s, tool.name}, {u"inputSchema"_s, QJsonObject{{u"json"_s, schema}}}};
        if (!tool.description.isEmpty())
            item.insert(u"description"_s, tool.description);
        if (tool.strict)
            item.insert(u"strict"_s, true);
        out.append(QJsonObject{{u"toolSpec"_s, item}});
    }
    return out;
}

/// There is no "none": the tools are left out then, unless the conversation speaks of them already.
bool sendsTools(const ChatRequest& request)
{
    const bool none = request.toolChoice && request.toolChoice->mode == ToolChoice::Mode::None;
    return !request.tools.isEmpty() && (!none || hasToolTraffic(request.messages));
}

QJsonObject toolConfig(const ChatRequest& request)
{
    QJsonObject config{{u"tools"_s, toolList(request.tools)}};
    if (!request.toolChoice)
        return config;
    QJsonObject choice;
    switch (request.toolChoice->mode) {
    case ToolChoice::Mode::Auto:
    case ToolChoice::Mode::None: choice.insert(u"auto"_s, QJsonObject()); break;
    case ToolChoice::Mode::Required: choice.insert(u"any"_s, QJsonObject()); break;
    case ToolChoice::Mode::Named: choice.insert(u"tool"_s, QJsonObject{{u"name"_s, request.toolChoice->name}}); break;
    }
    config.insert(u"toolChoice"_s, choice);
    return config;
}

/// The schema travels as text inside the JSON.
Result<QJsonObject> outputConfig(const OutputFormat& format)
{
    if (format.kind == OutputFormat::Kind::JsonObject)
        return fail(ErrorKind::InvalidRequest, u"format: Converse needs a JSON schema"_s);
    const QByteArray schema = QJsonDocument(format.schema).toJson(QJsonDocument::Compact);
    QJsonObject jsonSchema{{u"schema"_s, QString::fromUtf8(schema)}};
    jsonSchema.insert(u"name"_s, format.name.isEmpty() ? u"response"_s : format.name);
    return QJsonObject{{u"textFormat"_s,
        QJsonObject{{u"type"_s, u"json_schema"_s}, {u"structure"_s, QJsonObject{{u"jsonSchema"_s, jsonSchema}}}}}};
}

} // namespace

Result<QJsonObject> bedrockBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const auto plan = planModel(request, model, endpoint);
    if (!plan)
        return std::unexpected(plan.error());
    const auto turns = bedrockConversation(request.messages);
    if (!turns)
        return std::unexpected(turns.error());
    QJsonObject body{{u"messages"_s, turns->messages}};
    if (!turns->system.isEmpty())
        body.insert(u"system"_s, turns->system);
    if (const auto config = inferenceConfig(plan->sampling); !config.isEmpty())
        body.insert(u"inferenceConfig"_s, config);
    if (sendsTools(request))
        body.insert(u"toolConfig"_s, toolConfig(request));
    if (request.format) {
        const auto config = outputConfig(*request.format);
        if (!config)
            return std::unexpected(config.error());
        body.insert(u"outputConfig"_s, *config);
    }
    if (!plan->additional.isEmpty())
        body.insert(u"additionalModelRequestFields"_s, plan->additional);
    return mergedJson(body, request.passthrough);
}

QStringList bedrockWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    QStringList out;
    if (const auto plan = planModel(request, model, endpoint))
        out = plan->warnings;
    if (!request.toolChoice || request.tools.isEmpty())
        return out;
    if (request.toolChoice->parallel)
        out.append(u"parallel tool calls cannot be switched in Converse"_s);
    if (request.toolChoice->mode == ToolChoice::Mode::None && sendsTools(request))
        out.append(u"tool_choice none is not sent: Converse has none, and earlier calls demand the tool list"_s);
    return out;
}

} // namespace assay
