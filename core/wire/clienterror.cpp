// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientformat.h"
#include "core/wire/jsonvalue.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Kind {
    int status;
    QLatin1StringView type;
};

/// OpenRouter's `error_type` vocabulary and the status each comes with.
Kind kindOf(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled: return {499, "cancelled"_L1};
    case ErrorKind::Timeout: return {504, "timeout"_L1};
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Protocol:
    case ErrorKind::Truncated:
    case ErrorKind::Indeterminate:
    case ErrorKind::ServerFault: return {502, "provider_unavailable"_L1};
    // The provider's key is ours to set right: for the client the provider cannot be had.
    case ErrorKind::Authentication: return {error.httpStatus > 0 ? 502 : 401, "authentication"_L1};
    case ErrorKind::Permission: return {403, "permission_denied"_L1};
    case ErrorKind::RateLimited: return {429, "rate_limit_exceeded"_L1};
    case ErrorKind::QuotaExhausted:
    case ErrorKind::BudgetExceeded: return {402, "payment_required"_L1};
    case ErrorKind::InvalidRequest: return {400, "invalid_request"_L1};
    case ErrorKind::ContextTooLong: return {400, "context_length_exceeded"_L1};
    case ErrorKind::ContentFiltered: return {400, "content_policy_violation"_L1};
    case ErrorKind::ModelNotFound: return {404, "not_found"_L1};
    case ErrorKind::Overloaded: return {503, "provider_overloaded"_L1};
    case ErrorKind::Secret: return {503, "provider_unavailable"_L1};
    case ErrorKind::Storage:
    case ErrorKind::Internal: break;
    }
    return {500, "server"_L1};
}

} // namespace

ClientError clientError(const Error& error)
{
    const Kind kind = kindOf(error);
    ClientError out;
    out.status = kind.status;
    out.type = kind.type;
    out.message = error.detail;
    out.providerCode = error.providerCode;
    out.mayBeSentAgain = error.kind != ErrorKind::Indeterminate;
    if (error.kind == ErrorKind::InvalidRequest && error.httpStatus >= 400 && error.httpStatus < 500) {
        out.status = error.httpStatus;
        if (error.httpStatus == 413)
            out.type = u"payload_too_large"_s;
        else if (error.httpStatus == 422)
            out.type = u"unprocessable"_s;
    }
    if (error.retryAfter)
        out.retryAfterSeconds = (error.retryAfter->count() + 999) / 1000;
    return out;
}

QList<HttpHeader> errorHeaders(const ClientError& error)
{
    QList<HttpHeader> out{{.name = "content-type"_ba, .value = "application/json"_ba}};
    if (error.retryAfterSeconds)
        out.append({.name = "retry-after"_ba, .value = QByteArray::number(*error.retryAfterSeconds)});
    if (!error.mayBeSentAgain)
        out.append({.name = "x-should-retry"_ba, .value = "false"_ba});
    return out;
}

bool isObjectCall(const AnswerBlock& block)
{
    JsonParser parser;
    return block.text.trimmed().isEmpty() || parser.parse(block.text.toUtf8()).isObject();
}

QByteArray callObject(const AnswerBlock& block)
{
    const QByteArray text = block.text.toUtf8();
    return text.trimmed().isEmpty() ? "{}"_ba : text;
}

void AnswerCollector::add(const StreamEvent& event)
{
    using Kind = AnswerBlock::Kind;
    std::visit(Overloaded{
                   [this](const TextDelta& delta) {
                       if (!delta.text.isEmpty())
                           blockOf(Kind::Text).text += delta.text;
                   },
                   [this](const ReasoningDelta& delta) {
                       auto& block = blockOf(Kind::Reasoning);
                       block.text += delta.text;
                       if (!delta.signature.isEmpty())
                           block.signature = delta.signature;
                   },
                   [this](const RefusalDelta& delta) { blockOf(Kind::Refusal).text += delta.text; },
                   [this](const ToolCallDelta& delta) {
                       auto found = std::ranges::find_if(m_blocks, [&](const AnswerBlock& block) {
                           return block.kind == Kind::ToolCall && block.callIndex == delta.index;
                       });
                       if (found == m_blocks.end()) {
                           m_blocks.append(AnswerBlock{.kind = Kind::ToolCall, .callIndex = delta.index});
                           found = m_blocks.end() - 1;
                       }
                       if (!delta.id.isEmpty())
                           found->callId = delta.id;
                       if (!delta.name.isEmpty())
                           found->callName = delta.name;
                       if (!delta.signature.isEmpty())
                           found->signature = delta.signature;
                       found->text += delta.arguments;
                   },
                   [](const auto&) {},
               },
        event);
}

AnswerBlock& AnswerCollector::blockOf(AnswerBlock::Kind kind)
{
    const bool goesOn = !m_blocks.isEmpty()
        && m_blocks.last().kind == kind
        // A signature closes a block of reasoning: the next one is another.
        && !(kind == AnswerBlock::Kind::Reasoning && !m_blocks.last().signature.isEmpty());
    if (!goesOn)
        m_blocks.append(AnswerBlock{.kind = kind});
    return m_blocks.last();
}

} // namespace assay
