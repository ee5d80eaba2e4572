// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayguard.h"

#include "core/support/ascii.h"
#include "core/wire/contentcoding.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostKeys = 4; // one a header

bool isOwnName(QByteArrayView host, quint16 port)
{
    const auto number = QByteArray::number(port);
    for (const QByteArrayView name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (host.size() < name.size() || !isSameWord(host.first(name.size()), name))
            continue;
        const auto rest = host.sliced(name.size());
        // No web page can be reached by these names alone, so a client that leaves the port out is no danger.
        if (rest.isEmpty() || (rest.startsWith(':') && rest.sliced(1) == number))
            return true;
    }
    return false;
}

/// What stands behind a scheme of `Authorization`; nothing if it is another.
std::optional<QByteArrayView> behind(QByteArrayView scheme, QByteArrayView value)
{
    if (value.size() < scheme.size() || !isSameWord(value.first(scheme.size()), scheme))
        return std::nullopt;
    return value.sliced(scheme.size()).trimmed();
}

bool isContentEncoding(const HttpHeader& header)
{
    return isSameWord(header.name, "content-encoding");
}

ClientError refusal(int status, const QString& message)
{
    ClientError out;
    out.status = status;
    out.type = u"permission_denied"_s;
    out.message = message;
    return out;
}

} // namespace

std::optional<ClientError> refusedAtTheDoor(const IncomingRequest& request, quint16 port)
{
    int hosts = 0;
    bool named = false;
    for (const auto& header : request.headers) {
        const auto is = [&](QByteArrayView name) { return isSameWord(header.name, name); };
        if (is("host")) {
            ++hosts;
            named = isOwnName(header.value, port);
        } else if (is("origin")) {
            return refusal(403, u"Requests from web pages (header Origin) are not served."_s);
        } else if (is("sec-fetch-site") && header.value != "none" && header.value != "same-origin") {
            return refusal(403, u"Requests from web pages (header Sec-Fetch-Site) are not served."_s);
        }
    }
    if (hosts != 1 || !named)
        return refusal(421, u"The header Host must name this gateway: 127.0.0.1:%1 or localhost:%1."_s.arg(port));
    return std::nullopt;
}

QList<Secret> presentedKeys(const IncomingRequest& request)
{
    static constexpr std::array<QByteArrayView, 4> kNames = {"authorization", "x-api-key", "api-key", "x-goog-api-key"};
    QList<Secret> found;
    for (const auto& header : request.headers) {
        const auto isNamed = [&](QByteArrayView name) { return isSameWord(header.name, name); };
        if (std::ranges::none_of(kNames, isNamed))
            continue;
        QByteArrayView value = header.value;
        QByteArray pair; // of clients that are told http://NAME:KEY@127.0.0.1
        if (isNamed("authorization")) {
            const auto basic = behind("basic ", value);
            if (basic)
                pair = QByteArray::fromBase64(basic->toByteArray());
            value
                = basic ? QByteArrayView(pair).sliced(pair.indexOf(':') + 1) : behind("bearer ", value).value_or(value);
        }
        const bool isKnown = std::ranges::any_of(found, [&](const Secret& key) { return key.reveal() == value; });
        if (!value.isEmpty() && !isKnown && found.size() < kMostKeys)
            found.append(Secret(value.toByteArray()));
        wipe(pair);
    }
    return found;
}

ClientError nothingThere(const QString& path)
{
    return {.status = 404, .type = u"not_found"_s, .message = u"There is no %1 here."_s.arg(path)};
}

std::optional<ClientError> refusedBody(const IncomingRequest& request)
{
    const auto refused = [](const QString& message) {
        return ClientError{.status = 415, .type = u"invalid_request"_s, .message = message};
    };
    const QByteArray type = request.header("content-type").toLower();
    const bool isForm = type.startsWith("application/x-www-form-urlencoded") || type.startsWith("text/plain");
    if (type.startsWith("multipart/") || (isForm && !request.body.trimmed().startsWith('{')))
        return refused(u"Send JSON with content-type application/json."_s);
    return std::nullopt;
}

bool isPacked(const IncomingRequest& request)
{
    return std::ranges::any_of(request.headers, isContentEncoding);
}

Result<IncomingRequest> unpacked(const IncomingRequest& request, qsizetype bodyBytes)
{
    QByteArray coding; // several headers are one list
    IncomingRequest out = request;
    out.headers.removeIf([&](const HttpHeader& header) {
        if (!isContentEncoding(header))
            return false;
        coding += (coding.isEmpty() ? "" : ", ") + header.value;
        return true;
    });
    auto body = decodedContent(coding, request.body, {.bytes = bodyBytes});
    if (!body)
        return std::unexpected(body.error());
    out.body = *std::move(body);
    return out;
}

} // namespace assay
