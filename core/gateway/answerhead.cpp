// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/answerhead.h"

#include "core/support/bytes.h"
#include "core/support/moneytext.h"

#include <algorithm>
#include <utility>

namespace assay {

namespace {

constexpr qsizetype kUsualHead = 512;
constexpr qsizetype kLongestText = 1000;

QByteArrayView reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 499: return "Client Closed Request";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

} // namespace

AnswerHead::AnswerHead(int status)
{
    m_text.reserve(kUsualHead);
    extend(extend(extendNumber(extend(m_text, "HTTP/1.1 "), status), ' '), reason(status));
    extend(m_text, "\r\n");
}

AnswerHead::AnswerHead(int status, const QList<HttpHeader>& headers)
    : AnswerHead(status)
{
    for (const auto& header : headers)
        add(header.name, header.value);
}

AnswerHead& AnswerHead::add(QByteArrayView name, QByteArrayView value)
{
    extend(extend(extend(extend(m_text, name), ": "), value), "\r\n");
    return *this;
}

AnswerHead& AnswerHead::add(QByteArrayView name, QStringView text)
{
    extend(extend(m_text, name), ": ");
    const QStringView told = text.first(std::min(text.size(), kLongestText));
    char* to = roomFor(m_text, told.size());
    for (const QChar c : told)
        *to++ = c < u' ' || c > u'~' ? '?' : static_cast<char>(c.unicode());
    endAt(m_text, to);
    extend(m_text, "\r\n");
    return *this;
}

AnswerHead& AnswerHead::add(QByteArrayView name, qint64 number)
{
    extend(extendNumber(extend(extend(m_text, name), ": "), number), "\r\n");
    return *this;
}

AnswerHead& AnswerHead::add(QByteArrayView name, Money amount)
{
    extend(extendDollars(extend(extend(m_text, name), ": "), amount), "\r\n");
    return *this;
}

QByteArray AnswerHead::take()
{
    extend(m_text, "\r\n");
    return std::exchange(m_text, {});
}

} // namespace assay
