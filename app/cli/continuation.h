// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/domain/run.h"

namespace assay {

/// What `compare --continue RUN` goes on from.
struct Continuation {
    RunRecord parent;
    std::optional<int> from; ///< lane of `parent` whose answer everybody goes on from; absent: each model its own
};

/// Finds the run, and the lane by letter or number; empty `from`: each lane goes on from its own answer.
Result<Continuation> findContinuation(const HistoryStore& history, const QString& run, const QString& from);

/// The messages a model is sent: what its lane was sent before, the answer, and the new ones. `model` without a lane in
/// the parent goes on from `from`, or from the first lane that answered.
Result<ChatRequest> continuedRequest(const Continuation& continuation, const ModelRef& model, const ChatRequest& fresh);

/// The place of the next turn.
ThreadPlace continuedPlace(const Continuation& continuation);

} // namespace assay
