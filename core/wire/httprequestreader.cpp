// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/httprequestreader.h"

#include "core/support/ascii.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kSizeLineNext = -1;
constexpr qsizetype kTrailersNext = -2;
constexpr qsizetype kLongestSizeLine = 256;
constexpr qsizetype kUsualHeaders = 16;
constexpr qsizetype kWorthReadingInPlace = 16 * 1024;
constexpr qsizetype kTrustedLength = 512 * 1024;

std::unexpected<Error> refuse(int status, const QString& detail)
{
    return std::unexpected(Error{.kind = ErrorKind::InvalidRequest,
        .detail = detail,
        .httpStatus = status,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}});
}

constexpr bool isTokenChar(char c)
{
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kOthers.contains(c);
}

constexpr auto kTokenChars = [] {
    std::array<bool, 256> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = isTokenChar(static_cast<char>(i));
    return out;
}();

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return kTokenChars[static_cast<uchar>(c)]; });
}

bool listHas(QByteArrayView list, QByteArrayView word)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        if (isSameWord((comma < 0 ? list : list.first(comma)).trimmed(), word))
            return true;
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    }
    return false;
}

/// Of a text that ends with a line.
qsizetype lineEnd(QByteArrayView text)
{
    qsizetype at = text.indexOf('\r');
    while (text[at + 1] != '\n')
        at = text.indexOf('\r', at + 1);
    return at;
}

/// Where the empty line begins that ends a head; -1 if it is not there yet. By its few lines, which is less work than
/// to look for four bytes at every place.
qsizetype headEnd(QByteArrayView text)
{
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        if (at > 0 && text[at - 1] == '\r' && at + 2 < text.size() && text[at + 1] == '\r' && text[at + 2] == '\n')
            return at - 1;
    }
    return -1;
}

/// Any but a tab: some readers take them for blanks, or for the end (RFC 9110, 5.5).
bool holdsControl(QByteArrayView value)
{
    bool found = false;
    for (const char c : value)
        found |= (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    return found;
}

/// Without spaces and tabs around it, which alone are blanks in HTTP.
QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

std::optional<qsizetype> digits(QByteArrayView text, int base)
{
    if (text.isEmpty() || text.size() > 15 || text.front() == '-')
        return std::nullopt;
    qsizetype value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value, base);
    return error == std::errc() && end == text.end() ? std::optional(value) : std::nullopt;
}

} // namespace

QByteArrayView IncomingRequest::header(QByteArrayView name) const
{
    for (const HeaderLine& header : headers) {
        if (isSameWord(header.name, name))
            return header.value;
    }
    return {};
}

std::span<char> HttpRequestReader::awaited()
{
    const qsizetype missing = m_length - m_buffer.size();
    if (!m_request || m_kind != BodyKind::Length || missing < kWorthReadingInPlace)
        return {};
    auto& data = m_buffer.data_ptr();
    if (data.needsDetach() || data.freeSpaceAtEnd() < missing)
        return {};
    return {data.end(), static_cast<std::size_t>(missing)};
}

void HttpRequestReader::took(qsizetype bytes)
{
    auto& data = m_buffer.data_ptr();
    data.size += bytes;
    *data.end() = '\0';
}

Result<std::optional<IncomingRequest>> HttpRequestReader::next()
{
    if (!m_request) {
        const auto complete = readHead();
        if (!complete)
            return std::unexpected(complete.error());
        if (!*complete)
            return std::nullopt;
    }
    if (m_kind == BodyKind::Chunked) {
        const auto complete = readChunks();
        if (!complete)
            return std::unexpected(complete.error());
        if (!*complete)
            return std::nullopt;
    } else {
        if (m_buffer.size() < m_length)
            return std::nullopt;
        if (m_buffer.size() == m_length) {
            m_request->body = std::exchange(m_buffer, {}); // nothing behind it, as most often
        } else {
            m_request->body = m_buffer.first(m_length);
            m_buffer.remove(0, m_length);
        }
    }
    m_wantsContinue = false;
    return std::exchange(m_request, std::nullopt);
}

