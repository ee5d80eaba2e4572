// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/routecandidates.h"

#include "core/pricing/tariff.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool fits(const QString& pattern, const QString& name)
{
    return pattern.endsWith(u'*') ? name.startsWith(QStringView(pattern).chopped(1)) : pattern == name;
}

/// About four bytes a token; what is sent besides text is not estimated.
qint64 estimatedTokens(const ChatRequest& chat)
{
    qsizetype characters = 0;
    for (const auto& message : chat.messages) {
        for (const auto& part : message.parts) {
            if (const auto* text = std::get_if<TextPart>(&part))
                characters += text->text.size();
            else if (const auto* result = std::get_if<ToolResultPart>(&part))
                characters += result->text.size();
        }
    }
    return characters / 4 + 4 * chat.messages.size();
}

QStringList sentParameters(const ChatRequest& chat)
{
    QStringList out;
    const auto add = [&](bool isSent, const QString& name) {
        if (isSent)
            out.append(name);
    };
    const auto& sampling = chat.sampling;
    add(sampling.temperature.has_value(), u"temperature"_s);
    add(sampling.topP.has_value(), u"top_p"_s);
    add(sampling.topK.has_value(), u"top_k"_s);
    add(sampling.presencePenalty.has_value(), u"presence_penalty"_s);
    add(sampling.frequencyPenalty.has_value(), u"frequency_penalty"_s);
    add(sampling.seed.has_value(), u"seed"_s);
    add(sampling.maxOutputTokens.has_value(), u"max_tokens"_s);
    add(!sampling.stop.isEmpty(), u"stop"_s);
    add(!chat.tools.isEmpty(), u"tools"_s);
    add(chat.toolChoice.has_value(), u"tool_choice"_s);
    add(chat.format.has_value(), u"response_format"_s);
    add(!chat.reasoning.effort.isEmpty() || chat.reasoning.budgetTokens.has_value(), u"reasoning"_s);
    if (!chat.passthrough.isEmpty())
        out += chat.passthrough.keys();
    return out;
}

QStringList sentInputs(const ChatRequest& chat)
{
    QStringList out;
    for (const auto& message : chat.messages) {
        for (const auto& part : message.parts) {
            if (std::holds_alternative<ImagePart>(part))
                out.append(u"image"_s);
            else if (std::holds_alternative<DocumentPart>(part))
                out.append(u"pdf"_s);
        }
    }
    out.removeDuplicates();
    return out;
}

/// Of the parameters sent, those that this endpoint takes: what its dialect would drop, its quirks name, or the
/// catalogue knows its model not to have, is left out. Nothing where nobody knows the model.
std::optional<QStringList> takenParameters(const RouteOffer& offer, const CandidateContext& context)
{
    if (offer.endpoint.simulated)
        return context.request.parameters;
    const auto* dialect = context.services.dialects->find(offer.endpoint.dialect);
    if (!dialect)
        return std::nullopt;
    QStringList out = context.request.parameters;
    if (out.isEmpty()) // none to lose
        return offer.known ? std::optional(out) : std::nullopt;
    const QString dropped = dialect->warnings(context.chat, offer.model, offer.endpoint).join(u'\n');
    out.removeIf([&](const QString& name) {
        return offer.endpoint.quirks.unsupported.contains(name) || dropped.contains(name);
    });
    if (!offer.known || offer.known->capabilities.isEmpty())
        return offer.known ? std::optional(out) : std::nullopt;
    const auto lacks = [&](const QString& parameter, const QString& capability) {
        if (!offer.known->capabilities.contains(capability))
            out.removeAll(parameter);
    };
    lacks(u"tools"_s, u"tools"_s);
    lacks(u"tool_choice"_s, u"tools"_s);
    lacks(u"response_format"_s, u"structured_output"_s);
    lacks(u"reasoning"_s, u"reasoning"_s);
    return out;
}

void addPrices(RouteCandidate& candidate, const RouteOffer& offer, const CandidateContext& context)
{
    const auto tariff = offer.price
        ? tariffFor(*offer.price, {.at = context.at, .promptTokens = context.request.promptTokens.value_or(0)})
        : std::nullopt;
    if (!tariff)
        return;
    candidate.promptPrice = tariff->rates.charged(UsageClass::Input);
    candidate.completionPrice = tariff->rates.charged(UsageClass::Output);
    candidate.cacheReadPrice = tariff->rates.charged(UsageClass::CacheRead);
    candidate.requestPrice = tariff->requestFee;
    candidate.audioPrice = tariff->rates[UsageClass::InputAudio];
}

