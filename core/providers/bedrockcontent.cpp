// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/bedrockcontent.h"

#include "core/providers/requestparts.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kDocumentFormats = std::to_array<std::pair<QLatin1StringView, QLatin1StringView>>({
    {"application/pdf"_L1, "pdf"_L1},
    {"text/csv"_L1, "csv"_L1},
    {"application/msword"_L1, "doc"_L1},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_L1, "docx"_L1},
    {"application/vnd.ms-excel"_L1, "xls"_L1},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_L1, "xlsx"_L1},
    {"text/html"_L1, "html"_L1},
    {"text/plain"_L1, "txt"_L1},
    {"text/markdown"_L1, "md"_L1},
});

QJsonObject bytesSource(const QByteArray& data)
{
    return {{u"bytes"_s, QString::fromLatin1(data.toBase64())}};
}

Result<QJsonObject> imageBlock(const ImagePart& image)
{
    if (image.data.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"image: Bedrock takes bytes, not addresses"_s);
    QString format = image.mediaType.section(u'/', 1);
    if (format == "jpg"_L1)
        format = u"jpeg"_s;
    static const QStringList known{u"png"_s, u"jpeg"_s, u"gif"_s, u"webp"_s};
    if (!known.contains(format))
        return fail(ErrorKind::InvalidRequest, u"image: Bedrock does not take %1"_s.arg(image.mediaType));
    return QJsonObject{{u"image"_s, QJsonObject{{u"format"_s, format}, {u"source"_s, bytesSource(image.data)}}}};
}

/// Names may hold letters, digits, single blanks, hyphens and brackets, and nothing else.
QString documentName(const QString& fileName)
{
    static const QRegularExpression forbidden(u"[^A-Za-z0-9 \\-()\\[\\]]+"_s);
    QString name = fileName;
    const QString plain = name.replace(forbidden, u" "_s).simplified();
    return plain.isEmpty() ? u"document"_s : plain;
}

Result<QJsonObject> documentBlock(const DocumentPart& document)
{
    const auto* format
        = std::ranges::find_if(kDocumentFormats, [&](const auto& known) { return document.mediaType == known.first; });
    if (format == kDocumentFormats.end())
        return fail(ErrorKind::InvalidRequest, u"document: Bedrock does not take %1"_s.arg(document.mediaType));
    return QJsonObject{{u"document"_s,
        QJsonObject{{u"format"_s, QString(format->second)}, {u"name"_s, documentName(document.fileName)},
            {u"source"_s, bytesSource(document.data)}}}};
}

Result<QJsonObject> toolUseBlock(const ToolCallPart& call)
{
    return argumentsObject(call).transform([&](const QJsonObject& input) {
        return QJsonObject{
            {u"toolUse"_s, QJsonObject{{u"toolUseId"_s, call.id}, {u"name"_s, call.name}, {u"input"_s, input}}}};
    });
}

QJsonObject toolResultBlock(const ToolResultPart& result)
{
    return {{u"toolResult"_s,
        QJsonObject{{u"toolUseId"_s, result.callId}, {u"content"_s, QJsonArray{QJsonObject{{u"text"_s, result.text}}}},
            {u"status"_s, result.isError ? u"error"_s : u"success"_s}}}};
}

/// An empty object for reasoning without a signature: models refuse it.
QJsonObject reasoningBlock(const ReasoningPart& reasoning)
{
    QJsonObject content;
    if (const QString redacted = redactedReasoning(reasoning); !redacted.isEmpty())
        content.insert(u"redactedContent"_s, redacted);
    else if (!reasoning.signature.isEmpty()) {
        content.insert(
            u"reasoningText"_s, QJsonObject{{u"text"_s, reasoning.text}, {u"signature"_s, reasoning.signature}});
    }
    return content.isEmpty() ? content : QJsonObject{{u"reasoningContent"_s, content}};
}

Result<QJsonObject> contentBlock(const ContentPart& part)
{
    return std::visit(
        Overloaded{
            [](const TextPart& text) -> Result<QJsonObject> {
                return text.text.trimmed().isEmpty() ? QJsonObject() : QJsonObject{{u"text"_s, text.text}};
            },
            [](const ImagePart& image) { return imageBlock(image); },
            [](const DocumentPart& document) { return documentBlock(document); },
            [](const ToolCallPart& call) { return toolUseBlock(call); },
            [](const ToolResultPart& result) -> Result<QJsonObject> { return toolResultBlock(result); },
            [](const ReasoningPart& reasoning) -> Result<QJsonObject> { return reasoningBlock(reasoning); },
        },
        part);
}

bool holds(const QJsonArray& blocks, QLatin1StringView kind)
{
    return std::ranges::any_of(blocks, [&](const QJsonValue& block) { return block.toObject().contains(kind); });
}

Result<QJsonArray> messageBlocks(const ChatMessage& message)
{
    QJsonArray blocks;
    for (const auto& part : message.parts) {
        const auto block = contentBlock(part);
        if (!block)
            return std::unexpected(block.error());
        if (!block->isEmpty())
            blocks.append(*block);
    }
    if (holds(blocks, "document"_L1) && !holds(blocks, "text"_L1))
        return fail(ErrorKind::InvalidRequest, u"document: Bedrock wants a text beside it in the same message"_s);
    if (message.cacheMark && !blocks.isEmpty())
        blocks.append(QJsonObject{{u"cachePoint"_s, QJsonObject{{u"type"_s, u"default"_s}}}});
    return blocks;
}

void appendTurn(QJsonArray& messages, const QString& role, const QJsonArray& blocks)
{
    QJsonArray content = blocks;
    if (!messages.isEmpty() && messages.last().toObject().value("role"_L1) == role) {
        content = messages.last().toObject().value("content"_L1).toArray();
        for (const auto& block : blocks)
            content.append(block);
        messages.removeLast();
    }
    messages.append(QJsonObject{{u"role"_s, role}, {u"content"_s, content}});
}

} // namespace

Result<BedrockConversation> bedrockConversation(const QList<ChatMessage>& messages)
{
    BedrockConversation out;
    for (const auto& message : messages) {
        const auto blocks = messageBlocks(message);
        if (!blocks)
            return std::unexpected(blocks.error());
        if (blocks->isEmpty())
            continue;
        if (message.role == Role::System) {
            for (const auto& block : *blocks)
                out.system.append(block);
            continue;
        }
        appendTurn(out.messages, message.role == Role::Assistant ? u"assistant"_s : u"user"_s, *blocks);
    }
    if (out.messages.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"messages: there is nothing to send"_s);
    return out;
}

bool hasToolTraffic(const QList<ChatMessage>& messages)
{
    return std::ranges::any_of(messages, [](const ChatMessage& message) {
        return std::ranges::any_of(message.parts, [](const ContentPart& part) {
            return std::holds_alternative<ToolCallPart>(part) || std::holds_alternative<ToolResultPart>(part);
        });
    });
}

} // namespace assay
