// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openairesponsesdecoder.h"

#include "core/providers/openaiusage.h"
#include "core/providers/providererror.h"
#include "core/providers/unkeptmedia.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kPartsPerItem = 10'000;

std::string_view view(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

bool isToolCall(std::string_view type)
{
    return type == "function_call" || type == "custom_tool_call";
}

/// Only searches cost a fee; opening and reading a found page comes with them.
qint64 searchCount(const JsonValue& output)
{
    qint64 count = 0;
    output.forEachItem([&](const JsonValue& item) {
        const std::string_view action = item["action"]["type"].bytes();
        if (item["type"].bytes() == "web_search_call" && (action.empty() || action == "search"))
            ++count;
    });
    return count;
}

} // namespace

OpenAiResponsesDecoder::OpenAiResponsesDecoder(const EndpointQuirks& quirks)
    : m_quirks(quirks)
{
}

void OpenAiResponsesDecoder::readEvent(QByteArrayView type, QByteArrayView data)
{
    const QByteArrayView json = data.trimmed();
    if (json.isEmpty() || json == "[DONE]")
        return;
    const JsonValue event = parse(json);
    if (!event.exists())
        return;
    const std::string_view named = event["type"].bytes();
    readTyped(named.empty() ? view(type) : named, event);
}

OpenAiResponsesDecoder::Item& OpenAiResponsesDecoder::itemAt(qint64 outputIndex)
{
    Item& item = m_items[outputIndex];
    item.outputIndex = outputIndex;
    return item;
}

void OpenAiResponsesDecoder::readTyped(std::string_view type, const JsonValue& event)
{
    if (readDelta(type, event))
        return;
    const qint64 outputIndex = event["output_index"].integer().value_or(0);
    const JsonValue response = event["response"];
    if (type == "response.created" || type == "response.in_progress" || type == "response.queued") {
        readServed(response);
    } else if (type == "response.output_item.added") {
        if (isToolCall(event["item"]["type"].bytes()))
            announceCall(itemAt(outputIndex), event["item"]);
    } else if (type == "response.output_item.done") {
        readWholeItem(outputIndex, event["item"], "/item");
    } else if (type == "response.completed" || type == "response.incomplete" || type == "response.failed"
        || type == "response.cancelled") {
        readServed(response);
        readClosing(response, "/response");
    } else if (type == "error" || type == "response.error" || (response.size() == 0 && holdsError(event))) {
        fail(errorFromJson(event));
    }
}

/// The frequent events; true if it was one.
bool OpenAiResponsesDecoder::readDelta(std::string_view type, const JsonValue& event)
{
    if (!type.ends_with(".delta"))
        return false;
    Item& item = itemAt(event["output_index"].integer().value_or(0));
    const QString delta = event["delta"].text();
    if (type == "response.output_text.delta") {
        item.hasText = true;
        if (!delta.isEmpty())
            emitEvent(TextDelta{delta});
    } else if (type == "response.refusal.delta") {
        item.hasRefusal = true;
        m_hasRefusal = true;
        emitEvent(RefusalDelta{delta});
    } else if (type == "response.reasoning_summary_text.delta") {
        readReasoning(item, delta, event["summary_index"].integer().value_or(0));
    } else if (type == "response.reasoning_text.delta") {
        readReasoning(item, delta, event["content_index"].integer().value_or(0));
    } else if (type == "response.function_call_arguments.delta" || type == "response.custom_tool_call_input.delta") {
        readArguments(item, delta);
    }
    return true;
}

void OpenAiResponsesDecoder::readServed(const JsonValue& response)
{
    Served served;
    served.model = response["model"].text();
    served.responseId = response["id"].text();
    served.provider = response["provider"].text();
    if (m_isServedKnown || (served.model.isEmpty() && served.responseId.isEmpty()))
        return;
    m_isServedKnown = true;
    emitEvent(served);
}

/// Parts of reasoning are paragraphs of their own.
void OpenAiResponsesDecoder::readReasoning(Item& item, const QString& text, qint64 part)
{
    item.hasReasoning = true;
    if (text.isEmpty())
        return;
    part += item.outputIndex * kPartsPerItem;
    const bool isNewPart = m_hasReasoning && part != m_reasoningPart;
    m_reasoningPart = part;
    m_hasReasoning = true;
    emitEvent(ReasoningDelta{.text = isNewPart ? u"\n\n"_s + text : text, .signature = {}});
}

void OpenAiResponsesDecoder::announceCall(Item& item, const JsonValue& call)
{
    if (item.toolIndex >= 0)
        return;
    item.toolIndex = m_toolCalls++;
    ToolCallDelta delta;
    delta.index = item.toolIndex;
    // Answers name the call by `call_id`, not by the item's id.
    delta.id = call["call_id"].bytes().empty() ? call["id"].text() : call["call_id"].text();
    delta.name = call["name"].text();
    emitEvent(delta);
}