bool HttpRequestReader::takeContinueWish()
{
    return std::exchange(m_wantsContinue, false);
}

Result<bool> HttpRequestReader::readHead()
{
    // Empty lines before a request are allowed (RFC 9112, 2.2).
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2);
    const qsizetype end = headEnd(m_buffer);
    if ((end < 0 ? m_buffer.size() : end) > m_limits.headBytes)
        return refuse(431, u"the request head is larger than %1 bytes"_s.arg(m_limits.headBytes));
    if (end < 0 && m_buffer.contains("\n\n"))
        return refuse(400, u"the lines of a request's head end with CR LF"_s);
    if (end < 0)
        return false;
    m_request.emplace();
    m_request->head = m_buffer.first(end + 2);
    m_request->headers.reserve(kUsualHeaders);
    bool isFirst = true;
    for (QByteArrayView rest = m_request->head; !rest.isEmpty(); isFirst = false) {
        const qsizetype stop = lineEnd(rest);
        const QByteArrayView line = rest.first(stop);
        const auto read = isFirst ? readStartLine(line) : readHeaderLine(line);
        if (!read)
            return std::unexpected(read.error());
        rest = rest.sliced(stop + 2);
    }
    m_buffer.remove(0, end + 4);
    return settleBody().transform([] { return true; });
}

