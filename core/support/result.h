// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>

namespace assay {

/// What went wrong, as far as a program must tell failures apart. The words for people are made in `ui/text`.
enum class ErrorKind : std::uint8_t {
    Cancelled, ///< someone here asked for the stop
    Timeout, ///< one of our own timers fired; `providerCode` names it (connect, first_byte, first_token, idle, total)
    Network, ///< name resolution, connection, reset
    Tls,
    Authentication, ///< the key is missing, wrong or expired
    Permission, ///< the key is right but may not do this
    RateLimited, ///< too many requests or tokens for now; see `retryAfter`
    QuotaExhausted, ///< credits, plan or spend limit used up: waiting does not help
    BudgetExceeded, ///< a limit kept by this program refused the call; nothing was sent
    InvalidRequest,
    ContextTooLong,
    ContentFiltered,
    ModelNotFound,
    Overloaded, ///< the provider says it is too busy (503, 529)
    ServerFault,
    Protocol, ///< an answer that does not follow its own format
    Truncated, ///< the answer ended without the provider's terminal event
    Indeterminate, ///< the request left, no byte came back: it may have been billed
    Storage,
    Secret, ///< keyring or key file
    Internal,
};

/// Stable snake_case name, used in JSON and in the database.
QString errorKindName(ErrorKind kind);
std::optional<ErrorKind> errorKindFromName(QStringView name);

/// A failure as a value. `detail` is plain text and may quote the provider; it never holds a secret.
struct [[nodiscard]] Error {
    ErrorKind kind = ErrorKind::Internal;
    QString detail;
    int httpStatus = 0; ///< 0: no HTTP answer was involved
    QString providerCode; ///< the provider's own code or type, unchanged
    QString requestId; ///< the provider's request id, for its support
    std::optional<std::chrono::milliseconds> retryAfter; ///< what the provider asked us to wait

    friend bool operator==(const Error&, const Error&) = default;
};

template <class T> using Result = std::expected<T, Error>;

/// Shorthand for `return fail(ErrorKind::X, u"…"_s)`.
inline std::unexpected<Error> fail(ErrorKind kind, QString detail)
{
    return std::unexpected(Error{.kind = kind,
        .detail = std::move(detail),
        .httpStatus = 0,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}});
}

/// Overload set for std::visit.
template <class... Ts> struct Overloaded : Ts... {
    using Ts::operator()...;
};

} // namespace assay
