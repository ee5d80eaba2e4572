// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openairesponsesinput.h"

#include "core/providers/openaichatencoder.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QJsonObject reasoningItem(const ReasoningPart& part)
{
    const QJsonObject item = QJsonDocument::fromJson(part.signature.toUtf8()).object();
    return item.value("type"_L1).toString() == "reasoning"_L1 ? item : QJsonObject();
}

Result<QJsonObject> contentPart(const ContentPart& part)
{
    if (const auto* text = std::get_if<TextPart>(&part))
        return QJsonObject{{u"type"_s, u"input_text"_s}, {u"text"_s, text->text}};
    if (const auto* image = std::get_if<ImagePart>(&part)) {
        const QString url = image->data.isEmpty() ? image->url : dataUrl(image->mediaType, image->data);
        if (url.isEmpty())
            return fail(ErrorKind::InvalidRequest, u"input: an image has neither data nor an address"_s);
        return QJsonObject{{u"type"_s, u"input_image"_s}, {u"image_url"_s, url}}; // a string here, unlike in chat
    }
    if (const auto* document = std::get_if<DocumentPart>(&part)) {
        if (document->data.isEmpty())
            return fail(ErrorKind::InvalidRequest, u"input: a document has no data"_s);
        const QString type = document->mediaType.isEmpty() ? u"application/pdf"_s : document->mediaType;
        return QJsonObject{{u"type"_s, u"input_file"_s},
            {u"filename"_s, document->fileName.isEmpty() ? u"document.pdf"_s : document->fileName},
            {u"file_data"_s, dataUrl(type, document->data)}};
    }
    return fail(ErrorKind::InvalidRequest, u"input: only the assistant calls tools and reasons"_s);
}

QJsonObject callResult(const ToolResultPart& result)
{
    return {{u"type"_s, u"function_call_output"_s}, {u"call_id"_s, result.callId}, {u"output"_s, result.text}};
}

QString roleName(Role role)
{
    return role == Role::System ? u"developer"_s : u"user"_s;
}

Result<QJsonArray> plainItems(const ChatMessage& message)
{
    QJsonArray items;
    QJsonArray content;
    for (const ContentPart& part : message.parts) {
        if (const auto* result = std::get_if<ToolResultPart>(&part)) {
            items.append(callResult(*result));
            continue;
        }
        const auto piece = contentPart(part);
        if (!piece)
            return std::unexpected(piece.error());
        if (message.role == Role::Tool)
            return fail(ErrorKind::InvalidRequest, u"input: a tool message must hold tool results"_s);
        if (message.role == Role::System && !std::holds_alternative<TextPart>(part))
            return fail(ErrorKind::InvalidRequest, u"instructions: system messages hold text only"_s);
        content.append(*piece);
    }
    if (!content.isEmpty() || items.isEmpty())
        items.append(QJsonObject{{u"role"_s, roleName(message.role)}, {u"content"_s, content}});
    return items;
}

Result<QJsonArray> assistantItems(const ChatMessage& message)
{
    QJsonArray items;
    QString text;
    const auto closeText = [&] {
        if (!text.isEmpty())
            items.append(QJsonObject{{u"role"_s, u"assistant"_s},
                {u"content"_s,
                    QJsonArray{QJsonObject{{u"type"_s, u"output_text"_s}, {u"text"_s, std::exchange(text, {})}}}}});
    };
    for (const ContentPart& part : message.parts) {
        if (const auto* piece = std::get_if<TextPart>(&part)) {
            text += piece->text;
        } else if (const auto* call = std::get_if<ToolCallPart>(&part)) {
            closeText();
            const QString arguments = call->arguments.trimmed().isEmpty() ? u"{}"_s : call->arguments;
            items.append(QJsonObject{{u"type"_s, u"function_call"_s}, {u"call_id"_s, call->id}, {u"name"_s, call->name},
                {u"arguments"_s, arguments}});
        } else if (const auto* thought = std::get_if<ReasoningPart>(&part)) {
            if (const QJsonObject item = reasoningItem(*thought); !item.isEmpty()) {
                closeText();
                items.append(item);
            }
        } else {
            return fail(
                ErrorKind::InvalidRequest, u"input: an assistant message holds text, reasoning and tool calls"_s);
        }
    }
    closeText();
    return items;
}

QString plainText(const ChatMessage& message)
{
    QString text;
    for (const ContentPart& part : message.parts) {
        if (const auto* piece = std::get_if<TextPart>(&part))
            text += piece->text;
    }
    return text;
}

} // namespace

bool isReasoningItem(const ReasoningPart& part)
{
    return !reasoningItem(part).isEmpty();
}

Result<ResponsesInput> openAiResponsesInput(const QList<ChatMessage>& messages)
{
    ResponsesInput out;
    QStringList instructions;
    for (const ChatMessage& message : messages) {
        const auto items = message.role == Role::Assistant ? assistantItems(message) : plainItems(message);
        if (!items)
            return std::unexpected(items.error());
        if (message.role == Role::System && out.items.isEmpty()) {
            instructions.append(plainText(message));
            continue;
        }
        for (const auto& item : *items)
            out.items.append(item);
    }
    out.instructions = instructions.join(u"\n\n"_s);
    return out;
}

} // namespace assay
