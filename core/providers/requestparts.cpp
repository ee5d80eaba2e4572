// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/requestparts.h"

#include <QJsonDocument>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString trimmedBasePath(const QUrl& base, const QStringList& versions)
{
    QString path = base.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    const QString last = path.section(u'/', -1);
    if (!last.isEmpty() && versions.contains(last))
        path.chop(last.size() + 1);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

std::optional<HttpHeader> keyHeader(AuthScheme scheme, const Secret& key)
{
    const auto header = [&](QByteArray name, const QByteArray& value) {
        return HttpHeader{.name = std::move(name), .value = value, .secret = true};
    };
    switch (scheme) {
    case AuthScheme::Bearer: return header("authorization"_ba, "Bearer "_ba + key.reveal());
    case AuthScheme::XApiKey: return header("x-api-key"_ba, key.reveal());
    case AuthScheme::XGoogApiKey: return header("x-goog-api-key"_ba, key.reveal());
    case AuthScheme::ApiKey: return header("api-key"_ba, key.reveal());
    case AuthScheme::None:
    case AuthScheme::AwsSigV4: break;
    }
    return std::nullopt;
}

} // namespace

QString redactedReasoning(const ReasoningPart& part)
{
    if (!part.redacted.isEmpty() || !part.signature.startsWith(kRedactedReasoning))
        return part.redacted;
    return part.signature.sliced(kRedactedReasoning.size());
}

QUrl endpointUrl(const Endpoint& endpoint, const QString& path, const QStringList& versions)
{
    QUrl url = endpoint.baseUrl;
    const auto question = path.indexOf(u'?');
    const QString pathOnly = question < 0 ? path : path.first(question);
    url.setPath(trimmedBasePath(endpoint.baseUrl, versions) + pathOnly, QUrl::TolerantMode);
    QUrlQuery query(url.query());
    if (question >= 0) {
        const QUrlQuery own(path.sliced(question + 1));
        for (const auto& [name, value] : own.queryItems(QUrl::FullyEncoded))
            query.addQueryItem(name, value);
    }
    for (const auto& [name, value] : endpoint.quirks.query) {
        query.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(name)),
            QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    url.setQuery(query.isEmpty() ? QString() : query.query(QUrl::FullyEncoded));
    url.setFragment({});
    return url;
}

QString quirkChatPath(const Endpoint& endpoint, const QString& model)
{
    QString path = endpoint.quirks.chatPath;
    if (!path.isEmpty() && !path.startsWith(u'/'))
        path.prepend(u'/');
    return path.replace("{model}"_L1, QString::fromLatin1(QUrl::toPercentEncoding(model, "@"_ba)));
}

Result<QList<HttpHeader>> endpointHeaders(const EndpointAccess& access)
{
    if (access.endpoint.auth == AuthScheme::AwsSigV4)
        return fail(ErrorKind::InvalidRequest, u"auth: this format is not signed with AWS keys"_s);
    QList<HttpHeader> headers{{.name = "content-type"_ba, .value = "application/json"_ba}};
    if (!access.key.isEmpty()) {
        if (auto header = keyHeader(access.endpoint.auth, access.key))
            headers.append(*std::move(header));
    }
    for (const auto& [name, value] : access.endpoint.quirks.headers)
        headers.append({.name = name, .value = value});
    return headers;
}

Result<HttpRequest> postJson(const EndpointAccess& access, const QUrl& url, const QJsonObject& body)
{
    return endpointHeaders(access).transform([&](QList<HttpHeader> headers) {
        return HttpRequest{.method = "POST"_ba,
            .url = url,
            .headers = std::move(headers),
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
    });
}

Result<HttpRequest> getModels(const EndpointAccess& access, const QString& path, const QStringList& versions)
{
    const QString& quirk = access.endpoint.quirks.modelsPath;
    if (quirk == "-"_L1)
        return fail(ErrorKind::InvalidRequest, u"this endpoint has no model list"_s);
    return endpointHeaders(access).transform([&](QList<HttpHeader> headers) {
        const auto query = path.indexOf(u'?');
        const QString custom = quirk.isEmpty() ? path : quirk + (query < 0 ? QString() : path.sliced(query));
        headers.removeIf([](const HttpHeader& header) { return header.name == "content-type"; });
        return HttpRequest{.method = "GET"_ba,
            .url = endpointUrl(access.endpoint, custom, quirk.isEmpty() ? versions : QStringList()),
            .headers = std::move(headers),
            .body = {}};
    });
}

QJsonObject mergedJson(QJsonObject base, const QJsonObject& extra)
{
    for (auto it = extra.begin(); it != extra.end(); ++it) {
        const QJsonValue old = base.value(it.key());
        if (old.isObject() && it.value().isObject())
            base.insert(it.key(), mergedJson(old.toObject(), it.value().toObject()));
        else
            base.insert(it.key(), it.value());
    }
    return base;
}

SamplingFit fitSampling(const Sampling& sampling, const QStringList& unsupported, const QString& why)
{
    SamplingFit fit{.sampling = sampling, .warnings = {}};
    const auto note = [&](const QString& name) { fit.warnings.append(u"%1 is not sent: %2"_s.arg(name, why)); };
    const auto drop = [&](const QString& name, auto& value) {
        if (value && unsupported.contains(name)) {
            value.reset();
            note(name);
        }
    };
    drop(u"temperature"_s, fit.sampling.temperature);
    drop(u"top_p"_s, fit.sampling.topP);
    drop(u"top_k"_s, fit.sampling.topK);
    drop(u"presence_penalty"_s, fit.sampling.presencePenalty);
    drop(u"frequency_penalty"_s, fit.sampling.frequencyPenalty);
    drop(u"seed"_s, fit.sampling.seed);
    drop(u"max_tokens"_s, fit.sampling.maxOutputTokens);
    if (!fit.sampling.stop.isEmpty() && unsupported.contains("stop"_L1)) {
        fit.sampling.stop.clear();
        note(u"stop"_s);
    }
    return fit;
}

Result<QJsonObject> argumentsObject(const ToolCallPart& call)
{
    const QByteArray text = call.arguments.toUtf8();
    if (text.trimmed().isEmpty())
        return QJsonObject();
    const auto document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return fail(ErrorKind::InvalidRequest, u"arguments of the call of %1 are not a JSON object"_s.arg(call.name));
    return document.object();
}

QString messageText(const ChatMessage& message)
{
    QStringList texts;
    for (const auto& part : message.parts) {
        if (const auto* text = std::get_if<TextPart>(&part); text && !text->text.isEmpty())
            texts.append(text->text);
    }
    return texts.join("\n\n"_L1);
}

QString imageAddress(const ImagePart& image)
{
    if (image.data.isEmpty())
        return image.url;
    return u"data:%1;base64,%2"_s.arg(image.mediaType, QString::fromLatin1(image.data.toBase64()));
}

} // namespace assay
