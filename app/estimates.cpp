// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estimates.h"

#include "core/pricing/tariff.h"
#include "core/run/attemptresult.h"
#include "core/run/reservation.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPastAnswers = 200;

QString textOf(const ChatRequest& request, Role role)
{
    for (auto message = request.messages.crbegin(); message != request.messages.crend(); ++message) {
        if (message->role != role)
            continue;
        QString text;
        for (const auto& part : message->parts) {
            if (const auto* piece = std::get_if<TextPart>(&part))
                text += piece->text;
        }
        return text;
    }
    return {};
}

Result<ModelHabit> habitFor(const HistoryStore& history, const LaneSpec& lane)
{
    const auto past = history.pastAnswers(
        lane.model, textOf(lane.request, Role::User), textOf(lane.request, Role::System), kPastAnswers);
    if (!past)
        return std::unexpected(past.error());
    QList<PastLength> lengths;
    for (const auto& answer : *past)
        lengths.append({.guessedPrompt = answer.estimatedPrompt,
            .prompt = answer.prompt,
            .completion = answer.completion,
            .samePrompt = answer.samePrompt});
    return habitOf(lengths);
}

struct PricedLane {
    const LaneSpec& lane;
    const std::optional<ModelPrice>& price;
    QDateTime at;
};

std::optional<Money> costWith(const PricedLane& priced, const LaneEstimate& estimate, qint64 output)
{
    EstimateInput input;
    input.promptTokens = estimate.prompt.expected;
    input.expectedOutputTokens = output;
    input.maxOutputTokens = estimate.outputLimit;
    input.price = priced.price;
    input.at = priced.at;
    return estimateCost(input).expected;
}

void addCosts(LaneEstimate& estimate, const PricedLane& priced)
{
    if (!priced.price)
        return;
    estimate.priceRevision = priced.price->revision;
    if (const auto* period = periodAt(*priced.price, priced.at))
        estimate.priceFrom = period->from;
    const auto& habit = estimate.habit;
    estimate.low = costWith(priced, estimate, habit.lowOutput.value_or(0));
    if (habit.expectedOutput)
        estimate.expected = costWith(priced, estimate, *habit.expectedOutput);
    estimate.high = costWith(priced, estimate, habit.highOutput.value_or(estimate.outputLimit));
}

void addUnknown(LaneEstimate& estimate)
{
    if (!estimate.free && !estimate.worst.amount)
        estimate.unknown.append(u"the cost: %1"_s.arg(estimate.worst.unknown));
    if (!estimate.habit.expectedOutput)
        estimate.unknown.append(
            u"how long the answer will be: %1 of the three past answers from this model that it takes"_s.arg(
                estimate.habit.outputSamples));
    if (estimate.prompt.hasAttachments)
        estimate.unknown.append(u"the tokens of attachments: only the provider can count them"_s);
    if (!estimate.limitIsAsked)
        estimate.unknown.append(u"a limit of the answer: no max_tokens was set, so the worst case is %1 tokens"_s.arg(
            estimate.outputLimit));
}

Result<LaneEstimate> estimateLane(
    const EstimateSources& sources, const LaneSpec& lane, const PromptCount& prompt, const LaneClaim& claim)
{
    LaneEstimate estimate;
    estimate.model = lane.model;
    auto habit = habitFor(*sources.history, lane);
    if (!habit)
        return std::unexpected(habit.error());
    estimate.habit = *habit;
    estimate.prompt = guessPrompt(prompt, lane.model.model, habit->promptPermille);
    const auto& endpoint = lane.endpoints.first();
    auto price = sources.prices->find(endpoint.priceProvider(), lane.model.model);
    if (price && price->confidence == "hypothetical"_L1)
        price.reset();
    estimate.outputLimit = mostOutputTokens(lane.request, endpoint, price);
    estimate.limitIsAsked = lane.request.sampling.maxOutputTokens.has_value();
    estimate.worst = claim.worst;
    estimate.free = claim.free;
    addCosts(estimate, {.lane = lane, .price = price, .at = sources.now});
    addUnknown(estimate);
    return estimate;
}

