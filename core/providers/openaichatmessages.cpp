// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaichatmessages.h"

#include "core/providers/httpaddressing.h"
#include "core/providers/openaichatencoder.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Flavour {
    bool isMistral = false;
    bool isOpenRouter = false;
};

Flavour flavourOf(const Endpoint& endpoint)
{
    return {.isMistral = isHostedAt(endpoint, "api.mistral.ai"_L1),
        .isOpenRouter = isHostedAt(endpoint, "openrouter.ai"_L1)};
}

/// Servers that refuse unknown members of messages do not get the reasoning back.
bool takesReasoning(const Endpoint& endpoint)
{
    return !endpoint.quirks.unsupported.contains("reasoning_content"_L1) && !isHostedAt(endpoint, "api.mistral.ai"_L1)
        && !isHostedAt(endpoint, "api.groq.com"_L1) && !isHostedAt(endpoint, "api.openai.com"_L1);
}

/// Mistral takes only ids of nine letters and digits; those of other providers are mapped, always alike.
QString toolCallId(const QString& id, const Flavour& flavour)
{
    const auto isPlain
        = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); };
    if (!flavour.isMistral || (id.size() == 9 && std::ranges::all_of(id, isPlain)))
        return id;
    return QString::fromLatin1(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha1).toHex().first(9));
}

QJsonObject textPart(const QString& text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

Result<QJsonObject> imagePart(const ImagePart& image, const Endpoint& endpoint)
{
    if (endpoint.quirks.unsupported.contains("image"_L1))
        return fail(ErrorKind::InvalidRequest, u"messages: %1 takes no images"_s.arg(endpoint.id));
    const QString url = image.data.isEmpty() ? image.url : dataUrl(image.mediaType, image.data);
    if (url.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"messages: an image has neither data nor an address"_s);
    return QJsonObject{{u"type"_s, u"image_url"_s}, {u"image_url"_s, QJsonObject{{u"url"_s, url}}}};
}

Result<QJsonObject> documentPart(const DocumentPart& document, const Endpoint& endpoint)
{
    if (endpoint.quirks.unsupported.contains("document"_L1))
        return fail(ErrorKind::InvalidRequest, u"messages: %1 takes no documents"_s.arg(endpoint.id));
    if (document.data.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"messages: a document has no data"_s);
    const QString url
        = dataUrl(document.mediaType.isEmpty() ? u"application/pdf"_s : document.mediaType, document.data);
    if (flavourOf(endpoint).isMistral)
        return QJsonObject{{u"type"_s, u"document_url"_s}, {u"document_url"_s, url}};
    const QString name = document.fileName.isEmpty() ? u"document.pdf"_s : document.fileName;
    return QJsonObject{{u"type"_s, u"file"_s}, {u"file"_s, QJsonObject{{u"filename"_s, name}, {u"file_data"_s, url}}}};
}

/// Adds messages one after another; the first failure stays.
class MessageWriter
{
public:
    explicit MessageWriter(const Endpoint& endpoint)
        : m_endpoint(endpoint)
        , m_flavour(flavourOf(endpoint))
    {
    }

    Result<void> add(const ChatMessage& message)
    {
        return message.role == Role::Assistant ? addAssistant(message) : addOther(message);
    }
    QJsonArray take() { return std::move(m_messages); }

private:
    Result<void> addAssistant(const ChatMessage& message);
    Result<void> addOther(const ChatMessage& message);
    Result<QJsonObject> mediaPart(const ContentPart& part, Role role);
    void addToolResult(const ToolResultPart& result);
    QJsonValue content(const QJsonArray& parts, bool cacheMark) const;

    const Endpoint& m_endpoint;
    Flavour m_flavour;
    QJsonArray m_messages;
};

/// One text stays a string: every server takes that, not every one takes parts.
QJsonValue MessageWriter::content(const QJsonArray& parts, bool cacheMark) const
{
    const bool marks = cacheMark && m_flavour.isOpenRouter && !parts.isEmpty();
    if (parts.isEmpty())
        return QString();
    if (parts.size() == 1 && !marks && parts.at(0)["type"_L1].toString() == "text"_L1)
        return parts.at(0)["text"_L1];
    if (!marks)
        return parts;
    QJsonArray marked = parts;
    QJsonObject last = marked.last().toObject();
    last.insert(u"cache_control"_s, QJsonObject{{u"type"_s, u"ephemeral"_s}});
    marked[marked.size() - 1] = last;
    return marked;
}

void MessageWriter::addToolResult(const ToolResultPart& result)
{
    QJsonObject object{
        {u"role"_s, u"tool"_s}, {u"tool_call_id"_s, toolCallId(result.callId, m_flavour)}, {u"content"_s, result.text}};
    if (m_flavour.isMistral && !result.name.isEmpty())
        object.insert(u"name"_s, result.name);
    m_messages.append(object);
}

Result<QJsonObject> MessageWriter::mediaPart(const ContentPart& part, Role role)
{
    if (role == Role::System || role == Role::Tool)
        return fail(ErrorKind::InvalidRequest, u"messages: system and tool messages hold text only"_s);
    if (const auto* image = std::get_if<ImagePart>(&part))
        return imagePart(*image, m_endpoint);
    if (const auto* document = std::get_if<DocumentPart>(&part))
        return documentPart(*document, m_endpoint);
    return fail(ErrorKind::InvalidRequest, u"messages: only the assistant calls tools and reasons"_s);
}

Result<void> MessageWriter::addOther(const ChatMessage& message)
{
    QJsonArray parts;
    bool hasResults = false;
    for (const ContentPart& part : message.parts) {
        if (const auto* result = std::get_if<ToolResultPart>(&part)) {
            addToolResult(*result);
            hasResults = true;
        } else if (const auto* text = std::get_if<TextPart>(&part)) {
            parts.append(textPart(text->text));
        } else {
            const auto media = mediaPart(part, message.role);
            if (!media)
                return std::unexpected(media.error());
            parts.append(*media);
        }
    }
    if (message.role == Role::Tool) {
        if (!parts.isEmpty() || !hasResults)
            return fail(ErrorKind::InvalidRequest, u"messages: a tool message must hold tool results"_s);
        return {};
    }
    if (parts.isEmpty() && hasResults)
        return {};
    m_messages.append(QJsonObject{{u"role"_s, message.role == Role::System ? u"system"_s : u"user"_s},
        {u"content"_s, content(parts, message.cacheMark)}});
    return {};
}

Result<void> MessageWriter::addAssistant(const ChatMessage& message)
{
    QString text;
    QString reasoning;
    QJsonArray calls;
    QJsonObject object{{u"role"_s, u"assistant"_s}};
    for (const ContentPart& part : message.parts) {
        if (const auto* piece = std::get_if<TextPart>(&part)) {
            text += piece->text;
        } else if (const auto* call = std::get_if<ToolCallPart>(&part)) {
            const QString arguments = call->arguments.trimmed().isEmpty() ? u"{}"_s : call->arguments;
            calls.append(QJsonObject{{u"id"_s, toolCallId(call->id, m_flavour)}, {u"type"_s, u"function"_s},
                {u"function"_s, QJsonObject{{u"name"_s, call->name}, {u"arguments"_s, arguments}}}});
        } else if (const auto* thought = std::get_if<ReasoningPart>(&part)) {
            reasoning += thought->text;
            const auto details = QJsonDocument::fromJson(thought->signature.toUtf8());
            if (details.isArray() && m_flavour.isOpenRouter)
                object.insert(u"reasoning_details"_s, details.array());
        } else {
            return fail(
                ErrorKind::InvalidRequest, u"messages: an assistant message holds text, reasoning and tool calls"_s);
        }
    }
    if (text.isEmpty() && !calls.isEmpty())
        object.insert(u"content"_s, QJsonValue::Null);
    else
        object.insert(u"content"_s, content({textPart(text)}, message.cacheMark));
    if (!calls.isEmpty())
        object.insert(u"tool_calls"_s, calls);
    // DeepSeek and Kimi want the thought of a turn back as long as its tool loop goes on.
    if (!calls.isEmpty() && !reasoning.isEmpty() && !object.contains("reasoning_details"_L1)
        && takesReasoning(m_endpoint))
        object.insert(u"reasoning_content"_s, reasoning);
    m_messages.append(object);
    return {};
}

} // namespace

