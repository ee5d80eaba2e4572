// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/anthropicmodel.h"

#include "core/providers/requestparts.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kSmallestBudget = 1024;
constexpr qint64 kLargestDerivedBudget = 32'000;

bool turnsThinkingOff(const ReasoningOptions& reasoning)
{
    return reasoning.effort == "none"_L1 || reasoning.effort == "off"_L1 || reasoning.effort == "disabled"_L1
        || reasoning.budgetTokens == 0;
}

/// Share of the output limit that an effort word means on models that only take a budget.
double effortShare(const QString& effort)
{
    if (effort == "minimal"_L1)
        return 0.1;
    if (effort == "low"_L1)
        return 0.2;
    if (effort == "medium"_L1)
        return 0.5;
    return effort == "high"_L1 ? 0.8 : 0.95;
}

QJsonObject enabledThinking(qint64 budget)
{
    return {{u"type"_s, u"enabled"_s}, {u"budget_tokens"_s, budget}};
}

// Without `display` the newest models keep their thinking to themselves.
QJsonObject adaptiveThinking()
{
    return {{u"type"_s, u"adaptive"_s}, {u"display"_s, u"summarized"_s}};
}

Result<void> planBudget(ClaudePlan& plan, qint64 budget, const ClaudeGeneration& generation, bool limitGiven)
{
    if (!generation.takesBudget()) {
        plan.thinking = adaptiveThinking();
        plan.warnings.append(u"budget_tokens is not sent: this model decides itself how long it thinks"_s);
        return {};
    }
    if (budget < kSmallestBudget)
        return fail(ErrorKind::InvalidRequest, u"reasoning.budgetTokens: at least %1"_s.arg(kSmallestBudget));
    if (!limitGiven)
        plan.maxTokens = std::max(plan.maxTokens, budget + generation.defaultMaxTokens() / 4);
    if (budget >= plan.maxTokens) {
        return fail(ErrorKind::InvalidRequest,
            u"reasoning.budgetTokens: %1 must be below the output limit of %2"_s.arg(budget).arg(plan.maxTokens));
    }
    plan.thinking = enabledThinking(budget);
    return {};
}

Result<void> planEffort(ClaudePlan& plan, const QString& effort, const ClaudeGeneration& generation)
{
    if (generation.takesEffort())
        plan.effort = effort;
    if (generation.takesAdaptive()) {
        plan.thinking = adaptiveThinking();
        return {};
    }
    const auto share = static_cast<qint64>(static_cast<double>(plan.maxTokens) * effortShare(effort));
    const qint64 budget = std::clamp(share, kSmallestBudget, kLargestDerivedBudget);
    if (budget >= plan.maxTokens) {
        plan.warnings.append(u"effort %1 is not sent: thinking needs an output limit above %2 tokens"_s.arg(effort).arg(
            kSmallestBudget));
        return {};
    }
    plan.thinking = enabledThinking(budget);
    if (!generation.takesEffort())
        plan.warnings.append(u"effort %1 is sent as a thinking budget of %2 tokens"_s.arg(effort).arg(budget));
    return {};
}

Result<void> planThinking(ClaudePlan& plan, const ChatRequest& request, const ClaudeGeneration& generation)
{
    const auto& reasoning = request.reasoning;
    if (reasoning.effort.isEmpty() && !reasoning.budgetTokens)
        return {};
    if (!generation.takesThinking()) {
        if (!turnsThinkingOff(reasoning))
            plan.warnings.append(u"reasoning is not sent: this model does not think"_s);
        return {};
    }
    if (turnsThinkingOff(reasoning)) {
        plan.thinking = {{u"type"_s, u"disabled"_s}};
        return {};
    }
    if (reasoning.budgetTokens) {
        if (!reasoning.effort.isEmpty() && generation.takesEffort())
            plan.effort = reasoning.effort;
        return planBudget(plan, *reasoning.budgetTokens, generation, request.sampling.maxOutputTokens.has_value());
    }
    return planEffort(plan, reasoning.effort, generation);
}

void apply(ClaudePlan& plan, const QStringList& parameters, const QString& why)
{
    auto fit = fitSampling(plan.sampling, parameters, why);
    plan.sampling = std::move(fit.sampling);
    plan.warnings += fit.warnings;
}

void planSampling(ClaudePlan& plan, const ClaudeGeneration& generation)
{
    if (generation.fixedSampling())
        apply(plan, {u"temperature"_s, u"top_p"_s, u"top_k"_s}, u"this model takes its default only"_s);
    const QString thinks = plan.thinking.value("type"_L1).toString();
    if (thinks == "enabled"_L1 || thinks == "adaptive"_L1) {
        if (plan.sampling.temperature != 1.0)
            apply(plan, {u"temperature"_s}, u"a thinking model takes 1 only"_s);
        apply(plan, {u"top_k"_s}, u"it cannot be set while the model thinks"_s);
    }
    if (plan.sampling.temperature)
        apply(plan, {u"top_p"_s}, u"this API takes temperature or top_p, not both"_s);
}

} // namespace

ClaudeGeneration ClaudeGeneration::of(const QString& model)
{
    // A number of one or two digits is a version, eight digits are a date.
    static const QRegularExpression newer(u"claude-([a-z]+)-(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)"_s);
    static const QRegularExpression older(u"claude-(\\d{1,2})(?:[-.](\\d{1,2}))?-([a-z]+)"_s);
    if (const auto match = newer.match(model); match.hasMatch()) {
        return {.major = match.captured(2).toInt(),
            .minor = match.captured(3).toInt(),
            .opus = match.captured(1) == "opus"_L1};
    }
    if (const auto match = older.match(model); match.hasMatch()) {
        return {.major = match.captured(1).toInt(),
            .minor = match.captured(2).toInt(),
            .opus = match.captured(3) == "opus"_L1};
    }
    return {};
}

qint64 ClaudeGeneration::defaultMaxTokens() const
{
    if (atLeast(3, 7))
        return 32'000;
    if (!known() || atLeast(3, 5))
        return 8'192;
    return 4'096;
}

Result<ClaudePlan> planClaude(const ChatRequest& request, const QString& model, const EndpointQuirks& quirks)
{
    const auto generation = ClaudeGeneration::of(model);
    ClaudePlan plan{.sampling = request.sampling};
    apply(plan, quirks.unsupported, u"this server does not take it"_s);
    apply(plan, {u"presence_penalty"_s, u"frequency_penalty"_s, u"seed"_s}, u"the Messages format has no such field"_s);
    if (const auto t = plan.sampling.temperature; t && (*t < 0 || *t > 1))
        return fail(ErrorKind::InvalidRequest, u"temperature: this API takes 0 to 1, not %1"_s.arg(*t));
    plan.maxTokens = request.sampling.maxOutputTokens.value_or(generation.defaultMaxTokens());
    if (plan.maxTokens < 1)
        return fail(ErrorKind::InvalidRequest, u"maxOutputTokens: must be at least 1"_s);
    if (auto thinking = planThinking(plan, request, generation); !thinking)
        return std::unexpected(thinking.error());
    planSampling(plan, generation);
    return plan;
}

} // namespace assay
