// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/nativebody.h"

#include "core/providers/httpaddressing.h"
#include "core/providers/openaichatencoder.h"
#include "core/support/bytes.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kRoomForOwn = 80;
/// What OpenRouter adds to every format; other providers may refuse a request for it.
constexpr std::array<QByteArrayView, 9> kGatewayFields
    = {"debug", "models", "plugins", "provider", "route", "session_id", "trace", "transforms", "usage"};

/// Is the client's own member left out, or set by us?
bool isReplaced(QByteArrayView name, const QString& dialect)
{
    if (name == "model" || std::ranges::contains(kGatewayFields, name))
        return true;
    if (dialect == "openai-chat"_L1)
        return name == "metadata" || name == "stream_options";
    if (dialect == "anthropic"_L1)
        return name == "thread" || name == "fallbacks"; // the gateway holds threads, and chooses models, itself
    return dialect == "openai-responses"_L1 && name == "store";
}

/// Mistral's word for any tool; its own endpoints get a body written anew.
bool isAnyTool(const JsonMember& member)
{
    return member.name == "tool_choice" && member.value == R"("any")";
}

/// "No limit" in the words of some local servers, which is what all do when nothing is said; the others refuse it.
bool isNoLimit(const JsonMember& member)
{
    return member.value.startsWith('-')
        && (member.name == "max_tokens" || member.name == "max_completion_tokens"
            || member.name == "max_output_tokens");
}

bool holds(std::span<const JsonMember> members, QByteArrayView name)
{
    return memberOf(members, name) != nullptr;
}

/// May two readers take this object for different requests: a member twice, or under an escaped name? Then what was
/// checked here is not what the provider would read.
bool isAmbiguous(std::span<const JsonMember> members)
{
    for (auto member = members.begin(); member != members.end(); ++member) {
        const auto isSame = [&](const JsonMember& other) { return other.name == member->name; };
        if (member->name.contains('\\') || std::any_of(members.begin(), member, isSame))
            return true;
    }
    return false;
}

/// Must a chat completion be written anew for this endpoint?
bool needsOtherChatFields(std::span<const JsonMember> members, const QString& model, const Endpoint& endpoint)
{
    // OpenRouter's `reasoning` is `reasoning_effort` elsewhere.
    if (holds(members, "reasoning") || holds(members, "cache_control"))
        return true;
    // Reasoning models refuse parameters, Mistral and others rename some.
    const QString host = endpoint.baseUrl.host();
    if (isOpenAiReasoningModel(model) || isOfDomain(host, "mistral.ai"_L1))
        return true;
    const QString& wanted = endpoint.quirks.maxTokensField;
    const bool takesNew = wanted.isEmpty()
        ? isOfDomain(host, "openai.com"_L1) || isOfDomain(host, "openai.azure.com"_L1)
        : wanted != "max_tokens"_L1;
    return holds(members, takesNew ? QByteArrayView("max_tokens") : QByteArrayView("max_completion_tokens"));
}

} // namespace

std::optional<QByteArray> nativeBody(
    const ChatRequest& request, const QString& dialect, const QString& model, const Endpoint& endpoint)
{
    // Without the quirk of a path that names the model: there the body must not.
    const QString& path = endpoint.quirks.chatPath;
    if (request.native.dialect != dialect || (!path.isEmpty() && path.contains("{model}"_L1)))
        return std::nullopt;
    const auto members = jsonMembers(request.native.body);
    if (!members || isAmbiguous(*members))
        return std::nullopt;
    const bool isRefused
        = !endpoint.quirks.unsupported.isEmpty() && std::ranges::any_of(*members, [&](const JsonMember& member) {
              return endpoint.quirks.unsupported.contains(QLatin1StringView(member.name.data(), member.name.size()));
          });
    const bool isChat = dialect == "openai-chat"_L1;
    if (isRefused || (isChat && needsOtherChatFields(*members, model, endpoint)))
        return std::nullopt;
    if (dialect == "anthropic"_L1 && !holds(*members, "max_tokens"))
        return std::nullopt;
    // What is set anew stands at the end.
    QByteArray out;
    out.reserve(request.native.body.size() + model.size() + kRoomForOwn);
    for (const auto& member : *members) {
        if (isReplaced(member.name, dialect) || isNoLimit(member))
            continue;
        extend(extend(extend(out, out.isEmpty() ? "{\"" : ",\""), member.name), "\":");
        extend(out, isChat && isAnyTool(member) ? QByteArrayView(R"("required")") : member.value);
    }
    extend(out, out.isEmpty() ? "{\"model\":" : ",\"model\":");
    appendJsonString(out, model);
    if (isChat && request.stream && endpoint.quirks.streamUsageOption)
        extend(out, ",\"stream_options\":{\"include_usage\":true}");
    if (dialect == "openai-responses"_L1)
        extend(out, ",\"store\":false");
    return extend(out, '}');
}

} // namespace assay
