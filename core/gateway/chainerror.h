// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routesource.h"
#include "core/wire/clienterror.h"

namespace assay {

// What a client is told where no endpoint could serve it, with OpenRouter's `error.availability`: code, whether to come
// again, what was asked for and what kept endpoints out. Source of the shape and its words: OpenRouter,
// api_reference/errors-and-debugging. Statuses stay those of the error itself, so that an unknown model is 404, which
// is how the clients of OpenAI and Anthropic know it.

/// Nothing was sent: no endpoint may serve the request.
ClientError routeError(const NoRoute& none, const QStringList& requested);
/// The lane ended with an error; `retryAfter` is the shortest hint of the endpoints that gave one.
ClientError laneError(const LaneRecord& lane, const QStringList& requested);
/// The gateway is being ended while the call runs.
ClientError gatewayEnds();
/// `error.availability` of a chain whose attempts all failed before any output; empty where the request itself, its
/// client or a budget ended it.
QByteArray availabilityOf(const QList<AttemptRecord>& attempts, const QStringList& requested);

} // namespace assay
