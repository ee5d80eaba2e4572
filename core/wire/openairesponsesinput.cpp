// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/openairesponses.h"

#include "core/wire/clientadaptation.h"
#include "core/wire/clientfields.h"
#include "core/wire/openaichat.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

ContentPart textPart(const QString& text)
{
    return TextPart{text};
}

Result<ContentPart> contentPart(const JsonValue& part)
{
    const auto type = part["type"].bytes();
    if (type == "input_text" || type == "output_text" || type == "text" || type == "summary_text")
        return neededText(part, "text", "input"_L1).transform(textPart);
    if (type == "refusal")
        return neededText(part, "refusal", "input"_L1).transform(textPart);
    if (type == "input_image") {
        const JsonValue url = part["image_url"];
        return imageFromUrl(url.isObject() ? url["url"].bytes() : url.bytes()).transform([](ImagePart image) {
            return ContentPart(std::move(image));
        });
    }
    if (type == "input_file") {
        const auto data = parseDataUrl(part["file_data"].bytes());
        if (data && !data->data.isEmpty())
            return DocumentPart{.data = data->data, .mediaType = data->mediaType, .fileName = part["filename"].text()};
        return refuseField("input"_L1, u"a file is given as a base64 data URL in file_data"_s);
    }
    return refuseField("input"_L1, u"content of type '%1' cannot be carried"_s.arg(toText(type)));
}

class InputReader
{
public:
    Result<void> add(const JsonValue& item);
    QList<ChatMessage> take()
    {
        placeMedia();
        return std::move(m_messages);
    }

private:
    ChatMessage& assistant();
    Result<void> addMessage(const JsonValue& item);
    void addReasoning(const JsonValue& item);
    Result<void> addOutput(const JsonValue& item);
    Result<void> addCall(const JsonValue& item, bool isCustom);
    void placeMedia();

    QList<ChatMessage> m_messages;
    QList<ContentPart> m_media; ///< of the outputs of tools: they stand behind them all, as content of the user
};

ChatMessage& InputReader::assistant()
{
    if (m_messages.isEmpty() || m_messages.last().role != Role::Assistant)
        m_messages.append(ChatMessage{.role = Role::Assistant, .parts = {}});
    return m_messages.last();
}

Result<void> InputReader::addMessage(const JsonValue& item)
{
    const auto role = item["role"].bytes();
    ChatMessage own{.role = role == "system" || role == "developer" ? Role::System : Role::User, .parts = {}};
    const bool isAssistant = role == "assistant";
    if (!isAssistant && own.role == Role::User && role != "user")
        return refuseField("input"_L1, u"there is no role '%1'"_s.arg(toText(role)));
    ChatMessage& target = isAssistant ? assistant() : own;
    const JsonValue content = item["content"];
    const bool isNone = !content.exists() || content.isNull();
    if (!content.isString() && !content.isArray() && !(isNone && isAssistant))
        return refuseField("input"_L1, u"content is a text or a list of parts"_s);
    if (content.isString())
        target.parts.append(TextPart{content.text()});
    Result<void> result;
    content.forEachItem([&](const JsonValue& part) {
        if (!result)
            return;
        auto piece = contentPart(part);
        if (piece)
            target.parts.append(std::move(*piece));
        else
            result = std::unexpected(piece.error());
    });
    if (result && !isAssistant)
        m_messages.append(own);
    return result;
}

void InputReader::addReasoning(const JsonValue& item)
{
    QString text;
    const auto read = [&](const JsonValue& part) { text += part["text"].text(); };
    item["summary"].forEachItem(read);
    item["content"].forEachItem(read);
    // An item of ours carries another format's proof; any other goes back whole to those who made it.
    const QString encrypted = item["encrypted_content"].text();
    const bool isOwn = encrypted.startsWith(kOwnSignature);
    assistant().parts.append(ReasoningPart{.text = text,
        .signature = isOwn || encrypted.isEmpty() ? encrypted : QString::fromUtf8(item.minified()),
        .redacted = {}});
}

/// A string, or parts.
Result<void> InputReader::addOutput(const JsonValue& item)
{
    const JsonValue output = item["output"];
    if (!output.isString() && !output.isArray())
        return refuseField("input"_L1, u"output is a text or a list of parts"_s);
    const auto id = neededText(item, "call_id", "input"_L1);
    if (!id)
        return std::unexpected(id.error());
    ToolResultPart out{.callId = *id, .name = {}, .text = output.text()};
    Result<void> result;
    output.forEachItem([&](const JsonValue& part) {
        auto piece = contentPart(part);
        if (!piece && result)
            result = std::unexpected(piece.error());
        else if (piece && std::holds_alternative<TextPart>(*piece))
            out.text += std::get<TextPart>(*piece).text;
        else if (piece)
            m_media.append(std::move(*piece));
    });
    if (m_messages.isEmpty() || m_messages.last().role != Role::Tool)
        m_messages.append(ChatMessage{.role = Role::Tool, .parts = {}});
    m_messages.last().parts.append(out);
    return result;
}

Result<void> InputReader::addCall(const JsonValue& item, bool isCustom)
{
    const auto id = neededText(item, "call_id", "input"_L1);
    const auto name = neededText(item, "name", "input"_L1);
    const auto arguments = neededText(item, isCustom ? "input" : "arguments", "input"_L1);
    for (const auto* each : {&id, &name, &arguments}) {
        if (!*each)
            return std::unexpected(each->error());
    }
    assistant().parts.append(ToolCallPart{.id = *id,
        .name = *name,
        .arguments = isCustom ? QString::fromUtf8(item["input"].minified()) : *arguments,
        .signature = {}});
    return {};
}

void InputReader::placeMedia()
{
    if (!m_media.isEmpty())
        m_messages.append(ChatMessage{.role = Role::User, .parts = std::exchange(m_media, {})});
}

Result<void> InputReader::add(const JsonValue& item)
{
    const auto type = item["type"].bytes();
    if (type == "function_call_output" || type == "custom_tool_call_output")
        return addOutput(item);
    placeMedia();
    if (type == "message" || (type.empty() && item["role"].isString()))
        return addMessage(item);
    if (type == "function_call" || type == "custom_tool_call")
        return addCall(item, type == "custom_tool_call");
    if (type == "reasoning") {
        addReasoning(item);
        return {};
    }
    if (type == "item_reference") {
        // Reasoning of before is a help that may be missing; what was said may not.
        if (item["id"].bytes().starts_with("rs_"))
            return {};
        return refuseField("input"_L1,
            u"item_reference: there is no item '%1' here; have the client send the item itself (store: false)"_s.arg(
                item["id"].text()));
    }
    if (type.ends_with("_call") || type.ends_with("_call_output"))
        return {}; // a step of a tool that ran on the provider's side
    return refuseField("input"_L1, u"an item of type '%1' cannot be carried"_s.arg(toText(type)));
}

} // namespace

Result<QList<ChatMessage>> readResponsesInput(const JsonValue& input)
{
    if (input.isString())
        return QList<ChatMessage>{ChatMessage::text(Role::User, input.text())};
    if (!input.isArray())
        return refuseField("input"_L1, u"a text or an array of items is expected"_s);
    InputReader reader;
    Result<void> result;
    input.forEachItem([&](const JsonValue& item) {
        if (result)
            result = reader.add(item);
    });
    if (!result)
        return std::unexpected(result.error());
    return reader.take();
}

} // namespace assay
