// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/curlcommand.h"

#include "core/providers/repeatedrequest.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Cannot be part of a real request by chance.
const QByteArray kPlaceholder = "assay-key-goes-here-7d1f"_ba;

QString singleQuoted(const QString& text)
{
    return u'\'' + QString(text).replace(u'\'', uR"('\'')"_s) + u'\'';
}

// In double quotes, so that the shell puts the key in.
QString withKey(const QString& text)
{
    QString escaped = text;
    for (const QChar special : {u'\\', u'"', u'$', u'`'})
        escaped.replace(special, u'\\' + QString(special));
    return u'"' + escaped.replace(QString::fromLatin1(kPlaceholder), u"$API_KEY"_s) + u'"';
}

QString quoted(const QString& text)
{
    return text.contains(QString::fromLatin1(kPlaceholder)) ? withKey(text) : singleQuoted(text);
}

QString commandOf(const HttpRequest& http)
{
    QStringList parts{u"curl -N -sS "_s + quoted(QString::fromUtf8(http.url.toEncoded()))};
    for (const auto& header : http.headers)
        parts.append(u"  -H "_s + quoted(QString::fromUtf8(header.name + ": " + header.value)));
    if (!http.body.isEmpty())
        parts.append(u"  --data-raw "_s + singleQuoted(QString::fromUtf8(http.body)));
    return parts.join(u" \\\n"_s);
}

Result<const Dialect*> dialectOf(const DialectRegistry& dialects, const Endpoint& endpoint)
{
    const auto* dialect = dialects.find(endpoint.dialect);
    if (dialect == nullptr)
        return fail(ErrorKind::InvalidRequest, u"Nothing here speaks the format '%1'."_s.arg(endpoint.dialect));
    if (endpoint.auth == AuthScheme::AwsSigV4)
        return fail(ErrorKind::InvalidRequest,
            u"A request to %1 is signed, and the signature ends after minutes; it cannot be copied."_s.arg(
                endpoint.name));
    return dialect;
}

} // namespace

Result<QString> curlCommand(const DialectRegistry& dialects, const ChatRequest& request, const QString& model,
    const Endpoint& endpoint, const QDateTime& now)
{
    const auto dialect = dialectOf(dialects, endpoint);
    if (!dialect)
        return std::unexpected(dialect.error());
    return (*dialect)
        ->encode(request, model, {.endpoint = endpoint, .key = Secret(kPlaceholder), .now = now})
        .transform(&commandOf);
}

Result<QString> curlCommand(const DialectRegistry& dialects, const SentRequest& sent, const QString& model,
    const Endpoint& endpoint, const QDateTime& now)
{
    const auto dialect = dialectOf(dialects, endpoint);
    if (!dialect)
        return std::unexpected(dialect.error());
    return repeatedRequest(**dialect, sent, model, {.endpoint = endpoint, .key = Secret(kPlaceholder), .now = now})
        .transform(&commandOf);
}

} // namespace assay
