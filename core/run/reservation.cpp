// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/reservation.h"

#include "core/pricing/costing.h"
#include "core/pricing/estimate.h"
#include "core/run/attemptresult.h"
#include "core/support/threadpost.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString whyUnknown(const QString& note, const QString& model)
{
    if (note == costnote::kNoPrice)
        return u"no price is known for %1"_s.arg(model);
    if (note == costnote::kNoPriceAtDate)
        return u"the prices known for %1 begin later"_s.arg(model);
    return u"the price of %1 does not cover it: %2"_s.arg(model, note);
}

WorstCase worstCase(const LaneSpec& lane, const PromptCount& prompt, const Endpoint& endpoint,
    const std::optional<ModelPrice>& price, const QDateTime& at)
{
    const TokenGuess guess = guessPrompt(prompt, lane.model.model);
    EstimateInput input;
    input.promptTokens = guess.expected;
    input.promptTokensAtMost = guess.atMost;
    input.maxOutputTokens = mostOutputTokens(lane.request, endpoint, price);
    input.cache
        = std::ranges::any_of(lane.request.messages, &ChatMessage::cacheMark) ? CacheUse::Write : CacheUse::None;
    input.price = price;
    input.at = at;
    const auto estimate = estimateCost(input);
    if (!estimate.worst)
        return {.amount = std::nullopt, .unknown = whyUnknown(estimate.note, lane.model.toString())};
    return {.amount = estimate.worst, .unknown = {}};
}

Error capped(const LaneClaim& claim, Money cap, Money left)
{
    Error error;
    error.kind = ErrorKind::BudgetExceeded;
    error.detail = claim.worst.amount
        ? u"Not sent: of the $%1 that this run may cost $%2 are left, and %3 may cost up to $%4. A smaller max_tokens makes that less."_s
              .arg(cap.toDecimalString(), left.toDecimalString(), claim.model, claim.worst.amount->toDecimalString())
        : u"Not sent: the $%1 that this run may cost cannot be kept, because %2."_s.arg(
              cap.toDecimalString(), claim.worst.unknown);
    return error;
}

} // namespace

LaneClaim laneClaim(const LaneSpec& lane, const PromptCount& prompt, const PriceBook* prices, const QDateTime& at)
{
    LaneClaim claim;
    claim.lane = lane.index;
    claim.model = lane.model.toString();
    claim.free = true;
    claim.worst.amount = Money();
    for (qsizetype i = 0; i < lane.endpoints.size(); ++i) {
        const auto& endpoint = lane.endpoints[i];
        auto price = prices ? prices->find(endpoint.priceProvider(), lane.target(i).model) : std::nullopt;
        if (price && price->confidence == "hypothetical"_L1)
            price.reset(); // nobody is paid it
        claim.providers.append(endpoint.id);
        claim.simulated = claim.simulated || endpoint.simulated;
        if (endpoint.local && !price)
            continue; // nobody sends a bill
        claim.free = false;
        const auto worst = worstCase(lane, prompt, endpoint, price, at);
        if (!worst.amount || !claim.worst.amount)
            claim.worst = claim.worst.amount ? worst : claim.worst;
        else
            claim.worst.amount = std::max(*claim.worst.amount, *worst.amount);
        if (!lane.allowFallbacks)
            break;
    }
    return claim;
}

QList<PromptCount> countPrompts(const RunSpec& run)
{
    QList<PromptCount> out;
    out.reserve(run.lanes.size());
    for (qsizetype i = 0; i < run.lanes.size(); ++i) {
        const auto& request = run.lanes[i].request;
        // Lanes of a comparison share their prompt; sharing shows in the address, so nothing is compared.
        const bool same = i > 0 && request.messages.constData() == run.lanes[i - 1].request.messages.constData()
            && request.tools.constData() == run.lanes[i - 1].request.tools.constData()
            && request.format == run.lanes[i - 1].request.format;
        out.append(same ? out.last() : countPrompt(request));
    }
    return out;
}

ReservationRequest reservationFor(
    const RunSpec& run, const QList<PromptCount>& prompts, const PriceBook* prices, const QDateTime& at)
{
    ReservationRequest request{.run = run.id, .project = run.project, .key = run.key, .lanes = {}};
    for (int i = 0; i < run.lanes.size(); ++i) {
        auto claim = laneClaim(run.lanes[i], prompts[i], prices, at);
        claim.lane = i;
        request.lanes.append(std::move(claim));
    }
    return request;
}

QHash<int, Error> beyondCap(const QList<LaneClaim>& claims, Money cap)
{
    QHash<int, Error> refused;
    Money left = cap;
    for (const auto& claim : claims) {
        if (claim.free)
            continue;
        if (!claim.worst.amount || *claim.worst.amount > left)
            refused.insert(claim.lane, capped(claim, cap, left));
        else
            left = Money::fromPico(left.pico() - claim.worst.amount->pico());
    }
    return refused;
}

void askGuard(const std::shared_ptr<SpendGuard>& guard, const ReservationRequest& request,
    const std::shared_ptr<const std::atomic<bool>>& over, const QObject* asker, SpendGuard::Answered answered)
{
    const auto tell = calledLater<ReservationOutcome>(asker, std::move(answered));
    guard->reserve(request, [guard, run = request.run, over, tell](const ReservationOutcome& outcome) {
        if (*over)
            guard->release(run);
        else
            tell(outcome);
    });
}

} // namespace assay
