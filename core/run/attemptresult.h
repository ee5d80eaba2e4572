// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/net/httptransport.h"
#include "core/pricing/costing.h"
#include "core/pricing/tokencount.h"

#include <QList>

namespace assay {

// What a lane concludes from an attempt: pure functions over values, apart from the lane's life in time.

/// The endpoint with its key, for encoding a request sent at `now`.
EndpointAccess accessTo(const Endpoint& endpoint, Secret key, const QDateTime& now);

/// The provider's id of this exchange, from the header names in use.
QString requestId(const HttpHead& head);

/// Who answers, as the answer says.
void keepServed(LaneRecord& record, const Served& served);

/// Adds a delta to the call of its index.
void appendToolCall(QList<ToolCall>& calls, const ToolCallDelta& delta);

/// The record as the next attempt finds it: what a failed one said is gone, the attempts stay.
LaneRecord beforeAttempt(LaneRecord record, const Endpoint& endpoint);

/// What an answer said before its first output: shown with it, or forgotten with the attempt.
struct HeldBack {
    QList<StreamEvent> events;
    QByteArray bytes; ///< as they came, where the answer is relayed
    qsizetype received = 0; ///< bytes so far, kept or not
    int told = 0; ///< events so far, kept or not
    bool isShown = false; ///< nothing is held back any more: what comes is shown as it comes

    /// Bounded: who served and the newest usage; empty deltas say nothing.
    void add(const StreamEvent& event);
    /// No more is held back: 64 events, or 256 KiB (Bifrost's limits).
    bool isFull() const { return told >= 64 || received > qsizetype(256) * 1024; }
};

/// A redirect as an error: the key must not follow it to another address.
Error redirectError(const HttpHead& head);

/// The provider's refusal; where a page that is no API's came, with the endpoint's address, which must be wrong.
Error addressed(Error error, const Endpoint& endpoint);

/// What a chain ends with whose breakers are open from here on.
Error noneLeft(const ModelRef& model);

/// What the transport measured of an attempt; its own first byte stands where the transport has none.
void noteTimings(Timing& timing, const HttpOutcome& outcome);

/// A transport's error, or Indeterminate when the request left and no byte of an answer came: it may have been billed.
Error withoutAnswer(const Error& error, const HttpOutcome& outcome, bool answerBegan);

/// State of a lane whose provider said that it is done.
LaneState stateOf(const LaneRecord& record);
/// State after a failure with nothing shown yet. `isLost`: the request left and no byte of an answer came, so that it
/// may have been billed even where our own timer ended the wait.
LaneState stateBeforeOutput(const Error& error, bool isLost);
/// State after a failure when text is already there; the text is kept.
LaneState stateAfterOutput(const Error& error);

struct AttemptCostInput {
    const AttemptRecord& attempt;
    const Endpoint& endpoint;
    std::optional<Money> reported;
    bool producedOutput = false;
    bool ended = true; ///< the provider's own end was seen: what it reported is final
    const PriceBook* prices = nullptr; ///< null: no prices at all
    const LaneSpec* lane = nullptr; ///< what was asked; null: nothing can be counted by ourselves
    const LaneRecord* answer = nullptr; ///< what has arrived
    const PromptCount* prompt = nullptr;
};

/// What one attempt cost. An attempt that never left, or that an error status answered, cost nothing. One that was cut
/// off, stopped, or answered without usage is Estimated from our own count, with the interval it may lie in; Unknown
/// without a price, and where the request left and nothing came back.
Cost attemptCost(const AttemptCostInput& input);

/// A call that was never sent costs exactly nothing.
Cost notBilled();
/// What all attempts of a lane cost together.
Cost costOf(const QList<AttemptRecord>& attempts);

/// The most tokens an answer to this request may have: the request's limit, else the model's, else 4,096; thinking
/// that a provider counts on top of it and several choices included.
qint64 mostOutputTokens(const ChatRequest& request, const Endpoint& endpoint, const std::optional<ModelPrice>& price);

} // namespace assay
