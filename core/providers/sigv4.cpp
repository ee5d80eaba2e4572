// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/sigv4.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QByteArray sha256Hex(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray hmac(QByteArrayView key, QByteArrayView message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

QByteArray hostOf(const QUrl& url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    const int usual = url.scheme() == "http"_L1 ? 80 : 443;
    if (const int port = url.port(usual); port != usual)
        host += ':' + QByteArray::number(port);
    return host;
}

/// The path as it is sent, with every `%` encoded once more, as all services except S3 want it.
QByteArray canonicalPath(const QUrl& url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        return "/"_ba;
    return path.toPercentEncoding("/");
}

QByteArray reencoded(QByteArrayView text)
{
    return QByteArray::fromPercentEncoding(text.toByteArray()).toPercentEncoding();
}

QByteArray canonicalQuery(const QUrl& url)
{
    std::vector<std::pair<QByteArray, QByteArray>> items;
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    for (const auto& item : query.split('&')) {
        if (item.isEmpty())
            continue;
        const auto equals = item.indexOf('=');
        const QByteArrayView view(item);
        items.emplace_back(reencoded(equals < 0 ? view : view.first(equals)),
            reencoded(equals < 0 ? QByteArrayView() : view.sliced(equals + 1)));
    }
    std::ranges::sort(items);
    QByteArray out;
    for (const auto& [name, value] : items) {
        if (!out.isEmpty())
            out += '&';
        out += name + '=' + value;
    }
    return out;
}

/// Lower-case names in order; values of one name joined by commas, runs of blanks become one.
std::map<QByteArray, QByteArray> canonicalHeaders(const HttpRequest& request)
{
    std::map<QByteArray, QByteArray> headers;
    headers["host"_ba] = hostOf(request.url);
    for (const auto& header : request.headers) {
        const QByteArray name = header.name.toLower();
        if (name == "host")
            continue;
        auto [entry, isNew] = headers.try_emplace(name, header.value.simplified());
        if (!isNew)
            entry->second += ',' + header.value.simplified();
    }
    return headers;
}

QByteArray signedNames(const std::map<QByteArray, QByteArray>& headers)
{
    QByteArray out;
    for (const auto& [name, value] : headers)
        out += (out.isEmpty() ? "" : ";") + name;
    return out;
}

QByteArray signingKey(const AwsCredentials& credentials, const QByteArray& date, const SigV4Scope& scope)
{
    QByteArray start;
    start.reserve(4 + credentials.secretKey.reveal().size());
    start.append("AWS4").append(credentials.secretKey.reveal());
    const QByteArray dateKey = hmac(start, date);
    wipe(start);
    return hmac(hmac(hmac(dateKey, scope.region), scope.service), "aws4_request");
}

} // namespace

Result<AwsCredentials> AwsCredentials::parse(const Secret& key)
{
    // A session token may hold colons of its own, ids and secret keys hold none.
    const QByteArrayView text = key.reveal();
    const auto first = text.indexOf(':');
    const auto second = first < 0 ? -1 : text.indexOf(':', first + 1);
    const auto secretEnd = second < 0 ? text.size() : second;
    if (first <= 0 || secretEnd == first + 1) {
        return fail(
            ErrorKind::Authentication, u"the key must be ACCESS_KEY_ID:SECRET or ACCESS_KEY_ID:SECRET:SESSION_TOKEN"_s);
    }
    return AwsCredentials{.accessKeyId = text.first(first).trimmed().toByteArray(),
        .secretKey = Secret::copyOf(text.sliced(first + 1, secretEnd - first - 1).trimmed()),
        .sessionToken = second < 0 ? Secret() : Secret::copyOf(text.sliced(second + 1).trimmed())};
}

QByteArray sigV4CanonicalRequest(const HttpRequest& request)
{
    const auto headers = canonicalHeaders(request);
    QByteArray out = request.method + '\n' + canonicalPath(request.url) + '\n' + canonicalQuery(request.url) + '\n';
    for (const auto& [name, value] : headers)
        out += name + ':' + value + '\n';
    return out + '\n' + signedNames(headers) + '\n' + sha256Hex(request.body);
}

HttpRequest sigV4Signed(HttpRequest request, const AwsCredentials& credentials, const SigV4Scope& scope)
{
    const QByteArray time = scope.time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
    const QByteArray date = time.first(8);
    request.headers.append({.name = "x-amz-date"_ba, .value = time});
    if (!credentials.sessionToken.isEmpty()) {
        request.headers.append({.name = "x-amz-security-token"_ba,
            .value = credentials.sessionToken.reveal().toByteArray(),
            .secret = true});
    }
    const QByteArray place = date + '/' + scope.region + '/' + scope.service + "/aws4_request";
    const QByteArray toSign
        = "AWS4-HMAC-SHA256\n" + time + '\n' + place + '\n' + sha256Hex(sigV4CanonicalRequest(request));
    const QByteArray signature = hmac(signingKey(credentials, date, scope), toSign).toHex();
    const QByteArray authorization = "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId + '/' + place
        + ", SignedHeaders=" + signedNames(canonicalHeaders(request)) + ", Signature=" + signature;
    request.headers.append({.name = "authorization"_ba, .value = authorization, .secret = true});
    return request;
}

} // namespace assay
