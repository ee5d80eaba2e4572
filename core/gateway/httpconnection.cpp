// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/httpconnection.h"

#include "core/support/bytes.h"
#include "core/support/logging.h"

#include <QEvent>

#include <array>
#include <cerrno>
#include <charconv>
#include <span>

#include <sys/socket.h>
#include <unistd.h>

namespace assay {

namespace {

constexpr std::size_t kReadPiece = std::size_t(64) * 1024;

} // namespace

HttpConnection::HttpConnection(int socket, const HttpLimits& limits, HttpRequestTaker& taker, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_taker(taker)
    , m_reader(limits.request)
    , m_readNotifier(*this, QSocketNotifier::Read)
{
    touch();
}

bool HttpConnection::Watcher::event(QEvent* event)
{
    if (event->type() != QEvent::SockAct && event->type() != QEvent::SockClose)
        return QSocketNotifier::event(event);
    if (!isEnabled())
        return true;
    if (type() == QSocketNotifier::Read)
        m_connection.readMore();
    else
        m_connection.flush();
    return true;
}

HttpConnection::~HttpConnection()
{
    if (m_socket >= 0) {
        sendGathered();
        m_readNotifier.setEnabled(false);
        m_writeNotifier.reset();
        ::close(m_socket);
    }
}

void HttpConnection::readMore()
{
    static thread_local std::array<char, kReadPiece> buffer;
    const std::span<char> awaited = m_phase == Phase::Reading ? m_reader.awaited() : std::span<char>();
    const std::span<char> room = awaited.empty() ? std::span<char>(buffer) : awaited;
    const ssize_t count = ::recv(m_socket, room.data(), room.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        close();
        return;
    }
    if (m_phase == Phase::Closing)
        return; // what a refused client still sends is read and dropped, so that it can read our answer
    if (m_phase == Phase::Idle) {
        m_phase = Phase::Reading;
        touch();
    }
    if (awaited.empty())
        m_reader.feed(QByteArrayView(buffer.data(), count));
    else
        m_reader.took(count);
    if (m_phase == Phase::Answering) {
        // A client may send its next request early, but not fill our memory with them.
        if (m_reader.buffered() > m_limits.request.headBytes + m_limits.request.bodyBytes)
            close();
        return;
    }
    takeRequests();
}

void HttpConnection::takeRequests()
{
    if (std::exchange(m_taking, true))
        return;
    const QPointer<HttpConnection> alive(this);
    // A client that takes none of its answers gets no more of them.
    while (alive && !m_congested && (m_phase == Phase::Idle || m_phase == Phase::Reading)) {
        auto request = m_reader.next();
        if (!request) {
            refuse(request.error());
            break;
        }
        if (!*request) {
            if (m_reader.hasHead() && isHeadRefused())
                break;
            if (m_reader.takeContinueWish())
                send("HTTP/1.1 100 Continue\r\n\r\n");
            if (alive && m_reader.buffered() == 0 && !m_reader.hasHead())
                m_phase = Phase::Idle;
            break;
        }
        m_phase = Phase::Answering;
        m_keepAlive = (*request)->keepAlive;
        m_http10 = (*request)->http10;
        m_isHead = (*request)->method == "HEAD";
        m_isFresh = m_headShown = false;
        m_taker.onRequest(this, **request);
    }
    if (alive)
        m_taking = false;
}

/// Whoever must not be served shall not fill our memory first. Most requests come whole and are not asked about twice.
bool HttpConnection::isHeadRefused()
{
    if (std::exchange(m_headShown, true))
        return false;
    const IncomingRequest head = *m_reader.begun();
    m_phase = Phase::Answering;
    m_keepAlive = false;
    m_http10 = head.http10;
    m_isHead = false;
    const QPointer<HttpConnection> alive(this);
    if (m_taker.refusesHead(this, head)) {
        if (alive)
            m_reader = HttpRequestReader(m_limits.request); // the rest is dropped as it comes
        return true;
    }
    m_phase = Phase::Reading;
    return false;
}

void HttpConnection::refuse(const Error& error)
{
    m_phase = Phase::Answering;
    m_keepAlive = false;
    m_isHead = m_http10 = false; // of the request before
    m_taker.onRefused(this, error, m_reader.begun());
}

void HttpConnection::reply(AnswerHead head, QByteArrayView body)
{
    if (m_phase != Phase::Answering)
        return;
    if (!m_keepAlive)
        head.add("connection", QByteArrayView("close"));
    else if (m_http10)
        head.add("connection", QByteArrayView("keep-alive"));
    head.add("content-length", qint64(body.size()));
    const QPointer<HttpConnection> alive(this);
    send(head.take(), m_isHead ? QByteArrayView() : body);
    if (alive)
        finishAnswer();
}

void HttpConnection::reply(int status, const QList<HttpHeader>& headers, QByteArrayView body)
{
    reply(AnswerHead(status, headers), body);
}

void HttpConnection::beginChunks(AnswerHead head)
{
    if (m_phase != Phase::Answering)
        return;
    if (m_http10)
        m_keepAlive = false; // only the end of the connection can end the body
    if (!m_keepAlive)
        head.add("connection", QByteArrayView("close"));
    if (!m_http10)
        head.add("transfer-encoding", QByteArrayView("chunked"));
    send(head.take());
}

void HttpConnection::sendChunk(QByteArrayView bytes)
{
    if (m_phase != Phase::Answering || bytes.isEmpty() || m_isHead)
        return;
    if (m_http10)
        send(bytes);
    else {
        std::array<char, 24> size{};
        char* end = std::to_chars(size.data(), size.data() + size.size() - 2, bytes.size(), 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        send(QByteArrayView(size.data(), end), bytes, "\r\n");
    }
}

void HttpConnection::endChunks()
{
    if (m_phase != Phase::Answering)
        return;
    const QPointer<HttpConnection> alive(this);
    if (!m_http10 && !m_isHead)
        send("0\r\n\r\n");
    if (alive)
        finishAnswer();
}

void HttpConnection::finishAnswer()
{
    if (m_phase != Phase::Answering)
        return;
    if (m_out.isEmpty() || waitsForTurnEnd())
        touch(); // otherwise it still counts from when the client last took something
    if (m_keepAlive) {
        m_phase = m_reader.buffered() > 0 ? Phase::Reading : Phase::Idle;
        goOn();
        return;
    }
    m_phase = Phase::Closing;
    if (m_out.isEmpty())
        linger();
}

/// With what the client sent meanwhile, if it takes its answers.
void HttpConnection::goOn()
{
    if (m_phase != Phase::Idle && m_phase != Phase::Reading)
        return;
    m_readNotifier.setEnabled(!m_congested);
    if (!m_congested && m_phase == Phase::Reading && !m_taking)
        QMetaObject::invokeMethod(this, &HttpConnection::takeRequests, Qt::QueuedConnection);
}

/// Closing with bytes unread would reset the connection, and the client could lose our answer.
void HttpConnection::linger()
{
    ::shutdown(m_socket, SHUT_WR);
    touch();
}

void HttpConnection::abort()
{
    const struct linger option{.l_onoff = 1, .l_linger = 0};
    setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &option, sizeof option);
    m_phase = Phase::Closing;
    close();
}

std::optional<HttpConnection::TimePoint> HttpConnection::waitsSince() const
{
    const bool waits = m_phase == Phase::Idle || m_phase == Phase::Reading;
    return waits ? std::optional(m_since) : std::nullopt;
}

void HttpConnection::checkTimes(TimePoint now)
{
    const auto age = now - m_since;
    switch (m_phase) {
    case Phase::Idle:
        if (age > (m_isFresh ? m_limits.head : m_limits.idle))
            close();
        return;
    case Phase::Reading:
        if (age > (m_reader.hasHead() ? m_limits.body : m_limits.head)) {
            refuse(Error{.kind = ErrorKind::Timeout,
                .detail = QStringLiteral("The request did not come in time."),
                .httpStatus = 408});
        }
        return;
    case Phase::Answering:
        if (!m_out.isEmpty() && age > m_limits.stalled)
            close();
        return;
    case Phase::Closing: {
        constexpr std::chrono::seconds kLinger{2};
        if (age > (m_out.isEmpty() ? kLinger : m_limits.stalled))
            close();
        return;
    }
    }
}

void HttpConnection::close()
{
    if (m_socket < 0)
        return;
    sendGathered();
    m_readNotifier.setEnabled(false);
    if (m_writeNotifier)
        m_writeNotifier->setEnabled(false);
    ::close(m_socket);
    m_socket = -1;
    m_out.clear();
    m_sent = 0;
    const bool wasDue = m_phase == Phase::Answering;
    m_phase = Phase::Closing;
    deleteLater();
    if (auto* user = std::exchange(m_user, nullptr); user && wasDue)
        user->clientGone();
}

} // namespace assay
