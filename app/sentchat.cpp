// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sentchat.h"

#include "core/wire/anthropicmessages.h"
#include "core/wire/geminigenerate.h"
#include "core/wire/ollamachat.h"
#include "core/wire/openaichat.h"
#include "core/wire/openairesponses.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

std::unique_ptr<const ClientFormat> formatOf(const QString& dialect)
{
    if (dialect == "openai-chat"_L1)
        return makeOpenAiChatClientFormat();
    if (dialect == "openai-responses"_L1)
        return makeOpenAiResponsesClientFormat();
    if (dialect == "anthropic"_L1)
        return makeAnthropicMessagesClientFormat();
    if (dialect == "ollama"_L1)
        return makeOllamaChatClientFormat();
    return nullptr;
}

Result<ClientRequest> readGemini(const SentRequest& sent)
{
    const QUrl url = QUrl::fromEncoded(sent.url);
    const auto address = geminiAddress(url.path());
    if (!address)
        return fail(ErrorKind::InvalidRequest, QString());
    return geminiEnvelope(*address, sent.body).and_then([](const QByteArray& body) {
        return readGeminiGenerate(body);
    });
}

} // namespace

std::optional<ChatRequest> askedOf(const LaneRecord& lane)
{
    if (lane.request)
        return lane.request;
    if (!lane.sent)
        return std::nullopt;
    const auto format = formatOf(lane.sent->dialect);
    Result<ClientRequest> read = fail(ErrorKind::InvalidRequest, QString());
    if (format)
        read = format->read(lane.sent->body);
    else if (lane.sent->dialect == "gemini"_L1)
        read = readGemini(*lane.sent);
    if (!read)
        return std::nullopt;
    read->chat.stream = lane.sent->stream;
    return read->chat;
}

ChatRequest shortRequest(const RunRecord& run)
{
    ChatRequest out;
    if (!run.system.isEmpty())
        out.messages.append(ChatMessage::text(Role::System, run.system));
    out.messages.append(ChatMessage::text(Role::User, run.prompt));
    return out;
}

} // namespace assay
