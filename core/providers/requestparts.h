// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
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

/// The endpoint's base URL followed by `path`, which starts with a slash, may hold percent escapes (kept as they are)
/// and may end with a query. People type base URLs with and without a version or a trailing slash, so trailing slashes
/// and then one last segment out of `versions` are cut off first. The endpoint's fixed query items are added.
QUrl endpointUrl(const Endpoint& endpoint, const QString& path, const QStringList& versions = {});

/// quirks.chatPath with `{model}` replaced by the percent-encoded model id; empty if the endpoint keeps the usual path.
QString quirkChatPath(const Endpoint& endpoint, const QString& model);

/// Content type, key and the endpoint's fixed headers. Without a key no key header is sent: the server's refusal says
/// more than a guess here. Fails for schemes that need a signature over the whole request.
Result<QList<HttpHeader>> endpointHeaders(const EndpointAccess& access);

/// A POST of `body`, which may differ from other encodings of the same object in the order of its keys only.
Result<HttpRequest> postJson(const EndpointAccess& access, const QUrl& url, const QJsonObject& body);
/// A GET, or the failure that this endpoint has no model list (quirks.modelsPath `-`).
Result<HttpRequest> getModels(const EndpointAccess& access, const QString& path, const QStringList& versions = {});

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
