// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/sentrequest.h"

#include "core/domain/requestjson.h"
#include "core/support/ascii.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kLongestName = 40;
// Text in a body that is replaced; not the brackets of JSON.
constexpr auto kRemoved = "[removed]"_L1;

constexpr std::array<QByteArrayView, 12> kUnkept = {"authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie",
    "set-cookie", "host", "content-length", "connection", "transfer-encoding", "expect", "te"};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The name of the member whose colon stands at `colon`; empty if there is none or it is too long to be one.
QByteArrayView nameBefore(const QByteArray& json, qsizetype colon)
{
    qsizetype end = colon - 1;
    while (end > 0 && isSpace(json[end]))
        --end;
    if (end <= 0 || json[end] != '"' || json[end - 1] == '\\')
        return {};
    const qsizetype furthest = std::max<qsizetype>(0, end - 1 - kLongestName);
    for (qsizetype begin = end - 1; begin >= furthest; --begin) {
        if (json[begin] == '"')
            return QByteArrayView(json).sliced(begin + 1, end - begin - 1);
    }
    return {};
}

bool isSecret(QByteArrayView name, SecretNames names)
{
    if (name.isEmpty() || !isSecretName(QLatin1StringView(name)))
        return false;
    return names == SecretNames::All
        || (name.compare("key", Qt::CaseInsensitive) != 0 && name.compare("token", Qt::CaseInsensitive) != 0);
}

/// Where the text that begins at the quote `begin` ends: at its closing quote.
qsizetype endOfText(const QByteArray& json, qsizetype begin)
{
    for (qsizetype i = begin + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i;
    }
    return json.size();
}

} // namespace

bool isKeptHeader(QByteArrayView name)
{
    if (isSameWord(name, "content-type") || isSameWord(name, "accept"))
        return true; // what every request has is not looked up
    const QLatin1StringView text(name);
    return !text.startsWith("x-amz-"_L1, Qt::CaseInsensitive) && !text.startsWith("proxy-"_L1, Qt::CaseInsensitive)
        && std::ranges::none_of(kUnkept, [name](QByteArrayView unkept) { return isSameWord(name, unkept); })
        && !isSecretName(text);
}

std::pair<QByteArray, bool> withoutSecretMembers(const QByteArray& json, SecretNames names)
{
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype colon = json.indexOf(':'); colon >= 0; colon = json.indexOf(':', colon + 1)) {
        if (!isSecret(nameBefore(json, colon), names))
            continue;
        qsizetype value = colon + 1;
        while (value < json.size() && isSpace(json[value]))
            ++value;
        if (value >= json.size() || json[value] != '"')
            continue; // a schema that names it, a number
        const qsizetype end = endOfText(json, value);
        out += json.sliced(done, value + 1 - done);
        out += kRemoved;
        done = end;
        colon = std::min(end, json.size() - 1);
    }
    if (done == 0)
        return {json, false};
    return {out + json.sliced(done), true};
}

QJsonObject toJson(const SentRequest& sent)
{
    QJsonArray headers;
    for (const auto& [name, value] : sent.headers)
        headers.append(QJsonArray{QString::fromLatin1(name), QString::fromLatin1(value)});
    QJsonObject out{{u"dialect"_s, sent.dialect}, {u"url"_s, QString::fromLatin1(sent.url)}, {u"headers"_s, headers},
        {u"stream"_s, sent.stream}};
    const QString text = QString::fromUtf8(sent.body);
    if (text.toUtf8() == sent.body)
        out.insert(u"body"_s, text);
    else
        out.insert(u"body_base64"_s, QString::fromLatin1(sent.body.toBase64()));
    if (sent.isRedacted)
        out.insert(u"redacted"_s, true);
    return out;
}

SentRequest sentRequestFromJson(const QJsonObject& object)
{
    SentRequest sent;
    sent.dialect = object[u"dialect"].toString();
    sent.url = object[u"url"].toString().toLatin1();
    const auto headers = object[u"headers"].toArray();
    for (const auto& header : headers) {
        const QByteArray name = header[0].toString().toLatin1();
        if (isKeptHeader(name))
            sent.headers.append({name, header[1].toString().toLatin1()});
    }
    sent.stream = object[u"stream"].toBool(true);
    sent.isRedacted = object[u"redacted"].toBool();
    sent.body = object.contains("body"_L1) ? object[u"body"].toString().toUtf8()
                                           : QByteArray::fromBase64(object[u"body_base64"].toString().toLatin1());
    return sent;
}

} // namespace assay
