// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointrules.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestId = 64;

/// Parts of a name that say its value is a secret: such headers and query items would put a key into a plain file or
/// into logs of proxies.
bool namesSecret(QStringView name)
{
    const QString lower = name.toString().toLower();
    static const std::array marks = {"authorization"_L1, "cookie"_L1, "api-key"_L1, "api_key"_L1, "apikey"_L1,
        "token"_L1, "secret"_L1, "password"_L1, "signature"_L1, "credential"_L1};
    return lower == "key"_L1 || lower == "sig"_L1
        || std::ranges::any_of(marks, [&](QLatin1StringView mark) { return lower.contains(mark); });
}

bool isHeaderName(QByteArrayView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool isHeaderValue(QByteArrayView value)
{
    return std::ranges::all_of(value, [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool isVariableName(QStringView name)
{
    const auto isFirst = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    return !name.isEmpty() && isFirst(name.front())
        && std::ranges::all_of(name, [&](QChar c) { return isFirst(c) || (c >= u'0' && c <= u'9'); });
}

std::unexpected<Error> refuse(const QString& sentence)
{
    return fail(ErrorKind::InvalidRequest, sentence);
}

Result<void> checkAddress(const QUrl& url)
{
    if (!url.isValid() || url.isEmpty())
        return refuse(u"The base URL is not a web address; give one like https://api.example.com/v1."_s);
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return refuse(u"The base URL must begin with https:// or http://."_s);
    if (url.host().isEmpty())
        return refuse(u"The base URL names no host; give one like https://api.example.com/v1."_s);
    if (!url.userInfo().isEmpty() || url.authority(QUrl::FullyEncoded).contains(u'@'))
        return refuse(
            u"The base URL must not hold a user name or password; store the key with the endpoint instead."_s);
    if (url.hasFragment())
        return refuse(u"The base URL must not have a part after #; leave it out."_s);
    const auto items = QUrlQuery(url).queryItems();
    for (const auto& [name, value] : items) {
        if (namesSecret(name))
            return refuse(
                u"The base URL must not carry a key in '%1'; store the key with the endpoint instead."_s.arg(name));
    }
    if (url.hasQuery())
        return refuse(u"The base URL must end before the question mark; give fixed query items as quirks."_s);
    return {};
}

Result<void> checkQuirks(const EndpointQuirks& quirks)
{
    for (const auto& [name, value] : quirks.headers) {
        const QString shown = QString::fromLatin1(name);
        if (!isHeaderName(name))
            return refuse(u"'%1' is not a header name; use letters, digits and '-'."_s.arg(shown));
        if (namesSecret(shown))
            return refuse(
                u"The header '%1' would put a key into a plain file; store the key with the endpoint instead."_s.arg(
                    shown));
        if (!isHeaderValue(value))
            return refuse(u"The value of the header '%1' must be plain text on one line."_s.arg(shown));
    }
    for (const auto& [name, value] : quirks.query) {
        if (name.isEmpty() || namesSecret(name))
            return refuse(
                u"The query item '%1' would put a key into addresses and logs; store the key with the endpoint instead."_s
                    .arg(name));
    }
    for (const QString& path : {quirks.chatPath, quirks.modelsPath}) {
        if (!path.isEmpty() && path != "-"_L1 && (!path.startsWith(u'/') || path.startsWith("//"_L1)))
            return refuse(u"The path '%1' must begin with one '/'."_s.arg(path));
    }
    return {};
}

Result<void> checkPattern(const QString& pattern)
{
    if (pattern.isEmpty())
        return {};
    if (!pattern.startsWith(u'^') || !pattern.endsWith(u'$'))
        return refuse(u"The key pattern must begin with ^ and end with $."_s);
    if (const QRegularExpression expression(pattern); !expression.isValid())
        return refuse(u"The key pattern is not a regular expression: %1."_s.arg(expression.errorString()));
    return {};
}

/// Length of the fixed text at the start of an anchored pattern; an optional or repeated character is not fixed.
qsizetype fixedStart(QStringView pattern)
{
    qsizetype length = 0;
    for (qsizetype i = pattern.startsWith(u'^') ? 1 : 0; i < pattern.size(); ++i) {
        const QChar c = pattern.at(i);
        const bool plain = c.isLetterOrNumber() || c == u'-' || c == u'_';
        const QChar next = i + 1 < pattern.size() ? pattern.at(i + 1) : QChar();
        if (!plain || next == u'?' || next == u'*' || next == u'{')
            break;
        ++length;
    }
    return length;
}

} // namespace

bool isEndpointId(QStringView id)
{
    const auto isFirst = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
    return !id.isEmpty() && id.size() <= kLongestId && isFirst(id.front())
        && std::ranges::all_of(id, [&](QChar c) { return isFirst(c) || c == u'.' || c == u'_' || c == u'-'; });
}

Result<void> validateEndpoint(const Endpoint& endpoint)
{
    if (!isEndpointId(endpoint.id))
        return refuse(
            u"The name '%1' cannot be used; take at most 64 of the characters a-z, 0-9, '.', '_' and '-', beginning "
            "with a letter or digit."_s.arg(endpoint.id));
    if (const auto address = checkAddress(endpoint.baseUrl); !address)
        return address;
    if (!isEndpointId(endpoint.dialect))
        return refuse(u"The wire format of '%1' is missing; name one, for example openai-chat."_s.arg(endpoint.id));
    if (!endpoint.catalogProvider.isEmpty() && !isEndpointId(endpoint.catalogProvider))
        return refuse(u"The catalogue provider '%1' is not an id; take one that the list of models shows."_s.arg(
            endpoint.catalogProvider));
    for (const QString& variable : endpoint.keyVariables) {
        if (!isVariableName(variable))
            return refuse(
                u"The key variable must be the name of an environment variable, for example OPENAI_API_KEY, not "
                "the key itself."_s);
    }
    if (const auto pattern = checkPattern(endpoint.keyPattern); !pattern)
        return pattern;
    return checkQuirks(endpoint.quirks);
}

std::optional<QString> providerForKey(QStringView pastedKey, const QList<Endpoint>& endpoints)
{
    const QStringView key = pastedKey.trimmed();
    if (key.isEmpty())
        return std::nullopt;
    std::optional<QString> best;
    qsizetype bestLength = -1;
    for (const Endpoint& endpoint : endpoints) {
        if (endpoint.keyPattern.isEmpty())
            continue;
        const qsizetype length = fixedStart(endpoint.keyPattern);
        if (length < bestLength)
            continue;
        // `$` would also match before a final line break.
        const QRegularExpression expression(QRegularExpression::anchoredPattern(endpoint.keyPattern));
        if (!expression.matchView(key).hasMatch())
            continue;
        best = length == bestLength ? std::nullopt : std::optional(endpoint.id);
        bestLength = length;
    }
    return best;
}

} // namespace assay
