// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxconnection.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kHighWater = 256 * 1024; // bytes that may wait for a slow client

QByteArray reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 404: return "Not Found";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

} // namespace

SandboxConnection::SandboxConnection(
    int socket, SandboxService& service, HttpRequestReader::Limits limits, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_service(service)
    , m_reader(limits)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SandboxConnection::advance);
    connect(&m_socket, &SandboxSocket::readyRead, this, &SandboxConnection::readMore);
    connect(&m_socket, &SandboxSocket::bytesWritten, this, [this] {
        if (m_resetWhenFlushed)
            endWithReset();
        else if (m_exchange && !m_timer.isActive())
            advance();
    });
    connect(&m_socket, &SandboxSocket::disconnected, this, &SandboxConnection::onDisconnected);
}

SandboxConnection::~SandboxConnection()
{
    m_socket.disconnect(this);
    if (m_exchange)
        record(InvoiceState::Cut);
}

void SandboxConnection::readMore()
{
    m_reader.feed(m_socket.readAll());
    const HttpRequestReader::Limits limits = m_reader.limits();
    if (m_exchange && m_reader.buffered() > limits.headBytes + limits.bodyBytes) {
        m_socket.abort();
        return;
    }
    serve();
}

void SandboxConnection::serve()
{
    while (!m_exchange && m_socket.isOpen()) {
        auto request = m_reader.next();
        if (!request) {
            m_keepAlive = false;
            m_http10 = false;
            begin(m_service.refuse(request.error()));
            return;
        }
        if (!*request) {
            if (m_reader.takeContinueWish())
                m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
            return;
        }
        m_http10 = (*request)->http10;
        m_keepAlive = (*request)->keepAlive;
        begin(m_service.answer(**request));
    }
}

void SandboxConnection::begin(SandboxExchange exchange)
{
    m_exchange = std::move(exchange);
    m_outcome = {};
    m_nextFrame = 0;
    m_headSent = false;
    m_recorded = false;
    m_due = m_service.clock().steady() + m_exchange->playback.beforeHead;
    advance();
}

bool SandboxConnection::waits()
{
    const auto left = m_due - m_service.clock().steady();
    if (left <= std::chrono::steady_clock::duration::zero())
        return m_socket.bytesToWrite() > kHighWater; // bytesWritten goes on with it
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
    return true;
}

void SandboxConnection::advance()
{
    while (m_exchange && !waits()) {
        const Playback& playback = m_exchange->playback;
        if (!m_headSent && playback.sendHead)
            writeHead();
        else if (m_nextFrame < playback.frames.size())
            writeFrame();
        else if (playback.end == Playback::End::Stall)
            return;
        else
            return finish();
        if (m_nextFrame < playback.frames.size())
            m_due += playback.frames[m_nextFrame].delay;
    }
}

void SandboxConnection::writeHead()
{
    const Playback& playback = m_exchange->playback;
    const bool chunked = playback.framing == Playback::Framing::Chunked;
    if (chunked && m_http10)
        m_keepAlive = false; // only the end of the connection can end the body
    QByteArray head = "HTTP/1.1 " + QByteArray::number(playback.status) + ' ' + reason(playback.status) + "\r\n";
    for (const HttpHeader& header : playback.headers)
        head += header.name + ": " + header.value + "\r\n";
    if (!chunked)
        head += "content-length: " + QByteArray::number(playback.contentLength) + "\r\n";
    else if (!m_http10)
        head += "transfer-encoding: chunked\r\n";
    head += m_keepAlive ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n";
    m_socket.write(head);
    m_headSent = true;
}

void SandboxConnection::writeFrame()
{
    const Playback& playback = m_exchange->playback;
    const PlaybackFrame& frame = playback.frames[m_nextFrame++];
    m_outcome.output += frame.output;
    m_outcome.reasoning += frame.reasoning;
    if (frame.whole)
        m_outcome.tokensSent += frame.output + frame.reasoning;
    // The invoice is written before the client can know that the answer is complete, so it can be read right after.
    if (m_nextFrame == playback.frames.size() && playback.end == Playback::End::Complete)
        record(playback.state);
    if (frame.bytes.isEmpty())
        return;
    if (playback.framing == Playback::Framing::Chunked && !m_http10)
        m_socket.write(QByteArray::number(frame.bytes.size(), 16) + "\r\n" + frame.bytes + "\r\n");
    else
        m_socket.write(frame.bytes);
}

void SandboxConnection::finish()
{
    const Playback::End end = m_exchange->playback.end;
    record(m_exchange->playback.state);
    if (end == Playback::End::Reset)
        return endWithReset();
    if (end == Playback::End::Complete && m_exchange->playback.framing == Playback::Framing::Chunked && !m_http10)
        m_socket.write("0\r\n\r\n");
    m_exchange.reset();
    if (end != Playback::End::Complete || !m_keepAlive)
        m_socket.closeWhenWritten();
    else if (m_reader.buffered() > 0)
        QMetaObject::invokeMethod(this, &SandboxConnection::serve, Qt::QueuedConnection);
}

void SandboxConnection::endWithReset()
{
    m_exchange.reset();
    m_resetWhenFlushed = m_socket.bytesToWrite() > 0;
    if (m_resetWhenFlushed)
        return;
    m_socket.reset();
}

void SandboxConnection::record(InvoiceState state)
{
    if (std::exchange(m_recorded, true))
        return;
    m_outcome.state = state;
    m_service.record(*m_exchange, m_outcome);
}

void SandboxConnection::onDisconnected()
{
    m_timer.stop();
    if (m_exchange)
        record(InvoiceState::CancelledByClient);
    m_exchange.reset();
    deleteLater();
}

} // namespace assay
