// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaichatdecoder.h"

#include "core/providers/openaiusage.h"
#include "core/providers/providererror.h"
#include "core/providers/unkeptmedia.h"

#include <array>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::string_view kDelta = "delta";
constexpr std::string_view kMessage = "message";

/// MiniMax reports failures with HTTP 200 in `base_resp`; its numbers do not follow HTTP.
ErrorKind miniMaxKind(qint64 code)
{
    switch (code) {
    case 1002:
    case 1039: return ErrorKind::RateLimited;
    case 1004:
    case 2049: return ErrorKind::Authentication;
    case 1008: return ErrorKind::QuotaExhausted;
    case 1026:
    case 1027: return ErrorKind::ContentFiltered;
    case 2013: return ErrorKind::InvalidRequest;
    default: return ErrorKind::ServerFault;
    }
}

} // namespace

/// The members of a chunk or a body that mean something, found in one pass.
struct OpenAiChatDecoder::Answer {
    JsonValue root;
    JsonValue id;
    JsonValue object;
    JsonValue model;
    JsonValue provider;
    JsonValue fingerprint;
    JsonValue choices;
    JsonValue usage;
    JsonValue groq; ///< `x_groq`
    JsonValue baseResponse; ///< MiniMax
    JsonValue error;

    explicit Answer(const JsonValue& json)
        : root(json)
    {
        const std::array<std::pair<std::string_view, JsonValue*>, 10> wanted = {{{"id", &id}, {"object", &object},
            {"model", &model}, {"provider", &provider}, {"system_fingerprint", &fingerprint}, {"choices", &choices},
            {"usage", &usage}, {"x_groq", &groq}, {"base_resp", &baseResponse}, {"error", &error}}};
        json.forEachMember([&](std::string_view name, const JsonValue& value) {
            for (const auto& [known, place] : wanted) {
                if (known != name)
                    continue;
                if (!place->exists())
                    *place = value;
                return;
            }
        });
    }
};

FinishReason openAiFinishReason(std::string_view native)
{
    constexpr std::array<std::pair<std::string_view, FinishReason>, 22> reasons = {{
        {"stop", FinishReason::Stop},
        {"eos", FinishReason::Stop}, // Together
        {"end_turn", FinishReason::Stop},
        {"stop_sequence", FinishReason::Stop},
        {"complete", FinishReason::Stop},
        {"completed", FinishReason::Stop},
        {"COMPLETE", FinishReason::Stop},
        {"STOP", FinishReason::Stop},
        {"length", FinishReason::Length},
        {"max_tokens", FinishReason::Length},
        {"MAX_TOKENS", FinishReason::Length},
        {"model_length", FinishReason::Length}, // Mistral
        {"tool_calls", FinishReason::ToolCalls},
        {"tool_use", FinishReason::ToolCalls},
        {"function_call", FinishReason::ToolCalls},
        {"content_filter", FinishReason::ContentFilter},
        {"refusal", FinishReason::ContentFilter},
        {"SAFETY", FinishReason::ContentFilter},
        {"sensitive", FinishReason::ContentFilter}, // Z.ai
        {"error", FinishReason::Error},
        {"network_error", FinishReason::Error}, // Z.ai
        {"ERROR", FinishReason::Error},
    }};
    for (const auto& [name, reason] : reasons) {
        if (name == native)
            return reason;
    }
    return FinishReason::Other;
}

OpenAiChatDecoder::OpenAiChatDecoder(const EndpointQuirks& quirks)
    : m_quirks(quirks)
{
}

void OpenAiChatDecoder::readEvent(QByteArrayView type, QByteArrayView data)
{
    const QByteArrayView json = data.trimmed();
    if (json.isEmpty())
        return;
    if (json == "[DONE]") {
        emitFinish();
        if (!hasFinished())
            fail(ErrorKind::Truncated, u"[DONE] came without a finish reason"_s);
        return;
    }
    if (m_isServedKnown && type.isEmpty()) {
        if (const auto delta = m_deltaReader.read(json)) {
            if (!delta->reasoning.empty())
                emitEvent(ReasoningDelta{.text = toText(delta->reasoning), .signature = {}});
            if (!delta->content.empty())
                emitEvent(TextDelta{toText(delta->content)});
            return;
        }
    }
    const JsonValue root = parse(json);
    if (!root.exists())
        return;
    const Answer answer(root);
    if (!failIfError(answer, type))
        readAnswer(answer, kDelta);
}

