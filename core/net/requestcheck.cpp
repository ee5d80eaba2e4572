// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/requestcheck.h"

#include "core/support/ascii.h"
#include "core/support/loopback.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// RFC 9110, 5.6.2.
constexpr auto kTokenChars = [] {
    std::array<bool, 256> out{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789"
                                         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        out.at(static_cast<unsigned char>(c)) = true;
    return out;
}();

bool isToken(QByteArrayView text)
{
    return !text.isEmpty()
        && std::ranges::all_of(text, [](char c) { return kTokenChars[static_cast<unsigned char>(c)]; });
}

bool breaksLine(QByteArrayView value)
{
    return value.contains('\r') || value.contains('\n') || value.contains('\0');
}

Error refusal(const QString& detail)
{
    return fail(ErrorKind::InvalidRequest, detail).error();
}

std::optional<Error> urlRefusal(const QUrl& url)
{
    if (!url.isValid() || url.host().isEmpty())
        return refusal(u"The address of the server is not a valid URL."_s);
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return refusal(u"%1 is addressed by '%2'; only http and https are possible."_s.arg(url.host(), url.scheme()));
    if (url.port() == 0)
        return refusal(u"The address of %1 has no usable port."_s.arg(url.host()));
    if (!url.userInfo().isEmpty())
        return refusal(u"The address of %1 holds credentials; a key belongs into the key store."_s.arg(url.host()));
    return std::nullopt;
}

} // namespace

bool isLoopback(const QUrl& url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || isLoopbackAddress(host);
}

QString serverName(const QUrl& url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return host + u':' + QString::number(url.port(url.scheme() == "https"_L1 ? 443 : 80));
}

bool isFramingHeader(QByteArrayView name)
{
    constexpr std::array<QByteArrayView, 4> kFraming = {"content-length", "transfer-encoding", "expect", "connection"};
    return std::ranges::any_of(kFraming, [&](QByteArrayView framing) { return isSameWord(framing, name); });
}

std::optional<Error> headRefusalOf(const HttpRequest& request)
{
    if (!isToken(request.method))
        return refusal(u"The request to %1 has no valid method."_s.arg(serverName(request.url)));
    for (const auto& header : request.headers) {
        if (!isToken(header.name))
            return refusal(u"The request to %1 has a header without a valid name."_s.arg(serverName(request.url)));
        if (breaksLine(header.value))
            return refusal(u"The header '%1' for %2 holds a line break or a zero byte."_s.arg(
                QLatin1StringView(header.name), serverName(request.url)));
    }
    return std::nullopt;
}

std::optional<Error> refusalOf(const HttpRequest& request)
{
    if (auto refused = urlRefusal(request.url))
        return refused;
    if (auto refused = headRefusalOf(request))
        return refused;
    const bool holdsSecret = std::ranges::any_of(request.headers, &HttpHeader::secret);
    if (holdsSecret && request.url.scheme() == "http"_L1 && !isLoopback(request.url))
        return refusal(u"The request to %1 would send a key unencrypted; use https."_s.arg(serverName(request.url)));
    return std::nullopt;
}

} // namespace assay
