// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/nativebody.h"

#include "core/providers/httpaddressing.h"
#include "core/providers/openaichatencoder.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// What OpenRouter adds to every format; other providers may refuse a request for it.
constexpr std::array<QByteArrayView, 9> kGatewayFields
    = {"debug", "models", "plugins", "provider", "route", "session_id", "trace", "transforms", "usage"};

bool holds(const QList<JsonMember>& members, QByteArrayView name)
{
    return memberOf(members, name) != nullptr;
}

/// May two readers take this object for different requests: a member twice, or under an escaped name? Then what was
/// checked here is not what the provider would read.
bool isAmbiguous(const QList<JsonMember>& members)
{
    for (auto member = members.begin(); member != members.end(); ++member) {
        const auto isSame = [&](const JsonMember& other) { return other.name == member->name; };
        if (member->name.contains('\\') || std::any_of(members.begin(), member, isSame))
            return true;
    }
    return false;
}

/// Must a chat completion be written anew for this endpoint?
bool needsOtherChatFields(const QList<JsonMember>& members, const QString& model, const Endpoint& endpoint)
{
    // OpenRouter's `reasoning` is `reasoning_effort` elsewhere.
    if (holds(members, "reasoning") || holds(members, "cache_control"))
        return true;
    const bool isOpenAi = isHostedAt(endpoint, "openai.com"_L1) || isHostedAt(endpoint, "openai.azure.com"_L1);
    const QString& wanted = endpoint.quirks.maxTokensField;
    const bool takesNew = wanted.isEmpty() ? isOpenAi || isOpenAiReasoningModel(model) : wanted != "max_tokens"_L1;
    if (holds(members, takesNew ? QByteArrayView("max_tokens") : QByteArrayView("max_completion_tokens")))
        return true;
    // Reasoning models refuse parameters, Mistral and others rename some.
    return isOpenAiReasoningModel(model) || isHostedAt(endpoint, "mistral.ai"_L1);
}

} // namespace

std::optional<QByteArray> nativeBody(
    const ChatRequest& request, const QString& dialect, const QString& model, const Endpoint& endpoint)
{
    // Without the quirk of a path that names the model: there the body must not.
    if (request.native.dialect != dialect || endpoint.quirks.chatPath.contains("{model}"_L1))
        return std::nullopt;
    const auto members = jsonMembers(request.native.body);
    if (!members || isAmbiguous(*members))
        return std::nullopt;
    const bool isRefused = std::ranges::any_of(*members, [&](const JsonMember& member) {
        return endpoint.quirks.unsupported.contains(QLatin1StringView(member.name.data(), member.name.size()));
    });
    const bool isChat = dialect == "openai-chat"_L1;
    if (isRefused || (isChat && needsOtherChatFields(*members, model, endpoint)))
        return std::nullopt;
    if (dialect == "anthropic"_L1 && !holds(*members, "max_tokens"))
        return std::nullopt;
    QByteArray name;
    appendJsonString(name, model);
    QList<MemberPatch> patches;
    patches.reserve(16);
    patches.append({.name = "model", .value = name});
    for (const auto field : kGatewayFields)
        patches.append({.name = field, .value = {}});
    if (isChat) {
        patches.append({.name = "metadata", .value = {}});
        // Mistral's word; its own endpoints get a body written anew.
        if (const auto* choice = memberOf(*members, "tool_choice"); choice && choice->value == R"("any")")
            patches.append({.name = "tool_choice", .value = R"("required")"});
        const bool asks = request.stream && endpoint.quirks.streamUsageOption;
        patches.append({.name = "stream_options", .value = asks ? "{\"include_usage\":true}"_ba : QByteArray()});
    } else if (dialect == "anthropic"_L1) {
        patches.append({.name = "thread", .value = {}}); // the gateway holds them itself
    } else if (dialect == "openai-responses"_L1) {
        patches.append({.name = "store", .value = "false"});
    }
    return patchedObject(*members, patches);
}

} // namespace assay
