// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace assay {

/// A header line of a request, as views into IncomingRequest::head.
struct HeaderLine {
    QByteArrayView name;
    QByteArrayView value;
};

/// One complete HTTP/1.x request as it came in.
struct IncomingRequest {
    QByteArray head; ///< its lines as they came; never written to, since `method` and `headers` look into it
    QByteArrayView method;
    QString path; ///< percent-decoded, without the query
    QString sentPath; ///< as the client wrote it, where `path` is another by now; else empty
    QByteArray query; ///< raw text after `?`
    QList<HeaderLine> headers;
    QByteArray body;
    bool keepAlive = true; ///< the client lets the connection live on
    bool http10 = false; ///< no chunked answer may be sent

    /// Value of the first header of that name, compared without case; empty if there is none.
    QByteArrayView header(QByteArrayView name) const;
};

/// Turns bytes of one connection into requests, in whatever pieces they arrive, several in a row included. Does no I/O.
/// Bodies come by Content-Length or chunked (RFC 9112). A request that can be read in two ways is refused.
class HttpRequestReader
{
public:
    struct Limits {
        qsizetype headBytes = 64LL * 1024;
        qsizetype bodyBytes = 64LL * 1024 * 1024;
    };

    HttpRequestReader() = default;
    explicit HttpRequestReader(Limits limits)
        : m_limits(limits)
    {
    }

    void feed(QByteArrayView bytes) { m_buffer.append(bytes); }
    /// Where the rest of a long body may be read to without copying it; empty if nothing long is awaited.
    std::span<char> awaited();
    /// So many bytes were read there.
    void took(qsizetype bytes);

    /// The next complete request, or nothing while it is incomplete. An error carries the HTTP status to answer with
    /// (400, 413, 431, 501 or 505); the connection cannot be read on after it.
    Result<std::optional<IncomingRequest>> next();

    /// True once for a request whose head asks for `100 Continue` before it sends its body.
    bool takeContinueWish();

    /// Bytes that are waiting to become a request.
    qsizetype buffered() const { return m_buffer.size(); }
    /// The head of a request is there, its body not yet whole.
    bool hasHead() const { return m_request.has_value(); }
    /// As much of it as was read; null before its head is there.
    const IncomingRequest* begun() const { return m_request ? &*m_request : nullptr; }
    Limits limits() const { return m_limits; }

private:
    enum class BodyKind : std::uint8_t { Length, Chunked };

    Result<bool> readHead();
    Result<void> readStartLine(QByteArrayView line);
    Result<void> settleLength(QByteArrayView length);
    Result<void> readHeaderLine(QByteArrayView line);
    Result<void> settleBody();
    Result<bool> readChunks();
    Result<bool> readChunkSize();

    Limits m_limits;
    QByteArray m_buffer;
    std::optional<IncomingRequest> m_request; ///< head read, body still to come
    BodyKind m_kind = BodyKind::Length;
    qsizetype m_length = 0;
    qsizetype m_chunkLeft = -1; ///< -1: a size line comes next; -2: trailers
    bool m_wantsContinue = false;
    QByteArray m_authority; ///< of a target in absolute form, until Host was seen
};

} // namespace assay
