// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/httplistener.h"

#include "core/support/loopback.h"

#include <QTimerEvent>

#include <unistd.h>

using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kTick = 500ms; // how exactly connections' times are kept

} // namespace

HttpListener::HttpListener(HttpLimits limits, HttpRequestTaker& taker)
    : m_limits(limits)
    , m_taker(taker)
{
}

HttpListener::~HttpListener()
{
    shutDown();
}

Result<quint16> HttpListener::listen(quint16 port)
{
    const auto v4 = listenOnLoopback(port);
    if (!v4)
        return std::unexpected(v4.error());
    open(*v4);
    const quint16 taken = portOf(*v4);
    if (const auto v6 = listenOnLoopback(taken, LoopbackFamily::V6))
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
        const int socket = acceptFrom(door);
        if (socket < 0)
            return;
        if (!makeRoom()) {
            ::close(socket);
            continue;
        }
        auto* connection = new HttpConnection(socket, m_limits, m_taker, this);
        m_connections.insert(connection);
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