void OpenAiResponsesDecoder::readArguments(Item& item, const QString& arguments)
{
    if (item.toolIndex < 0)
        item.toolIndex = m_toolCalls++; // a server that did not announce the item
    if (arguments.isEmpty())
        return;
    item.hasArguments = true;
    ToolCallDelta delta;
    delta.index = item.toolIndex;
    delta.arguments = arguments;
    emitEvent(delta);
}

void OpenAiResponsesDecoder::readWholeItem(qint64 outputIndex, const JsonValue& json, const std::string& pointer)
{
    Item& item = itemAt(outputIndex);
    if (item.isDone)
        return;
    item.isDone = true;
    const std::string_view type = json["type"].bytes();
    if (type == "message") {
        readWholeMessage(item, json);
    } else if (type == "reasoning") {
        readWholeReasoning(item, json, pointer);
    } else if (type == "image_generation_call") {
        const std::string_view result = json["result"].bytes();
        const QString format = json["output_format"].text();
        if (!result.empty())
            emitEvent(TextDelta{unkeptMedia(u"image/"_s + (format.isEmpty() ? u"png"_s : format), base64Size(result))});
    } else if (isToolCall(type)) {
        announceCall(item, json);
        const JsonValue arguments = json["arguments"].exists() ? json["arguments"] : json["input"];
        if (!item.hasArguments)
            readArguments(item,
                arguments.isString() ? arguments.text() : QString::fromUtf8(parser().raw(pointer + "/arguments")));
    }
}

void OpenAiResponsesDecoder::readWholeMessage(Item& item, const JsonValue& message)
{
    message["content"].forEachItem([&](const JsonValue& part) {
        if (!part["refusal"].bytes().empty() && !item.hasRefusal) {
            m_hasRefusal = true;
            emitEvent(RefusalDelta{part["refusal"].text()});
        } else if (!item.hasText && !part["text"].bytes().empty()) {
            emitEvent(TextDelta{part["text"].text()});
        }
    });
}

void OpenAiResponsesDecoder::readWholeReasoning(Item& item, const JsonValue& reasoning, const std::string& pointer)
{
    if (!item.hasReasoning) {
        const JsonValue parts = reasoning["content"].size() > 0 ? reasoning["content"] : reasoning["summary"];
        qint64 index = 0;
        parts.forEachItem([&](const JsonValue& part) { readReasoning(item, part["text"].text(), index++); });
    }
    // The whole item must go back, unchanged and in its place, when the conversation goes on without being stored.
    if (!reasoning["encrypted_content"].bytes().empty())
        emitEvent(ReasoningDelta{.text = {}, .signature = QString::fromUtf8(parser().raw(pointer))});
}

void OpenAiResponsesDecoder::readBody(const JsonValue& body)
{
    const JsonValue root = body.isArray() ? body.at(0) : body;
    const bool isResponse = root["output"].isArray() || root["object"].bytes() == "response";
    if (!isResponse) {
        if (holdsError(root))
            fail(errorFromJson(root));
        else
            fail(ErrorKind::Protocol, u"the answer is not a response object"_s);
        return;
    }
    readServed(root);
    readClosing(root, {});
}

void OpenAiResponsesDecoder::readClosing(const JsonValue& response, const std::string& pointer)
{
    qint64 index = 0;
    response["output"].forEachItem([&](const JsonValue& item) {
        readWholeItem(index, item, pointer + "/output/" + std::to_string(index));
        ++index;
    });
    readUsage(response, pointer);
    emitFinish(response);
}

void OpenAiResponsesDecoder::readUsage(const JsonValue& response, const std::string& pointer)
{
    const JsonValue usage = response["usage"];
    if (!usage.isObject())
        return;
    UsageReport report = openAiUsage(parser(), pointer + "/usage", usage, m_quirks);
    const qint64 searches = searchCount(response["output"]);
    if (searches > 0 && !report.usage.has(UsageClass::WebSearch))
        report.usage.set(UsageClass::WebSearch, searches);
    emitEvent(report);
}

void OpenAiResponsesDecoder::emitFinish(const JsonValue& response)
{
    const std::string_view status = response["status"].bytes();
    if (holdsError(response) || status == "failed") {
        fail(errorFromJson(response));
        return;
    }
    if (status == "incomplete") {
        const std::string_view reason = response["incomplete_details"]["reason"].bytes();
        FinishReason finish = FinishReason::Other;
        if (reason == "max_output_tokens" || reason == "max_tokens")
            finish = FinishReason::Length;
        else if (reason == "content_filter")
            finish = FinishReason::ContentFilter;
        emitEvent(Finished{finish, reason.empty() ? toText(status) : toText(reason)});
        return;
    }
    if (status != "completed" && !status.empty()) {
        emitEvent(Finished{FinishReason::Other, toText(status)});
        return;
    }
    FinishReason finish = m_toolCalls > 0 ? FinishReason::ToolCalls : FinishReason::Stop;
    if (m_hasRefusal)
        finish = FinishReason::ContentFilter;
    emitEvent(Finished{finish, u"completed"_s});
}

} // namespace assay