Result<void> HttpRequestReader::readStartLine(QByteArrayView line)
{
    const qsizetype behindMethod = line.indexOf(' ');
    const qsizetype behindTarget = behindMethod < 0 ? -1 : line.indexOf(' ', behindMethod + 1);
    if (behindTarget < 0 || line.indexOf(' ', behindTarget + 1) >= 0 || !isToken(line.first(behindMethod))
        || behindTarget == behindMethod + 1)
        return refuse(400, u"the request line is malformed"_s);
    const QByteArrayView version = line.sliced(behindTarget + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(version.startsWith("HTTP/") ? 505 : 400, u"only HTTP/1.1 and HTTP/1.0 are spoken here"_s);
    QByteArrayView target = line.sliced(behindMethod + 1, behindTarget - behindMethod - 1);
    if (target.startsWith("http://")) {
        const qsizetype slash = target.indexOf('/', 7);
        m_authority = (slash < 0 ? target : target.first(slash)).sliced(7).toByteArray();
        target = slash < 0 ? QByteArrayView("/") : target.sliced(slash);
    }
    if (!target.startsWith('/') && target != "*")
        return refuse(400, u"the request target is not a path"_s);
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView path = mark < 0 ? target : target.first(mark);
    m_request->method = line.first(behindMethod);
    m_request->path = path.contains('%') ? QString::fromUtf8(QByteArray::fromPercentEncoding(path.toByteArray()))
                                         : QString::fromUtf8(path);
    m_request->query = mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray();
    m_request->http10 = version == "HTTP/1.0";
    return {};
}

Result<void> HttpRequestReader::readHeaderLine(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return refuse(400, u"a header line is malformed"_s);
    const QByteArrayView value = withoutBlanks(line.sliced(colon + 1));
    if (holdsControl(value))
        return refuse(400, u"a header value holds a control character"_s);
    m_request->headers.append({.name = line.first(colon), .value = value});
    return {};
}

Result<void> HttpRequestReader::settleBody()
{
    std::optional<QByteArrayView> length;
    std::optional<QByteArrayView> encoding;
    std::optional<QByteArrayView> connection;
    std::optional<QByteArrayView> expect;
    int encodings = 0;
    for (const HeaderLine& header : std::as_const(m_request->headers)) {
        const auto is = [&](QByteArrayView name) { return isSameWord(header.name, name); };
        if (is("transfer-encoding")) {
            ++encodings;
            encoding = encoding.value_or(header.value);
        } else if (is("content-length")) {
            if (length && *length != header.value)
                return refuse(400, u"two different content lengths"_s);
            length = header.value;
        } else if (is("connection")) {
            connection = connection.value_or(header.value);
        } else if (is("expect")) {
            expect = expect.value_or(header.value);
        } else if (!m_authority.isEmpty() && is("host") && !isSameWord(header.value, m_authority)) {
            return refuse(400, u"the request names one host in its target and another in Host"_s);
        }
    }
    m_authority.clear();
    const QByteArrayView wish = connection.value_or(QByteArrayView());
    m_request->keepAlive = m_request->http10 ? listHas(wish, "keep-alive") : !listHas(wish, "close");
    m_kind = encodings > 0 ? BodyKind::Chunked : BodyKind::Length;
    m_chunkLeft = kSizeLineNext;
    m_length = 0;
    if (encodings > 0 && length)
        return refuse(400, u"both a content length and a transfer encoding"_s);
    if (encodings > 1 || (encoding && !isSameWord(*encoding, "chunked")))
        return refuse(501, u"only the chunked transfer encoding is known here"_s);
    if (length) {
        if (auto settled = settleLength(*length); !settled)
            return settled;
    }
    m_wantsContinue = expect && listHas(*expect, "100-continue") && (encodings > 0 || m_length > 0);
    return {};
}

Result<void> HttpRequestReader::settleLength(QByteArrayView length)
{
    const auto bytes = digits(length, 10);
    if (!bytes)
        return refuse(400, u"the content length is no number"_s);
    if (*bytes > m_limits.bodyBytes)
        return refuse(413, u"the request body is larger than %1 bytes"_s.arg(m_limits.bodyBytes));
    m_length = *bytes;
    // Read in many pieces, grown once; what is merely announced must not take our memory.
    if (m_length > m_buffer.size())
        m_buffer.reserve(std::max(m_buffer.size(), std::min(m_length, kTrustedLength)));
    return {};
}

Result<bool> HttpRequestReader::readChunks()
{
    for (;;) {
        if (m_chunkLeft == kSizeLineNext) {
            const auto read = readChunkSize();
            if (!read || !*read)
                return read;
        } else if (m_chunkLeft == kTrailersNext) {
            const qsizetype end = m_buffer.indexOf("\r\n");
            if (end < 0 && m_buffer.size() > m_limits.headBytes)
                return refuse(431, u"the trailers are too large"_s);
            if (end < 0)
                return false;
            m_buffer.remove(0, end + 2);
            if (end == 0)
                return true;
        } else {
            if (m_buffer.size() < m_chunkLeft + 2)
                return false;
            if (m_buffer.sliced(m_chunkLeft, 2) != "\r\n")
                return refuse(400, u"a chunk does not end where it says"_s);
            m_request->body.append(QByteArrayView(m_buffer).first(m_chunkLeft));
            m_buffer.remove(0, m_chunkLeft + 2);
            m_chunkLeft = kSizeLineNext;
        }
    }
}

Result<bool> HttpRequestReader::readChunkSize()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if ((end < 0 ? m_buffer.size() : end) > kLongestSizeLine)
        return refuse(400, u"a chunk size line is too long"_s);
    if (end < 0)
        return false;
    const QByteArrayView line = QByteArrayView(m_buffer).first(end);
    if (holdsControl(line))
        return refuse(400, u"a chunk size line holds a control character"_s);
    const qsizetype extension = line.indexOf(';');
    QByteArrayView digitsOfSize = extension < 0 ? line : line.first(extension);
    while (digitsOfSize.endsWith(' ') || digitsOfSize.endsWith('\t'))
        digitsOfSize.chop(1);
    const auto size = digits(digitsOfSize, 16);
    if (!size)
        return refuse(400, u"a chunk size is no number"_s);
    if (*size > m_limits.bodyBytes - m_request->body.size())
        return refuse(413, u"the request body is larger than %1 bytes"_s.arg(m_limits.bodyBytes));
    m_chunkLeft = *size == 0 ? kTrailersNext : *size;
    m_buffer.remove(0, end + 2);
    return true;
}

} // namespace assay
