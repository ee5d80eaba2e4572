// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/errorclassifier.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct CodeKind {
    QLatin1StringView code;
    ErrorKind kind;
};

/// Compared without case. Sources: the providers' client types and recorded answers.
constexpr std::array kCodes = std::to_array<CodeKind>({
    {"context_length_exceeded"_L1, ErrorKind::ContextTooLong}, // OpenAI, Azure, OpenRouter, Groq
    {"exceed_context_size_error"_L1, ErrorKind::ContextTooLong}, // llama.cpp
    {"too_many_prompt_tokens"_L1, ErrorKind::ContextTooLong}, // Perplexity
    {"too_many_tokens"_L1, ErrorKind::ContextTooLong}, // Cohere
    {"token_limit_exceeded"_L1, ErrorKind::ContextTooLong}, // OpenRouter
    {"context_window_exceeded"_L1, ErrorKind::ContextTooLong},
    {"content_filter"_L1, ErrorKind::ContentFiltered}, // Azure
    {"content_filtered"_L1, ErrorKind::ContentFiltered},
    {"responsibleaipolicyviolation"_L1, ErrorKind::ContentFiltered}, // Azure innererror
    {"content_policy_violation"_L1, ErrorKind::ContentFiltered},
    {"image_content_policy_violation"_L1, ErrorKind::ContentFiltered},
    {"data_inspection_failed"_L1, ErrorKind::ContentFiltered}, {"refusal"_L1, ErrorKind::ContentFiltered},
    {"insufficient_quota"_L1, ErrorKind::QuotaExhausted}, // OpenAI, with status 429
    {"billing_error"_L1, ErrorKind::QuotaExhausted}, // Anthropic
    {"billing_hard_limit_reached"_L1, ErrorKind::QuotaExhausted}, {"billing_not_active"_L1, ErrorKind::QuotaExhausted},
    {"enforced_spend_limit_reached"_L1, ErrorKind::QuotaExhausted}, // Anthropic error.details.error_code
    {"contract_spend_limit_reached"_L1, ErrorKind::QuotaExhausted},
    {"linked_organization_spend_limit_reached"_L1, ErrorKind::QuotaExhausted},
    {"payment_required"_L1, ErrorKind::QuotaExhausted}, // OpenRouter
    {"insufficient_balance"_L1, ErrorKind::QuotaExhausted}, {"insufficient_credits"_L1, ErrorKind::QuotaExhausted},
    {"exceeded_current_quota_error"_L1, ErrorKind::QuotaExhausted}, // Moonshot
    {"servicequotaexceededexception"_L1, ErrorKind::QuotaExhausted}, // Bedrock
    {"quota_per_day"_L1, ErrorKind::QuotaExhausted}, // made from Gemini's QuotaFailure
    {"invalid_api_key"_L1, ErrorKind::Authentication}, {"authentication_error"_L1, ErrorKind::Authentication},
    {"authentication"_L1, ErrorKind::Authentication}, // OpenRouter
    {"unauthenticated"_L1, ErrorKind::Authentication}, // Google
    {"api_key_invalid"_L1, ErrorKind::Authentication}, // Google ErrorInfo.reason, with status 400
    // Google ErrorInfo.reason, with status 403: what is wrong with the key or its project, whatever the model.
    {"api_key_service_blocked"_L1, ErrorKind::Authentication},
    {"api_key_http_referrer_blocked"_L1, ErrorKind::Authentication},
    {"api_key_ip_address_blocked"_L1, ErrorKind::Authentication}, {"consumer_invalid"_L1, ErrorKind::Authentication},
    {"consumer_suspended"_L1, ErrorKind::Authentication}, {"account_state_invalid"_L1, ErrorKind::Authentication},
    {"service_disabled"_L1, ErrorKind::Authentication}, {"billing_disabled"_L1, ErrorKind::QuotaExhausted},
    {"account_deactivated"_L1, ErrorKind::Authentication}, // OpenAI
    {"invalid_subscription_key"_L1, ErrorKind::Authentication}, // Azure
    {"unrecognizedclientexception"_L1, ErrorKind::Authentication}, // AWS, with status 403
    {"expiredtokenexception"_L1, ErrorKind::Authentication},
    {"invalidsignatureexception"_L1, ErrorKind::Authentication},
    {"incompletesignatureexception"_L1, ErrorKind::Authentication},
    {"missingauthenticationtokenexception"_L1, ErrorKind::Authentication},
    {"model_not_found"_L1, ErrorKind::ModelNotFound}, {"deploymentnotfound"_L1, ErrorKind::ModelNotFound}, // Azure
    {"invalid_model"_L1, ErrorKind::ModelNotFound}, // Mistral, with status 400
    {"model_deprecated"_L1, ErrorKind::ModelNotFound}, // OpenRouter availability
    {"model_decommissioned"_L1, ErrorKind::ModelNotFound}, // Groq
    {"overloaded_error"_L1, ErrorKind::Overloaded}, // Anthropic
    {"provider_overloaded"_L1, ErrorKind::Overloaded}, // OpenRouter
    {"capacity_exceeded"_L1, ErrorKind::Overloaded}, // Groq flex, 498
    {"engine_overloaded_error"_L1, ErrorKind::Overloaded}, // Moonshot
    {"unavailable"_L1, ErrorKind::Overloaded}, // Google
    {"unavailable_error"_L1, ErrorKind::Overloaded}, // llama.cpp while it loads
    {"serviceunavailableexception"_L1, ErrorKind::Overloaded}, // AWS
    {"modelnotreadyexception"_L1, ErrorKind::Overloaded}, {"rate_limit_exceeded"_L1, ErrorKind::RateLimited},
    {"rate_limit_error"_L1, ErrorKind::RateLimited}, {"ratelimitreached"_L1, ErrorKind::RateLimited}, // Azure
    {"rate_limit_reached_error"_L1, ErrorKind::RateLimited}, // Moonshot
    {"resource_exhausted"_L1, ErrorKind::RateLimited}, // Google
    {"throttlingexception"_L1, ErrorKind::RateLimited}, // AWS
    {"toomanyrequestsexception"_L1, ErrorKind::RateLimited},
    {"permission_error"_L1, ErrorKind::Permission}, // Anthropic
    {"permission_denied"_L1, ErrorKind::Permission}, // Google, OpenRouter
    {"accessdeniedexception"_L1, ErrorKind::Permission}, // AWS
    {"server_error"_L1, ErrorKind::ServerFault}, {"api_error"_L1, ErrorKind::ServerFault}, // Anthropic
    {"internal"_L1, ErrorKind::ServerFault}, // Google
    {"timeout_error"_L1, ErrorKind::ServerFault}, // Anthropic
    {"internal_server_error"_L1, ErrorKind::ServerFault}, {"internalserverexception"_L1, ErrorKind::ServerFault}, // AWS
    {"modelstreamerrorexception"_L1, ErrorKind::ServerFault}, {"modeltimeoutexception"_L1, ErrorKind::ServerFault},
    {"modelerrorexception"_L1, ErrorKind::ServerFault},
    {"provider_unavailable"_L1, ErrorKind::ServerFault}, // OpenRouter, 502
    {"not_found_error"_L1, ErrorKind::ModelNotFound}, // Anthropic
    {"invalid_request_error"_L1, ErrorKind::InvalidRequest}, {"invalid_request"_L1, ErrorKind::InvalidRequest},
    {"invalid_argument"_L1, ErrorKind::InvalidRequest}, {"validationexception"_L1, ErrorKind::InvalidRequest},
    {"tool_use_failed"_L1, ErrorKind::InvalidRequest}, // Groq
});

