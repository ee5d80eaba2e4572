// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/retryafter.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using std::chrono::milliseconds;

constexpr qint64 kLongestWait = 366LL * 24 * 3600 * 1000;

milliseconds clamped(double wait)
{
    return milliseconds(static_cast<qint64>(std::ceil(std::clamp(wait, 0.0, static_cast<double>(kLongestWait)))));
}

std::optional<double> unitInMilliseconds(QByteArrayView unit)
{
    if (unit == "h")
        return 3600e3;
    if (unit == "m")
        return 60e3;
    if (unit == "s")
        return 1e3;
    if (unit == "ms")
        return 1.0;
    if (unit == "us" || unit == "\xC2\xB5s")
        return 1e-3;
    if (unit == "ns")
        return 1e-6;
    return std::nullopt;
}

bool isDigitOrPoint(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

/// Go's time.Duration text.
std::optional<milliseconds> goDuration(QByteArrayView text)
{
    double total = 0;
    while (!text.isEmpty()) {
        const auto digitsEnd = std::ranges::find_if_not(text, isDigitOrPoint) - text.begin();
        bool ok = false;
        const double count = text.first(digitsEnd).toDouble(&ok);
        text = text.sliced(digitsEnd);
        const auto unitEnd = std::ranges::find_if(text, isDigitOrPoint) - text.begin();
        const auto unit = unitInMilliseconds(text.first(unitEnd));
        if (!ok || !unit)
            return std::nullopt;
        total += count * *unit;
        text = text.sliced(unitEnd);
    }
    return clamped(total);
}

QDateTime parseTime(QByteArrayView text)
{
    const QString string = QString::fromLatin1(text);
    const QDateTime rfc3339 = QDateTime::fromString(string, Qt::ISODateWithMs);
    return rfc3339.isValid() ? rfc3339 : QDateTime::fromString(string, Qt::RFC2822Date);
}

QDateTime parseHttpDate(QByteArrayView text)
{
    QByteArray plain = text.trimmed().toByteArray();
    if (plain.endsWith("GMT"))
        plain = plain.chopped(3) + "+0000"; // RFC 2822 in Qt wants the offset
    return parseTime(plain);
}

std::optional<milliseconds> until(const QDateTime& time, const QDateTime& now)
{
    if (!time.isValid() || !now.isValid())
        return std::nullopt;
    return clamped(static_cast<double>(now.msecsTo(time)));
}

bool isUsedUp(const HttpHead& head, const QByteArray& suffix)
{
    bool ok = false;
    const double remaining = head.header("x-ratelimit-remaining" + suffix).toDouble(&ok);
    return ok && remaining <= 0;
}

std::optional<milliseconds> anthropicReset(const HttpHead& head, const QDateTime& now)
{
    std::optional<milliseconds> longest;
    for (const QByteArrayView what : {"requests", "tokens", "input-tokens", "output-tokens"}) {
        const QByteArray prefix = "anthropic-ratelimit-" + what.toByteArray();
        if (head.header(prefix + "-remaining").trimmed() != "0")
            continue;
        const auto wait = parseWait(head.header(prefix + "-reset"), now);
        if (wait && (!longest || *wait > *longest))
            longest = wait;
    }
    return longest;
}

std::optional<milliseconds> rateLimitReset(const HttpHead& head, const QDateTime& now)
{
    std::optional<milliseconds> usedUp;
    std::optional<milliseconds> shortest;
    for (const QByteArrayView suffix : {"", "-requests", "-tokens", "-input-images", "-tokens_usage_based"}) {
        const auto wait = parseWait(head.header("x-ratelimit-reset" + suffix.toByteArray()), now);
        if (!wait)
            continue;
        if (isUsedUp(head, suffix.toByteArray()))
            usedUp = std::max(usedUp.value_or(milliseconds(0)), *wait);
        if (!shortest || *wait < *shortest)
            shortest = wait;
    }
    if (usedUp)
        return usedUp;
    const auto anthropic = anthropicReset(head, now);
    return anthropic ? anthropic : shortest;
}

std::optional<milliseconds> googleRetryInfo(const JsonValue& error, const QDateTime& now)
{
    std::optional<milliseconds> wait;
    error["details"].forEachItem([&](const JsonValue& detail) {
        const std::string_view delay = detail["retryDelay"].bytes();
        if (!delay.empty())
            wait = parseWait(QByteArrayView(delay.data(), static_cast<qsizetype>(delay.size())), now);
    });
    return wait;
}

std::optional<milliseconds> secondsMember(const JsonValue& value)
{
    if (const auto whole = value.integer())
        return clamped(static_cast<double>(*whole) * 1000.0);
    return value.isNumber() || value.isString()
        ? parseWait(value.isString() ? value.text().toLatin1() : value.minified(), {})
        : std::nullopt;
}

/// The rate-limit headers of the platform, which OpenRouter repeats inside the error.
std::optional<milliseconds> embeddedHeaders(const JsonValue& headers, const QDateTime& now)
{
    std::optional<milliseconds> wait;
    headers.forEachMember([&](std::string_view name, const JsonValue& value) {
        const QByteArray lower = QByteArray(name.data(), static_cast<qsizetype>(name.size())).toLower();
        const QByteArray text = value.isString() ? value.text().toLatin1() : value.minified();
        if (lower == "retry-after" || (lower == "x-ratelimit-reset" && !wait))
            wait = parseWait(text, now);
    });
    return wait;
}

} // namespace

std::optional<milliseconds> parseWait(QByteArrayView text, const QDateTime& now)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > 64)
        return std::nullopt;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(number)) {
        if (number >= 1e11)
            return until(
                QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(std::min(number, 1e15)), QTimeZone::UTC), now);
        if (number >= 1e9)
            return until(QDateTime::fromSecsSinceEpoch(static_cast<qint64>(number), QTimeZone::UTC), now);
        return clamped(number * 1000.0);
    }
    if (const auto duration = goDuration(text))
        return duration;
    return until(parseHttpDate(text), now);
}

QDateTime answerDate(const HttpHead& head)
{
    return parseHttpDate(head.header("date"));
}

std::optional<milliseconds> waitFromHeaders(const HttpHead& head)
{
    const QDateTime now = answerDate(head);
    std::optional<milliseconds> wait = parseWait(head.header("retry-after"), now);
    bool ok = false;
    const double exact = head.header("retry-after-ms").trimmed().toDouble(&ok);
    // Azure has been seen to send 0 ms beside 1 s: the larger one is meant.
    if (ok && std::isfinite(exact))
        wait = std::max(wait.value_or(milliseconds(0)), clamped(exact));
    if (wait || (head.status != 429 && head.status != 503))
        return wait;
    return rateLimitReset(head, now);
}

std::optional<milliseconds> waitFromBody(const JsonValue& error, const QString& message, const QDateTime& now)
{
    if (const auto wait = googleRetryInfo(error, now))
        return wait;
    for (const auto& value :
        {error["availability"]["retry_after"], error["metadata"]["retry_after"], error["retry_after"]}) {
        if (const auto wait = secondsMember(value))
            return wait;
    }
    if (const auto wait = embeddedHeaders(error["metadata"]["headers"], now))
        return wait;
    static const QRegularExpression sentence(
        u"(?:try again|retry) (?:in|after) ((?:[0-9]+(?:\\.[0-9]+)?(?:ms|[hms]))+)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = sentence.matchView(message);
    return match.hasMatch() ? parseWait(match.captured(1).toLatin1(), now) : std::nullopt;
}

} // namespace assay
