// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayguard.h"

#include "core/support/ascii.h"
#include "core/wire/contentcoding.h"

#include <algorithm>
#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isNumber(QByteArrayView text, quint16 number)
{
    std::array<char, 5> digits{};
    const auto written = std::to_chars(digits.begin(), digits.end(), number);
    return text == QByteArrayView(digits.begin(), written.ptr);
}

bool isOwnName(QByteArrayView host, quint16 port)
{
    for (const QByteArrayView name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (host.size() < name.size() || !isSameWord(host.first(name.size()), name))
            continue;
        const auto rest = host.sliced(name.size());
        // No web page can be reached by these names alone, so a client that leaves the port out is no danger.
        if (rest.isEmpty() || (rest.startsWith(':') && isNumber(rest.sliced(1), port)))
            return true;
    }
    return false;
}

bool startsWithWord(QByteArrayView text, QByteArrayView word)
{
    return text.size() >= word.size() && isSameWord(text.first(word.size()), word);
}

/// What stands behind a scheme of `Authorization`; nothing if it is another.
std::optional<QByteArrayView> behind(QByteArrayView scheme, QByteArrayView value)
{
    if (!startsWithWord(value, scheme))
        return std::nullopt;
    return value.sliced(scheme.size()).trimmed();
}

bool isContentEncoding(const HeaderLine& header)
{
    return isSameWord(header.name, "content-encoding");
}

/// What `Authorization` says, whatever the scheme.
QByteArrayView behindScheme(QByteArrayView value, PresentedKeys& found)
{
    if (const auto bearer = behind("bearer ", value))
        return *bearer;
    const auto basic = behind("basic ", value); // of clients that are told http://NAME:KEY@127.0.0.1
    if (!basic)
        return value;
    QByteArray pair = QByteArray::fromBase64(basic->toByteArray());
    found.decoded.push_back(Secret::copyOf(QByteArrayView(pair).sliced(pair.indexOf(':') + 1)));
    wipe(pair);
    return found.decoded.back().reveal();
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

PresentedKeys presentedKeys(const IncomingRequest& request)
{
    static constexpr std::array<QByteArrayView, 3> kPlain = {"x-api-key", "api-key", "x-goog-api-key"};
    PresentedKeys found;
    for (const auto& header : request.headers) {
        const auto isNamed = [&](QByteArrayView name) { return isSameWord(header.name, name); };
        QByteArrayView value = header.value;
        if (isNamed("authorization"))
            value = behindScheme(value, found);
        else if (std::ranges::none_of(kPlain, isNamed))
            continue;
        if (!value.isEmpty() && !found.keys.contains(value) && found.keys.size() < PresentedKeys::kMost)
            found.keys.append(value);
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
    const QByteArrayView type = request.header("content-type");
    const bool isForm = startsWithWord(type, "application/x-www-form-urlencoded") || startsWithWord(type, "text/plain");
    if (startsWithWord(type, "multipart/") || (isForm && !request.body.trimmed().startsWith('{')))
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
    out.headers.removeIf([&](const HeaderLine& header) {
        if (!isContentEncoding(header))
            return false;
        coding.append(coding.isEmpty() ? "" : ", ").append(header.value);
        return true;
    });
    auto body = decodedContent(coding, request.body, {.bytes = bodyBytes});
    if (!body)
        return std::unexpected(body.error());
    out.body = *std::move(body);
    return out;
}

} // namespace assay
