// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httpmessage.h"
#include "core/wire/jsonvalue.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <chrono>
#include <optional>

namespace assay {

/// A wait as providers write it: a Go duration (`6m0s`, `1.182s`, `12ms`), a number of seconds (`0.1`), an RFC 3339
/// time or an HTTP date, or Unix time in seconds or milliseconds. Times need `now`; without it they are unknown.
std::optional<std::chrono::milliseconds> parseWait(QByteArrayView text, const QDateTime& now);

/// The wait that the headers of an error ask for: the larger of `retry-after-ms` and `retry-after`, else, with 429
/// and 503, the reset of the rate limit that is used up. "Now" is the answer's own `Date`, not a clock.
std::optional<std::chrono::milliseconds> waitFromHeaders(const HttpHead& head);

/// The wait that the body asks for: Google's RetryInfo, OpenRouter's `availability.retry_after` and
/// `metadata.headers`, or a sentence such as "Please try again in 7.66s".
std::optional<std::chrono::milliseconds> waitFromBody(
    const JsonValue& error, const QString& message, const QDateTime& now);

/// The `Date` of the answer; invalid if there is none.
QDateTime answerDate(const HttpHead& head);

} // namespace assay
