// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/httpaddressing.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Without empty segments and without a pasted tail.
QString cleanBasePath(const QUrl& base, const QStringList& tails)
{
    QString path = u'/' + base.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts).join(u'/');
    for (const QString& tail : tails) {
        if (path.endsWith(tail)) {
            path.chop(tail.size());
            break;
        }
    }
    return path == "/"_L1 ? QString() : path;
}

bool namesVersion(const QString& path)
{
    static const QRegularExpression version(u"/v[0-9]+[a-z0-9]*(?:-[a-z]+)?(?:/|$)"_s);
    return path.contains(version);
}

/// Does a base without a version segment want one? A bare host does, and the well-known prefixes that come before it.
/// Any other path is taken as the whole base: Azure's `/models`, a proxy's `/llm`.
bool wantsVersion(const QString& path)
{
    return path.isEmpty() || path.endsWith("/openai"_L1) || path.endsWith("/api"_L1) || path.endsWith("/inference"_L1);
}

QString joined(const QString& base, const QString& path)
{
    // `https://host/v1` and the path `/v1/chat` mean one `v1`.
    const QString last = base.section(u'/', -1);
    const bool repeats = !last.isEmpty() && path.startsWith(u'/' + last + u'/');
    return repeats ? base + path.sliced(last.size() + 1) : base + path;
}

HttpHeader keyHeader(AuthScheme scheme, QByteArrayView key)
{
    switch (scheme) {
    case AuthScheme::XApiKey: return {.name = "x-api-key", .value = key.toByteArray(), .secret = true};
    case AuthScheme::XGoogApiKey: return {.name = "x-goog-api-key", .value = key.toByteArray(), .secret = true};
    case AuthScheme::ApiKey: return {.name = "api-key", .value = key.toByteArray(), .secret = true};
    case AuthScheme::None:
    case AuthScheme::Bearer:
    case AuthScheme::AwsSigV4: break;
    }
    constexpr QByteArrayView prefix = "Bearer ";
    QByteArray value;
    value.reserve(prefix.size() + key.size()); // so that it does not grow and leave a copy behind
    value.append(prefix).append(key);
    return {.name = "Authorization", .value = std::move(value), .secret = true};
}

} // namespace

bool isHostedAt(const Endpoint& endpoint, QLatin1StringView domain)
{
    return isOfDomain(endpoint.baseUrl.host(), domain);
}

bool isOfDomain(QStringView host, QLatin1StringView domain)
{
    return host.endsWith(domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == u'.');
}

namespace {

/// A model named like this would lead to another path of the host, with the provider's key.
bool hasDotSegment(QStringView path)
{
    for (const auto segment : path.tokenize(u'/')) {
        if (segment == "."_L1 || segment == ".."_L1)
            return true;
    }
    return false;
}

Result<QUrl> makeAddress(const Endpoint& endpoint, const PathRule& rule, const QString& ownPath, const QString& model)
{
    QUrl url = endpoint.baseUrl;
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || (scheme != "http"_L1 && scheme != "https"_L1))
        return fail(
            ErrorKind::InvalidRequest, u"base_url: an address that starts with http:// or https:// is needed"_s);
    QString path = ownPath.isEmpty() ? rule.path : ownPath;
    path.replace("{model}"_L1, QString::fromLatin1(QUrl::toPercentEncoding(model)));
    QString query = path.section(u'?', 1);
    path = path.section(u'?', 0, 0);
    if (hasDotSegment(path))
        return fail(ErrorKind::InvalidRequest, u"model: '%1' is no name of a model"_s.arg(model));
    if (!path.startsWith(u'/'))
        path.prepend(u'/');
    QString base = cleanBasePath(url, rule.tails);
    if (ownPath.isEmpty() && !rule.version.isEmpty() && !namesVersion(base) && wantsVersion(base))
        base += u'/' + rule.version;
    url.setUserInfo({});
    url.setFragment({});
    url.setPath(joined(base, path), QUrl::TolerantMode);
    QUrlQuery items(url.query());
    if (!query.isEmpty()) {
        for (const auto& [name, value] : QUrlQuery(query).queryItems())
            items.addQueryItem(name, value);
    }
    for (const auto& [name, value] : endpoint.quirks.query) {
        items.removeQueryItem(name);
        items.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    if (!items.isEmpty())
        url.setQuery(items);
    return url;
}

/// An address that was made before.
struct KnownAddress {
    QUrl baseUrl;
    PathRule rule;
    QString ownPath;
    QString model; ///< where the path names it
    QUrl url;
};

} // namespace

/// Endpoints are asked again and again, and taking an address apart is a good part of what a small request costs.
Result<QUrl> endpointAddress(
    const Endpoint& endpoint, const PathRule& rule, const QString& ownPath, const QString& model)
{
    constexpr std::size_t kKnown = 16;
    static thread_local std::vector<KnownAddress> known;
    static thread_local std::size_t next = 0;
    if (!endpoint.quirks.query.isEmpty())
        return makeAddress(endpoint, rule, ownPath, model);
    const bool namesModel = rule.path.contains(u'{') || ownPath.contains(u'{');
    for (const auto& entry : known) {
        if (entry.rule == rule && entry.ownPath == ownPath && (!namesModel || entry.model == model)
            && entry.baseUrl == endpoint.baseUrl)
            return entry.url;
    }
    auto url = makeAddress(endpoint, rule, ownPath, model);
    if (!url)
        return url;
    KnownAddress entry{.baseUrl = endpoint.baseUrl, .rule = rule, .ownPath = ownPath, .model = model, .url = *url};
    if (known.size() < kKnown)
        known.push_back(std::move(entry));
    else
        known[next++ % kKnown] = std::move(entry);
    return url;
}

Result<QList<HttpHeader>> endpointHeaders(const EndpointAccess& access)
{
    QList<HttpHeader> headers;
    headers.reserve(8);
    const AuthScheme scheme = access.endpoint.auth;
    if (scheme == AuthScheme::AwsSigV4)
        return fail(ErrorKind::InvalidRequest, u"auth: this format has no AWS signature"_s);
    const QByteArrayView key = access.key.reveal().trimmed();
    if (scheme != AuthScheme::None && !key.isEmpty()) {
        if (std::ranges::any_of(key, [](char c) { return c < 0x21 || c > 0x7E; }))
            return fail(ErrorKind::Secret, u"the key holds characters that no HTTP header can carry"_s);
        headers.append(keyHeader(scheme, key));
    }
    for (const auto& [name, value] : access.endpoint.quirks.headers)
        headers.append({.name = name, .value = value, .secret = false});
    return headers;
}

} // namespace assay
