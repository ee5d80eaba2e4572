// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/requestparts.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

QString redactedReasoning(const ReasoningPart& part)
{
    if (!part.redacted.isEmpty() || !part.signature.startsWith(kRedactedReasoning))
        return part.redacted;
    return part.signature.sliced(kRedactedReasoning.size());
}

Result<HttpRequest> postJson(const EndpointAccess& access, const PathRule& rule, const QString& ownPath,
    const QString& model, const QJsonObject& body)
{
    return postJson(access, rule, ownPath, model, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Result<HttpRequest> postJson(const EndpointAccess& access, const PathRule& rule, const QString& ownPath,
    const QString& model, const QByteArray& body)
{
    auto url = endpointAddress(access.endpoint, rule, ownPath, model);
    if (!url)
        return std::unexpected(url.error());
    return endpointHeaders(access).transform([&](QList<HttpHeader> headers) {
        headers.prepend({.name = "content-type"_ba, .value = "application/json"_ba});
        return HttpRequest{.method = "POST"_ba, .url = *std::move(url), .headers = std::move(headers), .body = body};
    });
}

Result<HttpRequest> getModels(const EndpointAccess& access, const PathRule& rule)
{
    QString ownPath = access.endpoint.quirks.modelsPath;
    if (ownPath == "-"_L1)
        return fail(ErrorKind::InvalidRequest, u"this endpoint has no model list"_s);
    if (const auto query = rule.path.indexOf(u'?'); query >= 0 && !ownPath.isEmpty() && !ownPath.contains(u'?'))
        ownPath += rule.path.sliced(query);
    auto url = endpointAddress(access.endpoint, rule, ownPath, {});
    if (!url)
        return std::unexpected(url.error());
    return endpointHeaders(access).transform([&](QList<HttpHeader> headers) {
        return HttpRequest{.method = "GET"_ba, .url = *std::move(url), .headers = std::move(headers), .body = {}};
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