/// Sentences, lower case. They count only where the status leaves room for them.
constexpr std::array kContextMarks = std::to_array<QLatin1StringView>({
    "context length"_L1,
    "maximum context"_L1,
    "max context"_L1,
    "context window"_L1,
    "prompt is too long"_L1,
    "prompt too long"_L1,
    "input tokens exceeded"_L1,
    "available context size"_L1,
    "too large for model"_L1,
    "exceeds the maximum number of tokens"_L1,
    "too many tokens"_L1,
    "input is too long"_L1,
});
constexpr std::array kKeyMarks = std::to_array<QLatin1StringView>({
    "incorrect api key"_L1, "invalid api key"_L1, "api key not valid"_L1, "api key is invalid"_L1, "no api key"_L1,
    "unregistered callers"_L1, "invalid x-api-key"_L1, "api key expired"_L1,
    // Of a 403: only what names the key or the account as a whole; "does not have access to the model" is no such word.
    "api key has expired"_L1, "api key is expired"_L1, "api key has been disabled"_L1, "api key is disabled"_L1,
    "api key has been revoked"_L1, "api key is revoked"_L1, "api key was revoked"_L1, "api key has been suspended"_L1,
    "api key was reported as leaked"_L1, // Google
    "make sure your api key is valid"_L1, // Bedrock
    "security token included in the request is"_L1, // AWS: invalid, or expired
    "account has been suspended"_L1, "account is suspended"_L1, "account has been deactivated"_L1,
    "account is deactivated"_L1, "account has been disabled"_L1, "account is disabled"_L1,
    "organization has been disabled"_L1, // Anthropic
    "organization has been restricted"_L1, // Groq
});
constexpr std::array kQuotaMarks = std::to_array<QLatin1StringView>({
    "insufficient balance"_L1, "insufficient credit"_L1, "credit balance is too low"_L1, "spend limit"_L1,
    "spending limit"_L1, "out of credits"_L1, "used all available credits"_L1, "insufficient_quota"_L1,
    "calls / month"_L1,
    "key limit exceeded"_L1, // OpenRouter, with status 403
});
constexpr std::array kFilterMarks = std::to_array<QLatin1StringView>({
    "content management policy"_L1,
    "content filter"_L1,
    "content policy"_L1,
    "requires moderation"_L1,
    "usage policies"_L1,
});
constexpr std::array kMissingMarks = std::to_array<QLatin1StringView>({
    "does not exist"_L1,
    "not found"_L1,
    "not a valid model"_L1,
    "invalid model"_L1,
    "model not exist"_L1,
    "unknown model"_L1,
    "model identifier is invalid"_L1,
});

