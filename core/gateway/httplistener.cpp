// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/httplistener.h"

#include <QTimerEvent>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr int kBacklog = 1024;
constexpr auto kTick = 500ms; // how exactly connections' times are kept

Result<int> openSocket(int family, const sockaddr* address, socklen_t size, quint16 port)
{
    const int out = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    if (out >= 0) {
        setsockopt(out, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (family == AF_INET6)
            setsockopt(out, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
        if (::bind(out, address, size) == 0 && ::listen(out, kBacklog) == 0)
            return out;
    }
    const int code = errno;
    if (out >= 0)
        ::close(out);
    return fail(ErrorKind::Network,
        u"Port %1 of this machine cannot be opened: %2."_s.arg(port).arg(QString::fromLocal8Bit(std::strerror(code))));
}

Result<int> openV4(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return openSocket(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address, port);
}

Result<int> openV6(quint16 port)
{
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = in6addr_loopback;
    return openSocket(AF_INET6, reinterpret_cast<const sockaddr*>(&address), sizeof address, port);
}

quint16 portOf(int socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace

HttpListener::HttpListener(HttpLimits limits, QObject* parent)
    : QObject(parent)
    , m_limits(limits)
{
}

HttpListener::~HttpListener()
{
    shutDown();
}

Result<quint16> HttpListener::listen(quint16 port)
{
    const auto v4 = openV4(port);
    if (!v4)
        return std::unexpected(v4.error());
    open(*v4);
    const quint16 taken = portOf(*v4);
    if (const auto v6 = openV6(taken))
        open(*v6); // a machine without IPv6 is served by the other one
    m_clock.start(kTick, Qt::CoarseTimer, this);
    return taken;
}

void HttpListener::open(int socket)
{
    auto notifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    connect(notifier.get(), &QSocketNotifier::activated, this, [this, socket] { acceptAll(socket); });
    m_doors.push_back({.socket = socket, .notifier = std::move(notifier)});
}

void HttpListener::shutDown()
{
    m_clock.stop();
    for (auto& door : m_doors) {
        door.notifier.reset();
        ::close(door.socket);
    }
    m_doors.clear();
    const auto connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

void HttpListener::acceptAll(int door)
{
    for (;;) {
        const int socket = ::accept4(door, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        if (!makeRoom()) {
            ::close(socket);
            continue;
        }
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        auto* connection = new HttpConnection(socket, m_limits, this);
        m_connections.insert(connection);
        connect(connection, &HttpConnection::requestReceived, this, &HttpListener::requestReceived);
        connect(connection, &HttpConnection::requestRefused, this, &HttpListener::requestRefused);
        connect(connection, &QObject::destroyed, this, [this, connection] { m_connections.erase(connection); });
    }
}

/// False if every connection is busy.
bool HttpListener::makeRoom()
{
    if (m_connections.size() < static_cast<std::size_t>(m_limits.connections))
        return true;
    HttpConnection* oldest = nullptr;
    for (auto* connection : m_connections) {
        const auto since = connection->waitsSince();
        if (since && (!oldest || *since < *oldest->waitsSince()))
            oldest = connection;
    }
    if (!oldest)
        return false;
    m_connections.erase(oldest);
    oldest->close();
    return true;
}

void HttpListener::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_clock.timerId())
        return;
    const auto now = std::chrono::steady_clock::now();
    // A connection that ends is deleted later: the set stays as it is meanwhile.
    for (auto* connection : m_connections)
        connection->checkTimes(now);
}

} // namespace assay