void OpenAiChatDecoder::readBody(const JsonValue& body)
{
    const Answer answer(body.isArray() ? body.at(0) : body);
    if (failIfError(answer, {}))
        return;
    readAnswer(answer, kMessage);
    if (!m_finish && !hasFailed())
        fail(ErrorKind::Protocol, u"the answer holds no finished choice"_s);
}

void OpenAiChatDecoder::readEnd()
{
    SseOrJsonDecoder::readEnd();
    emitFinish();
}

void OpenAiChatDecoder::emitFinish()
{
    if (!m_finish || hasFailed())
        return;
    if (const QString details = m_details.toSend(); !details.isEmpty())
        emitEvent(ReasoningDelta{.text = {}, .signature = details});
    if (m_audioBytes > 0)
        emitEvent(TextDelta{unkeptMedia(u"audio"_s, std::exchange(m_audioBytes, 0))});
    Finished finish = *std::exchange(m_finish, std::nullopt);
    if (finish.reason != FinishReason::Error)
        return emitEvent(std::move(finish));
    Error error = errorFromParts(u"the provider ended the answer with an error"_s, {finish.native});
    error.kind = ErrorKind::ServerFault;
    fail(std::move(error));
}

bool OpenAiChatDecoder::failIfError(const Answer& answer, QByteArrayView type)
{
    if (const auto code = answer.baseResponse["status_code"].integer(); code && *code != 0) {
        Error error = errorFromJson(answer.root);
        error.kind = miniMaxKind(*code);
        error.providerCode = QString::number(*code);
        fail(std::move(error));
        return true;
    }
    const bool isError
        = (answer.error.exists() && holdsError(answer.root)) || type == "error" || answer.object.bytes() == "error";
    if (!isError && !holdsError(answer.groq))
        return false;
    if (answer.choices.size() > 0) // what was written before it went wrong
        readAnswer(answer, answer.choices.at(0)[kDelta].exists() ? kDelta : kMessage);
    if (!hasFailed())
        fail(errorFromJson(isError ? answer.root : answer.groq));
    return true;
}

void OpenAiChatDecoder::readAnswer(const Answer& answer, std::string_view contentName)
{
    readServed(answer);
    JsonValue choice;
    int position = 0;
    answer.choices.forEachItem([&](const JsonValue& item) {
        if (!choice.exists() && item["index"].integer().value_or(0) == 0) {
            choice = item;
            m_choicePosition = position;
        }
        ++position;
    });
    if (choice.exists())
        readChoice(choice, contentName);
    if (answer.usage.isObject())
        readUsage(answer.usage, "/usage");
    else if (const JsonValue groq = answer.groq["usage"]; groq.isObject())
        readUsage(groq, "/x_groq/usage");
    else if (choice["usage"].isObject()) // Moonshot
        readUsage(choice["usage"], choicePointer() + "/usage");
    if (position == 0 && answer.usage.isObject())
        emitFinish();
}

void OpenAiChatDecoder::readServed(const Answer& answer)
{
    if (m_isServedKnown)
        return;
    Served served{.model = answer.model.text(),
        .responseId = answer.id.text(),
        .provider = answer.provider.text(),
        .fingerprint = answer.fingerprint.text()};
    if (served.model.isEmpty() && served.responseId.isEmpty()) // Azure's first chunk
        return;
    m_isServedKnown = true;
    emitEvent(std::move(served));
}

void OpenAiChatDecoder::readChoice(const JsonValue& choice, std::string_view contentName)
{
    readDelta(choice[contentName], contentName);
    if (holdsError(choice)) {
        fail(errorFromJson(choice));
        return;
    }
    const std::string_view reason = choice["finish_reason"].bytes();
    if (reason.empty())
        return;
    const QString native = choice["native_finish_reason"].text();
    m_finish = Finished{openAiFinishReason(reason), native.isEmpty() ? toText(reason) : native};
}

