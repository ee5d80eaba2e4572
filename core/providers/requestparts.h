// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/providers/httpaddressing.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QJsonObject>
#include <QStringList>

namespace assay {

/// Encrypted reasoning (Anthropic `redacted_thinking`, Bedrock `redactedContent`) has no field of its own in a
/// ReasoningDelta: it travels as a signature with this prefix, and goes back as the block it was.
inline constexpr QLatin1StringView kRedactedReasoning{"redacted:"};

/// The encrypted reasoning of a part, wherever it stands; empty if it has none.
QString redactedReasoning(const ReasoningPart& part);

/// A POST of `body` to the address of `rule` or, where it is not empty, of `ownPath` (httpaddressing.h).
Result<HttpRequest> postJson(const EndpointAccess& access, const PathRule& rule, const QString& ownPath,
    const QString& model, const QJsonObject& body);
/// The same for a body that is JSON text already.
Result<HttpRequest> postJson(const EndpointAccess& access, const PathRule& rule, const QString& ownPath,
    const QString& model, const QByteArray& body);

/// A GET of the rule's path, which may have a query, or of the endpoint's own list path with the same query. Fails with
/// InvalidRequest if this endpoint has no model list (quirks.modelsPath `-`).
Result<HttpRequest> getModels(const EndpointAccess& access, const PathRule& rule);

/// `base` with the members of `extra` over it. Where both hold an object they are merged, so that a passthrough of one
/// nested option does not throw its neighbours away; anything else of `extra` replaces.
QJsonObject mergedJson(QJsonObject base, const QJsonObject& extra);

/// Sampling parameters that are left after some were taken out, and the sentences that name those.
struct SamplingFit {
    Sampling sampling;
    QStringList warnings;
};
/// Takes the parameters in `unsupported` out (`temperature`, `top_p`, `top_k`, `presence_penalty`,
/// `frequency_penalty`, `seed`, `stop`, `max_tokens`).
SamplingFit fitSampling(const Sampling& sampling, const QStringList& unsupported, const QString& why);

/// `arguments` of a call as an object; an empty text is an empty object. Fails with InvalidRequest on anything else.
Result<QJsonObject> argumentsObject(const ToolCallPart& call);

/// The text parts of a message, joined by blank lines.
QString messageText(const ChatMessage& message);

/// `data:image/png;base64,…`, or the address the image is given by.
QString imageAddress(const ImagePart& image);

} // namespace assay
