// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/keptrequest.h"

#include "core/secrets/keyecho.h"

namespace assay {

namespace {

constexpr qsizetype kShortestKey = 8; // shorter ones are words

/// Request after request goes to the same address.
QByteArray textOf(const QUrl& url)
{
    static thread_local std::pair<QUrl, QByteArray> last;
    if (last.second.isEmpty() || last.first != url)
        last = {url, url.toEncoded(QUrl::RemoveUserInfo)};
    return last.second;
}

} // namespace

SentRequest keptRequest(const HttpRequest& request, const QString& dialect, bool stream, const Secret& key)
{
    SentRequest out{
        .dialect = dialect, .url = textOf(request.url), .headers = {}, .body = request.body, .stream = stream};
    out.headers.reserve(request.headers.size());
    for (const auto& header : request.headers) {
        if (!header.secret && isKeptHeader(header.name))
            out.headers.append({header.name, header.value});
    }
    const QByteArrayView secret = key.reveal();
    if (secret.size() < kShortestKey)
        return out;
    if (out.url.contains(secret))
        out.url = KeyEcho(key).hidden(out.url);
    for (auto& header : out.headers) {
        if (header.second.contains(secret))
            header.second = KeyEcho(key).hidden(header.second);
    }
    if (QByteArrayView(out.body).contains(secret)) {
        out.body = KeyEcho(key).hidden(out.body);
        out.isRedacted = true;
    }
    return out;
}

} // namespace assay
