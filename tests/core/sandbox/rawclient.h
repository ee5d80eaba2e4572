// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace assay::testing {

/// What came back on one connection, as far as it came.
struct RawReply {
    HttpHead head;
    QByteArray body; ///< without transfer coding
    bool complete = false; ///< the body ended where its framing says
    bool reset = false; ///< the connection ended with a reset
    bool closed = false; ///< the connection ended

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A blocking HTTP client on a bare POSIX socket, so that a test sees every byte and how the connection ends: Qt's
/// sockets do not tell a reset from a close. The server runs on its own thread.
class RawClient
{
public:
    explicit RawClient(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool isConnected() const { return m_connected; }
    void close()
    {
        if (m_socket >= 0)
            ::close(std::exchange(m_socket, -1));
    }

    void write(const QByteArray& bytes)
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t sent = ::send(m_socket, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
            if (sent <= 0)
                return;
            at += sent;
        }
    }

    void send(
        const QByteArray& method, const QByteArray& target, const QByteArray& body = {}, const QByteArray& headers = {})
    {
        write(method + ' ' + target + " HTTP/1.1\r\nhost: 127.0.0.1\r\n" + headers
            + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    /// Waits until at least `bytes` more have come in; returns everything read so far, undecoded.
    QByteArray waitForBytes(qsizetype bytes)
    {
        QElapsedTimer timer;
        timer.start();
        while (m_buffer.size() < bytes && timer.elapsed() < kPatience && readMore()) { }
        return m_buffer;
    }

    /// Drops bytes that were read but are no answer: an interim `100 Continue`.
    void forget(qsizetype bytes) { m_buffer.remove(0, bytes); }

    /// The next answer, up to its end or that of the connection.
    RawReply reply()
    {
        RawReply reply;
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kPatience) {
            if (tryParse(reply))
                return reply;
            if (!readMore()) {
                reply.closed = true;
                reply.reset = m_sawReset;
                tryParse(reply);
                return reply;
            }
        }
        return reply;
    }

    RawReply post(const QByteArray& target, const QByteArray& body, const QByteArray& headers = {})
    {
        send("POST", target, body, headers);
        return reply();
    }
    RawReply get(const QByteArray& target, const QByteArray& headers = {})
    {
        send("GET", target, {}, headers);
        return reply();
    }

private:
    static constexpr int kPatience = 20'000;

    /// False when the connection has ended and everything was read, or patience is over.
    bool readMore()
    {
        pollfd wait{.fd = m_socket, .events = POLLIN, .revents = 0};
        if (::poll(&wait, 1, kPatience) <= 0)
            return false;
        char piece[65536];
        const ssize_t count = ::recv(m_socket, piece, sizeof piece, 0);
        m_sawReset = count < 0 && errno == ECONNRESET;
        if (count <= 0)
            return false;
        m_buffer.append(piece, count);
        return true;
    }

    bool tryParse(RawReply& reply)
    {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        reply.head = {};
        reply.body.clear();
        const QList<QByteArray> lines = m_buffer.first(end).split('\n');
        reply.head.status = lines.first().split(' ').value(1).toInt();
        for (const QByteArray& line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            reply.head.headers.append({.name = line.first(colon), .value = line.mid(colon + 1).trimmed()});
        }
        const QByteArray rest = m_buffer.mid(end + 4);
        const qsizetype used = reply.head.header("transfer-encoding") == "chunked" ? chunked(rest, reply)
            : reply.head.header("content-length").isEmpty()                        ? untilClose(rest, reply)
                                                                                   : byLength(rest, reply);
        if (!reply.complete)
            return false;
        m_buffer.remove(0, end + 4 + used);
        return true;
    }

    static qsizetype byLength(const QByteArray& rest, RawReply& reply)
    {
        const qsizetype length = reply.head.header("content-length").toLongLong();
        reply.body = rest.first(std::min(length, rest.size()));
        reply.complete = rest.size() >= length;
        return length;
    }
    static qsizetype untilClose(const QByteArray& rest, RawReply& reply)
    {
        reply.body = rest;
        reply.complete = reply.closed;
        return rest.size();
    }
    static qsizetype chunked(const QByteArray& rest, RawReply& reply)
    {
        for (qsizetype at = 0;;) {
            const qsizetype end = rest.indexOf("\r\n", at);
            if (end < 0)
                return 0;
            const qsizetype size = rest.sliced(at, end - at).toLongLong(nullptr, 16);
            reply.body += rest.mid(end + 2, size);
            at = end + 2 + size + 2;
            if (at > rest.size())
                return 0;
            if (size == 0) {
                reply.complete = true;
                return at;
            }
        }
    }

    int m_socket;
    bool m_connected = false;
    QByteArray m_buffer;
    bool m_sawReset = false;
};

} // namespace assay::testing
