// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/domain/sentrequest.h"
#include "core/providers/dialectregistry.h"
#include "core/support/result.h"

namespace assay {

/// The request as a command for a POSIX shell. The key is left out: `$API_KEY` stands in its place. Fails for
/// endpoints whose signature covers the request, and as encoding fails.
Result<QString> curlCommand(const DialectRegistry& dialects, const ChatRequest& request, const QString& model,
    const Endpoint& endpoint, const QDateTime& now);
/// The same for a request that was kept as it was sent.
Result<QString> curlCommand(const DialectRegistry& dialects, const SentRequest& sent, const QString& model,
    const Endpoint& endpoint, const QDateTime& now);

} // namespace assay
