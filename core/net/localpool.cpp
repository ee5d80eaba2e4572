// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localpool.h"

#include "core/net/lifeline.h"
#include "core/net/localcall.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>

namespace assay {

namespace {

constexpr size_t kKnownPlaces = 32;
constexpr size_t kKnownServers = 128;
constexpr auto kWake = QEvent::User;

} // namespace

LocalPool::LocalPool(const TransportOptions& options)
    : m_options(options)
{
}

LocalPool::~LocalPool()
{
    Lifeline::cut(m_gone);
    for (auto& [name, server] : m_servers)
        server->idle.clear(); // calls that outlive us hold their server
}

std::shared_ptr<const LocalPool::Place> LocalPool::knownPlace(const QUrl& url)
{
    const auto found = std::ranges::find_if(m_places, [&](const auto& place) { return place->target.url == url; });
    if (found == m_places.end())
        return nullptr;
    if (found != m_places.begin())
        std::rotate(m_places.begin(), found, found + 1);
    return m_places.front();
}

std::shared_ptr<const LocalPool::Place> LocalPool::addPlace(LocalTarget target)
{
    if (m_places.size() >= kKnownPlaces)
        m_places.pop_back();
    auto server = std::ranges::find(m_servers, target.host, &decltype(m_servers)::value_type::first);
    if (server == m_servers.end()) {
        if (m_servers.size() >= kKnownServers)
            std::erase_if(
                m_servers, [](const auto& each) { return each.second.use_count() == 1 && each.second->idle.empty(); });
        server = m_servers.insert(m_servers.end(), {target.host, std::make_shared<Server>()});
    }
    auto place = std::make_shared<const Place>(Place{.target = std::move(target), .server = server->second});
    m_places.insert(m_places.begin(), place);
    return place;
}

void LocalPool::enter(LocalCall* call)
{
    call->setIndex(m_calls.size());
    m_calls.push_back(call);
}

void LocalPool::leave(LocalCall* call)
{
    const size_t index = call->index();
    m_calls[index] = m_calls.back();
    m_calls[index]->setIndex(index);
    m_calls.pop_back();
    if (!m_ready.empty())
        std::ranges::replace(m_ready, call, static_cast<LocalCall*>(nullptr));
}

void LocalPool::shutDown()
{
    while (!m_calls.empty())
        m_calls.back()->transportGone();
}

std::unique_ptr<LocalConnection> LocalPool::newConnection()
{
    return std::make_unique<LocalConnection>(
        *this, AnswerParser::Limits{.headBytes = m_options.maxHeadBytes, .bodyBytes = m_options.maxBodyBytes});
}

std::unique_ptr<LocalConnection> LocalPool::takeIdle(Server& server)
{
    if (server.idle.empty())
        return nullptr;
    dropOld(server, m_clock.steady());
    while (!server.idle.empty()) {
        auto connection = std::move(server.idle.back());
        server.idle.pop_back();
        --m_idleCount;
        if (connection->isQuiet())
            return connection;
    }
    return nullptr;
}

void LocalPool::keep(Server& server, std::unique_ptr<LocalConnection> connection)
{
    connection->setCall(nullptr);
    connection->watchArrivals(true); // it closes: it goes
    const auto now = m_clock.steady();
    connection->setIdleSince(now);
    if (m_idleCount >= static_cast<size_t>(kKeptConnections)) {
        if (server.idle.empty())
            return; // closes
        server.idle.erase(server.idle.begin());
        --m_idleCount;
    }
    server.idle.push_back(std::move(connection));
    ++m_idleCount;
    wantCheck(now + m_options.idleConnectionAge);
}

void LocalPool::dropOld(Server& server, TimePoint now)
{
    const auto firstGood = std::ranges::find_if(
        server.idle, [&](const auto& each) { return now - each->idleSince() <= m_options.idleConnectionAge; });
    m_idleCount -= static_cast<size_t>(firstGood - server.idle.begin());
    server.idle.erase(server.idle.begin(), firstGood);
}

void LocalPool::dropIdle(const LocalConnection& connection)
{
    for (auto& [name, server] : m_servers) {
        m_idleCount -= std::erase_if(server->idle, [&](const auto& each) { return each.get() == &connection; });
    }
}

void LocalPool::note(LocalCall* call)
{
    m_ready.push_back(call);
    if (m_inTurn || std::exchange(m_wakePosted, true))
        return;
    QCoreApplication::postEvent(this, new QEvent(kWake));
}

void LocalPool::wantCheck(TimePoint at)
{
    m_limitTimer.wantNotLaterThan(at);
    m_limitTimer.arm(this);
}

bool LocalPool::event(QEvent* event)
{
    if (event->type() != kWake)
        return QObject::event(event);
    m_wakePosted = false;
    m_inTurn = true;
    deliver();
    return true;
}

void LocalPool::socketReady(LocalConnection& connection, QSocketNotifier::Type type)
{
    const Lifeline alive(m_gone);
    m_inTurn = true;
    if (auto* call = connection.call(); !call)
        dropIdle(connection); // closed, or said what nobody asked for
    else if (type == QSocketNotifier::Read)
        call->readMore();
    else
        call->writable();
    if (alive)
        deliver();
}

// Also what the watchers begin meanwhile: a turn of the event loop would cost more than all they need.
void LocalPool::deliver()
{
    const Lifeline alive(m_gone);
    for (size_t i = 0; i < m_ready.size(); ++i) {
        if (LocalCall* call = std::exchange(m_ready[i], nullptr))
            call->deliver();
        if (!alive)
            return;
    }
    m_ready.clear();
    m_inTurn = false;
}

void LocalPool::timerEvent(QTimerEvent* event)
{
    if (m_limitTimer.isTimer(event->timerId()) && m_limitTimer.isDue(this))
        checkLimits();
}

void LocalPool::checkLimits()
{
    const auto now = m_clock.steady();
    m_inTurn = true;
    for (auto* call : m_calls)
        call->checkLimits(now); // tells nothing yet, so the list stays as it is
    for (auto& [name, server] : m_servers) {
        dropOld(*server, now);
        if (!server->idle.empty())
            wantCheck(server->idle.front()->idleSince() + m_options.idleConnectionAge + std::chrono::milliseconds(1));
    }
    deliver();
}

} // namespace assay
