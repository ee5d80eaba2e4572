// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

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

/// A blocking HTTP client on a bare socket, so that a test sees every byte and how the connection ends. The server
/// runs on its own thread.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.waitForConnected(kPatience);
    }

    QTcpSocket& socket() { return m_socket; }

    void send(const QByteArray& method, const QByteArray& target, const QByteArray& body = {},
        const QByteArray& headers = {})
    {
        m_socket.write(method + ' ' + target + " HTTP/1.1\r\nhost: 127.0.0.1\r\n" + headers
            + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        m_socket.flush();
    }

    /// Waits until at least `bytes` more have come in; returns everything read so far, undecoded.
    QByteArray waitForBytes(qsizetype bytes)
    {
        QElapsedTimer timer;
        timer.start();
        while (m_buffer.size() < bytes && timer.elapsed() < kPatience && readMore()) { }
        return m_buffer;
    }

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

    /// False when the connection has ended and everything was read.
    bool readMore()
    {
        if (m_socket.bytesAvailable() == 0 && m_socket.state() == QAbstractSocket::ConnectedState)
            m_socket.waitForReadyRead(kPatience);
        const QByteArray more = m_socket.readAll();
        m_buffer += more;
        return !more.isEmpty();
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

    QTcpSocket m_socket;
    QByteArray m_buffer;
    bool m_sawReset = false;
};

} // namespace assay::testing
