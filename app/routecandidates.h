// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/routes.h"

namespace assay {

/// What all candidates of one request share.
struct CandidateContext {
    const RouteRequest& request;
    const ChatRequest& chat;
    const Routes::Services& services;
    const RouteBook& book;
    const RouteQuery& query;
    const QList<BudgetStatus> budgets;
    const QDateTime at; ///< now
};

/// Fills in what the router must know of the chat: estimated prompt tokens, limits, parameters and kinds of input.
void describeRequest(RouteRequest& request, const ChatRequest& chat);

/// An offer with all that is known now: key, health, prices of this moment, policies.
RouteCandidate candidateOf(const RouteOffer& offer, int rank, const QString& askedFor, const CandidateContext& context);

} // namespace assay
