// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/reservation.h"
#include "core/domain/run.h"
#include "core/pricing/pricebook.h"
#include "core/pricing/tokencount.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace assay {

/// What keeps spend within the budgets, as the engine sees it: every run asks before its lanes start. The engine never
/// sends a lane that was refused; appending the record of the run settles what was reserved for it.
/// Used from the engine's thread.
class SpendGuard
{
public:
    virtual ~SpendGuard() = default;
    /// Reserves the worst case of each lane, in their order, so that lanes which fit are not refused for those that do
    /// not. Never blocks; `answered` is called exactly once, on any thread. Where no budget is set nothing is written.
    using Answered = std::function<void(const ReservationOutcome&)>;
    virtual void reserve(const ReservationRequest& request, Answered answered) = 0;
    /// From any thread, for a run whose record will never be appended, or was before the answer. Nothing happens if
    /// nothing is held.
    virtual void release(const QString& runId) = 0;
};

/// Asks `guard` for somebody who may be over before the answer: `answered` is called on this thread, on which `asker`
/// lives, unless that is gone by then. Set `over` before the record is appended, or before the asker, gone without
/// one, releases: what is reserved after that is nobody's, and is released by whoever reserved it.
void askGuard(const std::shared_ptr<SpendGuard>& guard, const ReservationRequest& request,
    const std::shared_ptr<const std::atomic<bool>>& over, const QObject* asker, SpendGuard::Answered answered);

/// What a lane may cost at most, by the prices of `at`: the prompt at one token a byte, the answer at the request's
/// limit, else the model's, else 4,096 tokens; the dearest of its endpoints counts.
LaneClaim laneClaim(const LaneSpec& lane, const PromptCount& prompt, const PriceBook* prices, const QDateTime& at);

/// The prompts of a run's lanes, each different one counted once.
QList<PromptCount> countPrompts(const RunSpec& run);

/// The claims of a run, lanes numbered by their place. `prompts`: one for each lane.
ReservationRequest reservationFor(
    const RunSpec& run, const QList<PromptCount>& prompts, const PriceBook* prices, const QDateTime& at);

/// The lanes that do not fit under a cap on this run alone (`--max-cost`), in their order; pure.
QHash<int, Error> beyondCap(const QList<LaneClaim>& claims, Money cap);

} // namespace assay
