// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

/// A refusal or failure, as far as clients can tell them apart. `type` is one of OpenRouter's stable words
/// (`rate_limit_exceeded`, …).
struct ClientError {
    int status = 500;
    QString type;
    QString message;
    QString providerCode;
    QString provider; ///< endpoint that failed; empty if none was reached
    std::optional<qint64> retryAfterSeconds;
    QByteArray metadata; ///< more members of OpenRouter's `error.metadata`, as a JSON object; may be empty
    QByteArray availability; ///< OpenRouter's `error.availability`, a JSON object; empty: endpoints are not the matter
    /// False: it may have been served and billed, and clients' own retries would do it twice.
    bool mayBeSentAgain = true;
};

/// The headers of an error's answer: its type, when to come again, and `x-should-retry: false`, which the clients of
/// OpenAI and Anthropic obey before their own rules (retry 408, 409, 429 and 5xx).
QList<HttpHeader> errorHeaders(const ClientError& error);

/// What happened, as a client is told.
ClientError clientError(const Error& error);

} // namespace assay
