// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/repeatedrequest.h"

#include "core/support/ascii.h"

#include <algorithm>

namespace assay {

namespace {

/// The headers of then; of today's those that carry the key.
QList<HttpHeader> repeatedHeaders(const QList<HttpHeader>& today, const SentRequest& sent)
{
    QList<HttpHeader> out;
    for (const auto& header : today) {
        if (header.secret || !isKeptHeader(header.name)) {
            out.append(header);
            continue;
        }
        const auto old = std::ranges::find_if(
            sent.headers, [&](const auto& candidate) { return isSameWord(candidate.first, header.name); });
        if (old != sent.headers.end())
            out.append({.name = header.name, .value = old->second});
    }
    for (const auto& [name, value] : sent.headers) {
        const bool isThere
            = std::ranges::any_of(out, [&](const HttpHeader& header) { return isSameWord(header.name, name); });
        if (!isThere && isKeptHeader(name))
            out.append({.name = name, .value = value});
    }
    return out;
}

} // namespace

Result<HttpRequest> repeatedRequest(
    const Dialect& dialect, const SentRequest& sent, const QString& model, const EndpointAccess& access)
{
    // Any chat has the same address; some formats name the stream there.
    ChatRequest like;
    like.messages = {ChatMessage::text(Role::User, QStringLiteral("-"))};
    like.stream = sent.stream;
    auto http = dialect.encode(like, model, access);
    if (!http)
        return http;
    http->body = sent.body;
    http->headers = repeatedHeaders(http->headers, sent);
    return dialect.signedAgain(*std::move(http), access);
}

} // namespace assay