void addKey(RouteCandidate& candidate, const RouteOffer& offer, const CandidateContext& context, HealthTime now)
{
    if (!context.services.memory->hasKeyMarks()) {
        candidate.keyPresent = context.services.secrets->keyFor(offer.endpoint).has_value();
        return;
    }
    const auto keys = context.services.secrets->keysFor(offer.endpoint);
    candidate.keyPresent = keys.has_value();
    if (keys && !keys->first().key.isEmpty()) {
        candidate.keyDead = std::ranges::all_of(*keys,
            [&](const FoundSecret& key) { return context.services.memory->isKeyDead(keyFingerprint(key.key), now); });
    }
}

bool isAllowed(const QStringList& patterns, const RouteOffer& offer, const QString& askedFor)
{
    const QString whole = offer.endpoint.id + u'/' + offer.model;
    return std::ranges::any_of(
        patterns, [&](const QString& pattern) { return fits(pattern, whole) || fits(pattern, askedFor); });
}

bool counts(const Budget& budget, const RouteOffer& offer, const RouteQuery& query)
{
    switch (budget.scope) {
    case BudgetScope::Provider: return budget.subject == offer.endpoint.id;
    case BudgetScope::Project: return budget.subject == query.project;
    case BudgetScope::Key: return budget.subject == query.virtualKey;
    case BudgetScope::Global:
    case BudgetScope::Run: break;
    }
    return true;
}

/// The tightest budget that refuses what does not fit.
void addBudget(RouteCandidate& candidate, const RouteOffer& offer, const CandidateContext& context)
{
    for (const auto& status : context.budgets) {
        if (status.budget.mode != BudgetMode::HardStop || !counts(status.budget, offer, context.query))
            continue;
        const auto& standing = offer.endpoint.simulated ? status.simulated : status.real;
        const Money left
            = status.budget.scope == BudgetScope::Run ? status.budget.amount : budgetLeft(status.budget, standing);
        candidate.budgetLeft = std::min(candidate.budgetLeft.value_or(left), left);
    }
}

void addFacts(RouteCandidate& candidate, const RouteOffer& offer, const CandidateContext& context)
{
    const auto facts = context.book.providers.constFind(offer.endpoint.id);
    if (facts != context.book.providers.constEnd()) {
        candidate.enabled = facts->enabled;
        candidate.collectsData = facts->collectsData;
        candidate.zeroRetention = facts->zeroRetention;
        candidate.quantization = facts->quantization;
    }
    if (offer.endpoint.simulated) {
        candidate.collectsData = false;
        candidate.zeroRetention = true;
    }
    candidate.parameters = takenParameters(offer, context);
    if (!offer.known)
        return;
    candidate.contextTokens = offer.known->contextTokens;
    candidate.maxOutputTokens = offer.known->maxOutputTokens;
    if (!offer.known->inputs.isEmpty())
        candidate.inputs = offer.known->inputs;
}

} // namespace

void describeRequest(RouteRequest& request, const ChatRequest& chat)
{
    request.promptTokens = estimatedTokens(chat);
    request.maxOutputTokens = chat.sampling.maxOutputTokens;
    request.parameters = sentParameters(chat);
    request.inputs = sentInputs(chat);
}

RouteCandidate candidateOf(const RouteOffer& offer, int rank, const QString& askedFor, const CandidateContext& context)
{
    const auto now = HealthTime(context.at.toMSecsSinceEpoch());
    RouteCandidate out{.endpoint = offer.endpoint.id, .model = offer.model, .modelRank = rank};
    out.hasAddress = offer.hasAddress;
    out.local = offer.endpoint.local;
    out.permitted = context.query.allowedModels.isEmpty() || isAllowed(context.query.allowedModels, offer, askedFor);
    addFacts(out, offer, context);
    addKey(out, offer, context, now);
    addPrices(out, offer, context);
    addBudget(out, offer, context);
    context.services.memory->describe(out, context.request, now);
    return out;
}

} // namespace assay