Result<QJsonArray> openAiChatMessages(const QList<ChatMessage>& messages, const Endpoint& endpoint)
{
    MessageWriter writer(endpoint);
    for (const ChatMessage& message : messages) {
        if (const auto added = writer.add(message); !added)
            return std::unexpected(added.error());
    }
    return writer.take();
}

QStringList openAiChatMessageWarnings(const QList<ChatMessage>& messages, const Endpoint& endpoint)
{
    QStringList warnings;
    const bool takesMarks = flavourOf(endpoint).isOpenRouter;
    for (const ChatMessage& message : messages) {
        if (message.cacheMark && !takesMarks)
            warnings.append(u"cache marks are not sent: the server decides itself what it caches"_s);
        const bool callsTools = std::ranges::any_of(
            message.parts, [](const ContentPart& part) { return std::holds_alternative<ToolCallPart>(part); });
        for (const ContentPart& part : message.parts) {
            const auto* thought = std::get_if<ReasoningPart>(&part);
            const auto* result = std::get_if<ToolResultPart>(&part);
            const bool isSentBack = thought
                && ((takesMarks && thought->signature.startsWith(u'[')) || (callsTools && takesReasoning(endpoint)));
            if (thought && !isSentBack)
                warnings.append(u"earlier reasoning is not sent back"_s);
            if (result && result->isError)
                warnings.append(u"tool results are sent without their error flag"_s);
        }
    }
    warnings.removeDuplicates();
    return warnings;
}

} // namespace assay