bool mentions(const QString& lowerCase, std::span<const QLatin1StringView> marks)
{
    return std::ranges::any_of(marks, [&](QLatin1StringView mark) { return lowerCase.contains(mark); });
}

std::optional<ErrorKind> kindOfCodes(const QStringList& codes)
{
    // The table is in order of how much an entry says, so that `insufficient_quota` wins over `rate_limit_error`.
    for (const auto& known : kCodes) {
        for (const auto& code : codes) {
            if (code.compare(known.code, Qt::CaseInsensitive) == 0)
                return known.kind;
        }
    }
    return std::nullopt;
}

bool isVague(ErrorKind kind)
{
    return kind == ErrorKind::InvalidRequest || kind == ErrorKind::ServerFault || kind == ErrorKind::Permission;
}

std::optional<ErrorKind> kindOfMessage(const ErrorFacts& facts)
{
    const int status = facts.status;
    const QString text = facts.message.toLower();
    if (mentions(text, kQuotaMarks))
        return ErrorKind::QuotaExhausted;
    if (status == 429)
        return std::nullopt;
    if ((status < 500 || status == 500) && status != 401 && status != 403 && status != 404
        && mentions(text, kContextMarks))
        return ErrorKind::ContextTooLong;
    if (mentions(text, kKeyMarks))
        return ErrorKind::Authentication;
    if (status < 500 && mentions(text, kFilterMarks))
        return ErrorKind::ContentFiltered;
    if ((status == 0 || status == 400 || status == 422) && text.contains("model"_L1) && mentions(text, kMissingMarks))
        return ErrorKind::ModelNotFound;
    return std::nullopt;
}

std::optional<ErrorKind> kindOfStatus(const ErrorFacts& facts)
{
    switch (facts.status) {
    case 401: return ErrorKind::Authentication;
    case 402: return ErrorKind::QuotaExhausted;
    case 403: return ErrorKind::Permission;
    case 404: return facts.isGenericPage ? ErrorKind::InvalidRequest : ErrorKind::ModelNotFound;
    case 408:
    case 409: return ErrorKind::ServerFault; // the server gave up on a lock or on time; the same request may pass
    case 425:
    case 498:
    case 503:
    case 529: return ErrorKind::Overloaded;
    case 429: return ErrorKind::RateLimited;
    default: break;
    }
    if (facts.status >= 500)
        return ErrorKind::ServerFault;
    if (facts.status >= 300)
        return ErrorKind::InvalidRequest;
    return std::nullopt;
}

} // namespace

ErrorKind classifyError(const ErrorFacts& facts)
{
    const auto byCode = kindOfCodes(facts.codes);
    const auto byStatus = kindOfStatus(facts);
    // Groq calls a request that can never fit its limit rate_limit_exceeded, with 413: waiting would not help.
    if (facts.status == 413 && kindOfMessage(facts) == ErrorKind::ContextTooLong)
        return ErrorKind::ContextTooLong;
    // A vague word (`invalid_request_error`, also sent with 401 and 429) says less than the sentence and the status.
    if (byCode && !isVague(*byCode) && !(byCode == ErrorKind::ModelNotFound && facts.isGenericPage))
        return *byCode;
    if (const auto byMessage = kindOfMessage(facts))
        return *byMessage;
    if (byStatus && facts.status != 500)
        return *byStatus;
    return byCode.value_or(byStatus.value_or(ErrorKind::ServerFault));
}

} // namespace assay
