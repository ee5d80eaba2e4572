// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localconnection.h"

#include "core/net/localpool.h"

#include <QEvent>

#include <array>
#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/uio.h>
#include <unistd.h>

namespace assay {

/// Tells the pool without the detour over a signal. It may be what is running when its connection goes, so it is
/// deleted later.
class LocalConnection::Watcher final : public QSocketNotifier
{
public:
    Watcher(LocalConnection& connection, Type type)
        : QSocketNotifier(type)
        , m_connection(&connection)
    {
    }

    void retire()
    {
        m_connection = nullptr;
        setEnabled(false);
        deleteLater();
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::SockAct && event->type() != QEvent::SockClose)
            return QSocketNotifier::event(event);
        if (m_connection && isEnabled())
            m_connection->m_pool.socketReady(*m_connection, type());
        return true;
    }

private:
    LocalConnection* m_connection;
};

namespace {

void option(int socket, int level, int name, int value)
{
    ::setsockopt(socket, level, name, &value, sizeof value); // without it things are slower, not wrong
}

int newSocket(int family)
{
    const int out = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (out < 0)
        return out;
    option(out, IPPROTO_TCP, TCP_NODELAY, 1);
    // Finds a peer that is gone while a model thinks for minutes: the address may be a tunnel's door.
    option(out, SOL_SOCKET, SO_KEEPALIVE, 1);
    option(out, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    option(out, IPPROTO_TCP, TCP_KEEPINTVL, 15);
    return out;
}

} // namespace

LocalConnection::LocalConnection(LocalPool& pool, AnswerParser::Limits limits)
    : m_pool(pool)
    , m_parser(limits)
{
}

LocalConnection::~LocalConnection()
{
    close();
    for (auto* watcher : {m_arrivals, m_room}) {
        if (watcher)
            watcher->retire();
    }
}

void LocalConnection::close()
{
    if (m_socket < 0)
        return;
    for (auto* watcher : {m_arrivals, m_room}) {
        if (watcher && watcher->isEnabled())
            watcher->setEnabled(false);
    }
    ::close(m_socket);
    m_socket = -1;
}

LocalConnection::Watcher* LocalConnection::newWatcher(QSocketNotifier::Type type)
{
    auto* watcher = new Watcher(*this, type);
    watcher->setSocket(m_socket);
    return watcher;
}

void LocalConnection::watchArrivals(bool on)
{
    if (!m_arrivals && !on)
        return;
    if (!m_arrivals)
        m_arrivals = newWatcher(QSocketNotifier::Read);
    if (m_arrivals->isEnabled() != on)
        m_arrivals->setEnabled(on);
}

void LocalConnection::watchRoom(bool on)
{
    if (!m_room && !on)
        return;
    if (!m_room)
        m_room = newWatcher(QSocketNotifier::Write);
    if (m_room->isEnabled() != on)
        m_room->setEnabled(on);
}

LocalConnection::Opening LocalConnection::open(const LocalAddress& address)
{
    close();
    m_socket = newSocket(address.bytes.ss_family);
    if (m_socket < 0) {
        m_error = errno;
        return Opening::Failed;
    }
    for (auto* watcher : {m_arrivals, m_room}) {
        if (watcher)
            watcher->setSocket(m_socket);
    }
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address.bytes), address.size) == 0) {
        watchArrivals(true);
        return Opening::Stands;
    }
    if (errno != EINPROGRESS) {
        m_error = errno;
        return Opening::Failed;
    }
    watchRoom(true);
    return Opening::Waits;
}

LocalConnection::Opening LocalConnection::opened()
{
    socklen_t size = sizeof m_error;
    if (::getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &m_error, &size) != 0)
        m_error = errno;
    watchRoom(false);
    if (m_error != 0)
        return Opening::Failed;
    watchArrivals(true);
    return Opening::Stands;
}

bool LocalConnection::isQuiet() const
{
    char byte = 0;
    return ::recv(m_socket, &byte, 1, MSG_PEEK) < 0 && (errno == EAGAIN || errno == EINTR);
}

void LocalConnection::setBody(const QByteArray& body)
{
    m_body = body;
    m_headSize = static_cast<qint64>(m_head.size());
    m_sent = 0;
    m_sending = true;
}

LocalConnection::Sending LocalConnection::send()
{
    std::array<iovec, 2> pieces{};
    size_t count = 0;
    if (m_sent < m_headSize)
        pieces.at(count++) = {.iov_base = m_head.data() + m_sent, .iov_len = static_cast<size_t>(m_headSize - m_sent)};
    const qint64 bodySent = std::max<qint64>(m_sent - m_headSize, 0);
    if (bodySent < m_body.size())
        pieces.at(count++) = {.iov_base = const_cast<char*>(m_body.constData() + bodySent),
            .iov_len = static_cast<size_t>(m_body.size() - bodySent)};
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const ssize_t sent = ::sendmsg(m_socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        m_error = errno;
        stopSending();
        return Sending::Failed;
    }
    m_sent += std::max<ssize_t>(sent, 0);
    if (m_sent >= m_headSize && !m_head.empty()) {
        wipeBytes(m_head.data(), m_head.size());
        m_head.clear();
    }
    m_sending = m_sent < m_headSize + m_body.size();
    watchRoom(m_sending);
    return m_sending ? Sending::Some : Sending::All;
}

void LocalConnection::stopSending()
{
    wipeBytes(m_head.data(), m_head.size());
    m_head.clear();
    m_sending = false;
    watchRoom(false);
}

ssize_t LocalConnection::receive(std::span<char> buffer) const
{
    return ::recv(m_socket, buffer.data(), buffer.size(), 0);
}

} // namespace assay
