// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/geminirequest.h"

#include "core/providers/geminicontent.h"
#include "core/providers/requestparts.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kLargestStopCount = 5;

struct ThinkingPlan {
    QJsonObject config;
    QStringList warnings;
};

/// The budgets that Google's own OpenAI-compatible endpoint uses for the effort words.
qint64 budgetOfEffort(const QString& effort)
{
    if (effort == "none"_L1)
        return 0;
    if (effort == "minimal"_L1 || effort == "low"_L1)
        return 1'024;
    return effort == "medium"_L1 ? 8'192 : 24'576;
}

QJsonObject budgetConfig(qint64 budget)
{
    return {{u"thinkingBudget"_s, budget}, {u"includeThoughts"_s, budget != 0}};
}

ThinkingPlan planThinking(const ReasoningOptions& reasoning, const QString& model)
{
    if (reasoning.effort.isEmpty() && !reasoning.budgetTokens)
        return {};
    const auto generation = GeminiGeneration::of(model);
    if (!generation.modern()) {
        const bool off = reasoning.effort == "none"_L1 || reasoning.budgetTokens == 0;
        return {.config = {},
            .warnings = off ? QStringList() : QStringList{u"reasoning is not sent: this model does not think"_s}};
    }
    ThinkingPlan plan;
    if (reasoning.budgetTokens) {
        plan.config = budgetConfig(*reasoning.budgetTokens);
        if (!reasoning.effort.isEmpty())
            plan.warnings.append(u"effort is not sent: this API takes a budget or a level, not both"_s);
        return plan;
    }
    if (!generation.takesLevel()) {
        const qint64 budget = budgetOfEffort(reasoning.effort);
        plan.config = budgetConfig(budget);
        plan.warnings.append(
            u"effort %1 is sent as a thinking budget of %2 tokens"_s.arg(reasoning.effort).arg(budget));
        return plan;
    }
    QString level = reasoning.effort;
    if (level == "none"_L1) {
        level = u"minimal"_s;
        plan.warnings.append(u"effort none is sent as minimal: this model always thinks"_s);
    }
    plan.config = {{u"thinkingLevel"_s, level}, {u"includeThoughts"_s, true}};
    return plan;
}

Result<void> checkSampling(const Sampling& sampling)
{
    if (const auto t = sampling.temperature; t && (*t < 0 || *t > 2))
        return fail(ErrorKind::InvalidRequest, u"temperature: this API takes 0 to 2, not %1"_s.arg(*t));
    if (sampling.stop.size() > kLargestStopCount)
        return fail(ErrorKind::InvalidRequest, u"stop: this API takes at most %1"_s.arg(kLargestStopCount));
    return {};
}

QJsonObject samplingConfig(const Sampling& sampling)
{
    QJsonObject config;
    const auto add = [&](const QString& name, const auto& value) {
        if (value)
            config.insert(name, *value);
    };
    add(u"temperature"_s, sampling.temperature);
    add(u"topP"_s, sampling.topP);
    add(u"topK"_s, sampling.topK);
    add(u"presencePenalty"_s, sampling.presencePenalty);
    add(u"frequencyPenalty"_s, sampling.frequencyPenalty);
    add(u"seed"_s, sampling.seed);
    add(u"maxOutputTokens"_s, sampling.maxOutputTokens);
    if (!sampling.stop.isEmpty())
        config.insert(u"stopSequences"_s, QJsonArray::fromStringList(sampling.stop));
    return config;
}

void addFormat(QJsonObject& config, const OutputFormat& format, const GeminiGeneration& generation)
{
    config.insert(u"responseMimeType"_s, u"application/json"_s);
    if (format.kind == OutputFormat::Kind::JsonObject)
        return;
    if (generation.modern())
        config.insert(u"responseJsonSchema"_s, format.schema);
    else
        config.insert(u"responseSchema"_s, openApiSchema(format.schema));
}

