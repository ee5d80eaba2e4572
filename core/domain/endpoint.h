// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <cstdint>
#include <utility>

namespace assay {

/// How the key travels.
enum class AuthScheme : std::uint8_t {
    None,
    Bearer, ///< Authorization: Bearer KEY
    XApiKey, ///< x-api-key: KEY (Anthropic)
    XGoogApiKey, ///< x-goog-api-key: KEY
    ApiKey, ///< api-key: KEY (Azure)
    AwsSigV4, ///< the key is ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]
};

/// Where a server that speaks a known format departs from it. Data, so that a new provider needs no code.
struct EndpointQuirks {
    QString chatPath; ///< replaces the dialect's path; `{model}` is the model id
    QString modelsPath; ///< replaces the dialect's model list path; `-` means there is no list
    QString maxTokensField; ///< OpenAI chat: `max_tokens` or `max_completion_tokens`; empty: the dialect decides
    bool streamUsageOption = true; ///< OpenAI chat: send stream_options.include_usage
    bool reasoningIsAdditional = false; ///< usage: reasoning is on top of the completion count
    bool cachedIsAdditional = false; ///< usage: cached tokens are on top of the prompt count
    QStringList unsupported; ///< parameters this server rejects: `seed`, `top_k`, …
    QList<std::pair<QByteArray, QByteArray>> headers; ///< fixed extra headers, never secret
    QList<std::pair<QString, QString>> query; ///< fixed extra query items (Azure api-version)
    friend bool operator==(const EndpointQuirks&, const EndpointQuirks&) = default;
};

/// One address that serves models. `id` is the provider part of `provider/model`.
struct Endpoint {
    QString id;
    QString name; ///< for people
    QString dialect; ///< id of a dialect: `openai-chat`, `anthropic`, `gemini`, `ollama`, …
    QUrl baseUrl; ///< as the user typed it, normalised by the dialect
    AuthScheme auth = AuthScheme::Bearer;
    QStringList keyVariables; ///< environment variables that may hold the key, best first
    QString keyPattern; ///< regular expression a key of this provider matches; empty: unknown
    QString keyUrl; ///< where keys are made
    QString catalogProvider; ///< provider id in the price catalogue; empty: same as `id`
    QString dataPolicy; ///< one sentence
    EndpointQuirks quirks;
    bool local = false; ///< runs on the user's own machine: no price is expected
    bool simulated = false; ///< the built-in sandbox: never real spend
    bool custom = false; ///< added by the user
    friend bool operator==(const Endpoint&, const Endpoint&) = default;

    QString priceProvider() const { return catalogProvider.isEmpty() ? id : catalogProvider; }
};

/// What a dialect needs to address one endpoint.
struct EndpointAccess {
    Endpoint endpoint;
    Secret key;
    QDateTime now; ///< UTC, filled by the caller: signatures (AwsSigV4) hold for a time, and a dialect has no clock
};

} // namespace assay
