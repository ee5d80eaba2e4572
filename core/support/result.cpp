// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/result.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array<std::pair<ErrorKind, QLatin1StringView>, 21> kNames = {{
    {ErrorKind::Cancelled, "cancelled"_L1},
    {ErrorKind::Timeout, "timeout"_L1},
    {ErrorKind::Network, "network"_L1},
    {ErrorKind::Tls, "tls"_L1},
    {ErrorKind::Authentication, "authentication"_L1},
    {ErrorKind::Permission, "permission"_L1},
    {ErrorKind::RateLimited, "rate_limited"_L1},
    {ErrorKind::QuotaExhausted, "quota_exhausted"_L1},
    {ErrorKind::BudgetExceeded, "budget_exceeded"_L1},
    {ErrorKind::InvalidRequest, "invalid_request"_L1},
    {ErrorKind::ContextTooLong, "context_too_long"_L1},
    {ErrorKind::ContentFiltered, "content_filtered"_L1},
    {ErrorKind::ModelNotFound, "model_not_found"_L1},
    {ErrorKind::Overloaded, "overloaded"_L1},
    {ErrorKind::ServerFault, "server_fault"_L1},
    {ErrorKind::Protocol, "protocol"_L1},
    {ErrorKind::Truncated, "truncated"_L1},
    {ErrorKind::Indeterminate, "indeterminate"_L1},
    {ErrorKind::Storage, "storage"_L1},
    {ErrorKind::Secret, "secret"_L1},
    {ErrorKind::Internal, "internal"_L1},
}};

} // namespace

QString errorKindName(ErrorKind kind)
{
    for (const auto& [value, name] : kNames) {
        if (value == kind)
            return name;
    }
    std::unreachable();
}

std::optional<ErrorKind> errorKindFromName(QStringView text)
{
    for (const auto& [value, name] : kNames) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

} // namespace assay