QJsonArray toolList(const QList<ToolSpec>& tools, const GeminiGeneration& generation)
{
    QJsonArray declarations;
    for (const auto& tool : tools) {
        QJsonObject item{{u"name"_s, tool.name}};
        if (!tool.description.isEmpty())
            item.insert(u"description"_s, tool.description);
        // A function without parameters has no schema: an empty object type is refused by older models.
        if (!tool.parameters.value("properties"_L1).toObject().isEmpty()) {
            if (generation.modern())
                item.insert(u"parametersJsonSchema"_s, tool.parameters);
            else
                item.insert(u"parameters"_s, openApiSchema(tool.parameters));
        }
        declarations.append(item);
    }
    return {QJsonObject{{u"functionDeclarations"_s, declarations}}};
}

QJsonObject toolConfig(const ToolChoice& choice)
{
    QJsonObject calling;
    switch (choice.mode) {
    case ToolChoice::Mode::Auto: calling.insert(u"mode"_s, u"AUTO"_s); break;
    case ToolChoice::Mode::None: calling.insert(u"mode"_s, u"NONE"_s); break;
    case ToolChoice::Mode::Required: calling.insert(u"mode"_s, u"ANY"_s); break;
    case ToolChoice::Mode::Named:
        calling.insert(u"mode"_s, u"ANY"_s);
        calling.insert(u"allowedFunctionNames"_s, QJsonArray{choice.name});
        break;
    }
    return {{u"functionCallingConfig"_s, calling}};
}

SamplingFit fittingSampling(const ChatRequest& request, const Endpoint& endpoint)
{
    return fitSampling(request.sampling, endpoint.quirks.unsupported, u"this server does not take it"_s);
}

QJsonObject generationConfig(const ChatRequest& request, const QString& model, const Sampling& sampling)
{
    QJsonObject config = samplingConfig(sampling);
    if (request.format)
        addFormat(config, *request.format, GeminiGeneration::of(model));
    if (const auto plan = planThinking(request.reasoning, model); !plan.config.isEmpty())
        config.insert(u"thinkingConfig"_s, plan.config);
    return config;
}

} // namespace

GeminiGeneration GeminiGeneration::of(const QString& model)
{
    static const QRegularExpression pattern(u"gemini-(\\d{1,2})(?:\\.(\\d{1,2}))?"_s);
    const auto match = pattern.match(model);
    return {.major = match.captured(1).toInt(), .minor = match.captured(2).toInt()};
}

Result<QJsonObject> geminiBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const Sampling sampling = fittingSampling(request, endpoint).sampling;
    if (const auto check = checkSampling(sampling); !check)
        return std::unexpected(check.error());
    const bool vertex = endpoint.quirks.chatPath.contains("{model}"_L1);
    const auto turns = geminiConversation(request.messages, vertex ? GeminiCallIds::LeftOut : GeminiCallIds::Sent);
    if (!turns)
        return std::unexpected(turns.error());

    QJsonObject body{{u"contents"_s, turns->contents}};
    if (!turns->system.isEmpty())
        body.insert(u"systemInstruction"_s, QJsonObject{{u"parts"_s, turns->system}});
    if (const auto config = generationConfig(request, model, sampling); !config.isEmpty())
        body.insert(u"generationConfig"_s, config);
    if (!request.tools.isEmpty()) {
        body.insert(u"tools"_s, toolList(request.tools, GeminiGeneration::of(model)));
        if (request.toolChoice)
            body.insert(u"toolConfig"_s, toolConfig(*request.toolChoice));
    }
    return mergedJson(body, request.passthrough);
}

QStringList geminiWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    QStringList out = fittingSampling(request, endpoint).warnings;
    out += planThinking(request.reasoning, model).warnings;
    if (request.toolChoice && request.toolChoice->parallel)
        out.append(u"parallel tool calls cannot be switched in this API"_s);
    if (std::ranges::any_of(request.tools, &ToolSpec::strict))
        out.append(u"strict is not sent: this API has no such field for tools"_s);
    if (std::ranges::any_of(request.messages, &ChatMessage::cacheMark))
        out.append(u"cache marks are not sent: this API caches by itself"_s);
    return out;
}

} // namespace assay
