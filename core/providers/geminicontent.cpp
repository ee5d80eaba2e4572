// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/geminicontent.h"

#include "core/providers/geminirequest.h"
#include "core/providers/requestparts.h"

#include <QHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QJsonObject inlineData(const QString& mediaType, const QByteArray& data)
{
    return {
        {u"inlineData"_s, QJsonObject{{u"mimeType"_s, mediaType}, {u"data"_s, QString::fromLatin1(data.toBase64())}}}};
}

Result<QJsonObject> imagePart(const ImagePart& image)
{
    if (!image.data.isEmpty())
        return inlineData(image.mediaType, image.data);
    if (image.url.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"image: neither bytes nor an address"_s);
    QJsonObject file{{u"fileUri"_s, image.url}};
    if (!image.mediaType.isEmpty())
        file.insert(u"mimeType"_s, image.mediaType);
    return QJsonObject{{u"fileData"_s, file}};
}

/// The API wants an object; a result that is none is wrapped under the names its documentation uses.
QJsonObject responseObject(const ToolResultPart& result)
{
    const auto document = QJsonDocument::fromJson(result.text.toUtf8());
    if (document.isObject() && !result.isError)
        return document.object();
    return {{result.isError ? u"error"_s : u"result"_s, result.text}};
}

/// Turns messages into parts; it knows the names of earlier calls, which results have to repeat.
class PartWriter
{
public:
    explicit PartWriter(GeminiCallIds ids)
        : m_ids(ids)
    {
    }

    Result<QJsonArray> parts(const ChatMessage& message)
    {
        m_signature.clear();
        QJsonArray out;
        for (const auto& part : message.parts) {
            auto object = std::visit([this](const auto& value) { return write(value); }, part);
            if (!object)
                return std::unexpected(object.error());
            if (!object->isEmpty())
                out.append(signedPart(*std::move(object)));
        }
        // A signature that came last of all stands on an empty text, as it did in the answer.
        if (!m_signature.isEmpty())
            out.append(signedPart({{u"text"_s, QString()}}));
        return out;
    }

private:
    Result<QJsonObject> write(const TextPart& text) const
    {
        return text.text.isEmpty() ? QJsonObject() : QJsonObject{{u"text"_s, text.text}};
    }
    Result<QJsonObject> write(const ImagePart& image) const { return imagePart(image); }
    Result<QJsonObject> write(const DocumentPart& document) const
    {
        return inlineData(document.mediaType, document.data);
    }
    Result<QJsonObject> write(const ToolCallPart& call)
    {
        m_names.insert(call.id, call.name);
        const auto arguments = argumentsObject(call);
        if (!arguments)
            return std::unexpected(arguments.error());
        QJsonObject function{{u"name"_s, call.name}, {u"args"_s, *arguments}};
        addId(function, call.id);
        QJsonObject part{{u"functionCall"_s, function}};
        if (!call.signature.isEmpty())
            part.insert(u"thoughtSignature"_s, call.signature);
        return part;
    }
    Result<QJsonObject> write(const ToolResultPart& result) const
    {
        const QString name = result.name.isEmpty() ? m_names.value(result.callId) : result.name;
        if (name.isEmpty())
            return fail(
                ErrorKind::InvalidRequest, u"tool result %1: no call of that id before it"_s.arg(result.callId));
        QJsonObject function{{u"name"_s, name}, {u"response"_s, responseObject(result)}};
        addId(function, result.callId);
        return QJsonObject{{u"functionResponse"_s, function}};
    }
    /// Thoughts are summaries that the model does not read again; only the signature counts, and it belongs to the
    /// part behind them.
    Result<QJsonObject> write(const ReasoningPart& reasoning)
    {
        if (!reasoning.signature.isEmpty())
            m_signature = reasoning.signature;
        return QJsonObject();
    }

    QJsonObject signedPart(QJsonObject part)
    {
        if (!m_signature.isEmpty() && !part.contains("thoughtSignature"_L1))
            part.insert(u"thoughtSignature"_s, std::exchange(m_signature, {}));
        return part;
    }

    void addId(QJsonObject& function, const QString& id) const
    {
        if (m_ids == GeminiCallIds::Sent && !id.isEmpty() && !id.startsWith(kGeminiCallId))
            function.insert(u"id"_s, id);
    }

    GeminiCallIds m_ids;
    QHash<QString, QString> m_names;
    QString m_signature;
};

void appendTurn(QJsonArray& contents, const QString& role, const QJsonArray& parts)
{
    QJsonArray all = parts;
    if (!contents.isEmpty() && contents.last().toObject().value("role"_L1) == role) {
        all = contents.last().toObject().value("parts"_L1).toArray();
        for (const auto& part : parts)
            all.append(part);
        contents.removeLast();
    }
    contents.append(QJsonObject{{u"role"_s, role}, {u"parts"_s, all}});
}

bool isSchemaMap(const QString& key)
{
    return key == "properties"_L1;
}

bool isUnknownToOpenApi(const QString& key)
{
    return key.startsWith(u'$') || key == "additionalProperties"_L1 || key == "definitions"_L1 || key == "strict"_L1
        || key == "patternProperties"_L1 || key == "unevaluatedProperties"_L1;
}

QJsonValue openApiValue(const QJsonValue& value)
{
    if (value.isObject())
        return openApiSchema(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray out;
    for (const auto& item : value.toArray())
        out.append(openApiValue(item));
    return out;
}

} // namespace

Result<GeminiConversation> geminiConversation(const QList<ChatMessage>& messages, GeminiCallIds ids)
{
    GeminiConversation out;
    PartWriter writer(ids);
    for (const auto& message : messages) {
        const auto parts = writer.parts(message);
        if (!parts)
            return std::unexpected(parts.error());
        if (parts->isEmpty())
            continue;
        if (message.role == Role::System) {
            for (const auto& part : *parts)
                out.system.append(part);
            continue;
        }
        appendTurn(out.contents, message.role == Role::Assistant ? u"model"_s : u"user"_s, *parts);
    }
    if (out.contents.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"messages: there is nothing to send"_s);
    return out;
}

QJsonObject openApiSchema(const QJsonObject& schema)
{
    QJsonObject out;
    for (auto it = schema.begin(); it != schema.end(); ++it) {
        if (isSchemaMap(it.key())) {
            QJsonObject properties;
            const QJsonObject old = it.value().toObject();
            for (auto property = old.begin(); property != old.end(); ++property)
                properties.insert(property.key(), openApiValue(property.value()));
            out.insert(it.key(), properties);
        } else if (!isUnknownToOpenApi(it.key())) {
            out.insert(it.key(), openApiValue(it.value()));
        }
    }
    return out;
}

} // namespace assay