/// As the ledger would decide: lanes in their order, each seeing what those before it hold.
void addRefusals(QList<LaneEstimate>& estimates, const ReservationRequest& request, QList<BudgetStatus> budgets)
{
    for (auto& status : budgets) {
        if (status.budget.scope == BudgetScope::Run)
            status.real = status.simulated = BudgetStanding();
    }
    for (const auto& claim : request.lanes) {
        if (claim.free || !estimates[claim.lane].refusals.isEmpty())
            continue;
        const BudgetSubject subject{
            .run = request.run, .project = request.project, .key = request.key, .providers = claim.providers};
        QList<BudgetStanding*> holding;
        for (auto& status : budgets) {
            if (!budgetCovers(status.budget, subject))
                continue;
            auto& standing = claim.simulated ? status.simulated : status.real;
            if (const auto refused = budgetRefusal(status.budget, standing, claim.worst))
                estimates[claim.lane].refusals.append(refused->detail);
            holding.append(&standing);
        }
        if (!estimates[claim.lane].refusals.isEmpty())
            continue;
        for (auto* standing : holding)
            standing->reserved
                = standing->reserved.plus(claim.worst.amount.value_or(Money())).value_or(standing->reserved);
    }
}

QJsonValue orNull(std::optional<qint64> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(std::optional<Money> value)
{
    return orNull(value.transform(&Money::pico));
}

} // namespace

Result<QList<LaneEstimate>> estimateRun(const EstimateSources& sources, const RunSpec& run)
{
    const auto prompts = countPrompts(run);
    const auto request = reservationFor(run, prompts, sources.prices.get(), sources.now);
    QList<LaneEstimate> estimates;
    for (int i = 0; i < run.lanes.size(); ++i) {
        auto estimate = estimateLane(sources, run.lanes[i], prompts[i], request.lanes[i]);
        if (!estimate)
            return std::unexpected(estimate.error());
        estimates.append(*std::move(estimate));
    }
    if (run.maxCost) {
        const auto beyond = beyondCap(request.lanes, *run.maxCost);
        for (const auto& [lane, error] : beyond.asKeyValueRange())
            estimates[lane].refusals.append(error.detail);
        for (auto& estimate : estimates)
            estimate.beyondCap = !estimate.refusals.isEmpty();
    }
    const auto budgets = sources.history->budgets();
    if (!budgets)
        return std::unexpected(budgets.error());
    addRefusals(estimates, request, *budgets);
    return estimates;
}

QJsonObject toJson(const LaneEstimate& estimate)
{
    const auto& habit = estimate.habit;
    const QJsonObject prompt{{u"state"_s, u"estimated"_s}, {u"expected"_s, estimate.prompt.expected},
        {u"at_most"_s, estimate.prompt.atMost}, {u"family"_s, tokenFamily(estimate.model.model).id},
        {u"measured_permille"_s, orNull(habit.promptPermille)}, {u"measured_calls"_s, habit.promptSamples}};
    const QJsonObject output{{u"low"_s, orNull(habit.lowOutput)}, {u"expected"_s, orNull(habit.expectedOutput)},
        {u"high"_s, orNull(habit.highOutput)}, {u"limit"_s, estimate.outputLimit},
        {u"limit_from_request"_s, estimate.limitIsAsked}, {u"past_answers"_s, habit.outputSamples},
        {u"of_this_prompt"_s, habit.ofThisPrompt}};
    const QJsonObject cost{{u"state"_s, estimate.worst.amount ? u"estimated"_s : u"unknown"_s},
        {u"low_pico_usd"_s, orNull(estimate.low)}, {u"expected_pico_usd"_s, orNull(estimate.expected)},
        {u"high_pico_usd"_s, orNull(estimate.high)},
        {u"worst_pico_usd"_s, estimate.free ? QJsonValue(QJsonValue::Null) : orNull(estimate.worst.amount)},
        {u"price_revision"_s, estimate.priceRevision},
        {u"price_from"_s,
            estimate.priceFrom.isValid() ? QJsonValue(estimate.priceFrom.toString(Qt::ISODate))
                                         : QJsonValue(QJsonValue::Null)}};
    return {{u"model"_s, estimate.model.toString()}, {u"prompt_tokens"_s, prompt}, {u"output_tokens"_s, output},
        {u"cost"_s, cost}, {u"local"_s, estimate.free}, {u"unknown"_s, QJsonArray::fromStringList(estimate.unknown)},
        {u"refused"_s, QJsonArray::fromStringList(estimate.refusals)}};
}

} // namespace assay