void OpenAiChatDecoder::readDelta(const JsonValue& delta, std::string_view contentName)
{
    JsonValue plainReasoning;
    JsonValue details;
    JsonValue content;
    JsonValue refusal;
    JsonValue calls;
    JsonValue call;
    delta.forEachMember([&](std::string_view name, const JsonValue& value) {
        if (value.isNull())
            return;
        if (name == "content")
            content = value;
        else if (name == "reasoning_content" || name == "reasoning")
            plainReasoning = plainReasoning.bytes().empty() ? value : plainReasoning;
        else if (name == "reasoning_details")
            details = value;
        else if (name == "refusal")
            refusal = value;
        else if (name == "tool_calls")
            calls = value;
        else if (name == "function_call")
            call = value;
        else if (name == "images" || name == "audio")
            readMedia(name, value);
    });
    readReasoning(plainReasoning, details);
    readContent(content);
    if (!refusal.bytes().empty())
        emitEvent(RefusalDelta{refusal.text()});
    if (calls.size() > 0)
        readToolCalls(calls, contentName);
    else if (call.isObject())
        emitToolCall(call, {}, [&] { return choicePointer() + '/' + std::string(contentName) + "/function_call"; });
}

void OpenAiChatDecoder::readContent(const JsonValue& content)
{
    if (content.isString()) {
        if (!content.bytes().empty())
            emitEvent(TextDelta{content.text()});
        return;
    }
    // Mistral's thinking models send a list of parts, also inside a stream of strings.
    content.forEachItem([this](const JsonValue& part) {
        const std::string_view type = part["type"].bytes();
        if (type == "thinking") {
            QString thought = part["thinking"].text();
            part["thinking"].forEachItem([&](const JsonValue& piece) { thought += piece["text"].text(); });
            if (!thought.isEmpty())
                emitEvent(ReasoningDelta{.text = thought, .signature = {}});
        } else if (type == "refusal") {
            emitEvent(RefusalDelta{part["refusal"].text()});
        } else if (const QString text = part.isString() ? part.text() : part["text"].text(); !text.isEmpty()) {
            emitEvent(TextDelta{text});
        }
    });
}

/// `images[]` of OpenRouter; `audio` of OpenAI, whose transcript is the answer and whose sound comes in pieces.
void OpenAiChatDecoder::readMedia(std::string_view name, const JsonValue& media)
{
    if (name == "images") {
        media.forEachItem(
            [this](const JsonValue& image) { emitEvent(TextDelta{unkeptImage(image["image_url"]["url"].bytes())}); });
        return;
    }
    if (const QString words = media["transcript"].text(); !words.isEmpty())
        emitEvent(TextDelta{words});
    m_audioBytes += base64Size(media["data"].bytes());
}

void OpenAiChatDecoder::readReasoning(const JsonValue& plain, const JsonValue& details)
{
    if (details.size() > 0)
        m_details.add(details);
    // OpenRouter sends the same text in both places.
    const QString text = plain.bytes().empty() ? ReasoningDetails::textOf(details) : plain.text();
    if (!text.isEmpty())
        emitEvent(ReasoningDelta{.text = text, .signature = {}});
}

void OpenAiChatDecoder::readToolCalls(const JsonValue& calls, std::string_view contentName)
{
    int position = 0;
    calls.forEachItem([&](const JsonValue& call) {
        const bool isCustom = call["custom"].isObject();
        const auto pointer = [&] {
            return choicePointer() + '/' + std::string(contentName) + "/tool_calls/" + std::to_string(position)
                + (isCustom ? "/custom" : "/function");
        };
        emitToolCall(call[isCustom ? "custom" : "function"], call, pointer);
        ++position;
    });
}

template <class Pointer>
void OpenAiChatDecoder::emitToolCall(const JsonValue& function, const JsonValue& call, const Pointer& pointer)
{
    ToolCallAssembly::Part part;
    part.index = call.exists() ? call["index"].integer() : std::optional<qint64>(0);
    part.id = call["id"].text();
    part.name = function["name"].text();
    const JsonValue arguments = function["input"].exists() ? function["input"] : function["arguments"];
    if (arguments.isString())
        part.arguments = arguments.text();
    else if (arguments.isObject() || arguments.isArray()) // some local servers: kept as written
        part.arguments = QString::fromUtf8(parser().raw(pointer() + "/arguments"));
    if (auto delta = m_calls.add(part))
        emitEvent(*std::move(delta));
}

void OpenAiChatDecoder::readUsage(const JsonValue& usage, const std::string& pointer)
{
    emitEvent(openAiUsage(parser(), pointer, usage, m_quirks));
}

std::string OpenAiChatDecoder::choicePointer() const
{
    return "/choices/" + std::to_string(m_choicePosition);
}

} // namespace assay
