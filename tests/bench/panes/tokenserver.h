// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/panes/meter.h"
#include "tests/support/lanefixture.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

namespace assay::bench {

/// Streams numbers, "1 2 3 …", to every connection at the same rate, and remembers when each went into the socket.
class TokenServer
{
public:
    static constexpr int kMostTokens = 100'000;

    TokenServer(int connections, std::chrono::microseconds interval)
        : m_connections(connections)
        , m_interval(interval)
        , m_sent(static_cast<std::size_t>(kMostTokens))
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(m_listener, 64);
        socklen_t length = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~TokenServer()
    {
        m_stop = true;
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    Q_DISABLE_COPY_MOVE(TokenServer)
    quint16 port() const { return m_port; }
    int count() const { return m_count; }
    /// Milliseconds of `wallMs`.
    double sentAt(int token) const { return m_sent[static_cast<std::size_t>(token)]; }

private:
    void serve()
    {
        std::vector<int> peers;
        while (static_cast<int>(peers.size()) < m_connections && !m_stop) {
            const int peer = ::accept(m_listener, nullptr, nullptr);
            if (peer < 0)
                return;
            const int yes = 1;
            ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            std::array<char, 65536> buffer = {};
            [[maybe_unused]] const auto read = ::recv(peer, buffer.data(), buffer.size(), 0);
            send(peer, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n");
            peers.push_back(peer);
        }
        auto next = std::chrono::steady_clock::now();
        for (int token = 1; token < kMostTokens && !m_stop; ++token) {
            next += m_interval;
            std::this_thread::sleep_until(next);
            const QByteArray event = testing::chatEvent(
                QString::number(token) + (token % 60 == 0 ? QStringLiteral("\n\n") : QStringLiteral(" ")));
            m_sent[static_cast<std::size_t>(token)] = wallMs();
            m_count = token;
            for (const int peer : peers)
                send(peer, event);
        }
        for (const int peer : peers)
            ::close(peer);
    }
    static void send(int peer, const QByteArray& bytes)
    {
        [[maybe_unused]] const auto sent
            = ::send(peer, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
    }

    int m_connections;
    std::chrono::microseconds m_interval;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_count = 0;
    std::vector<std::atomic<double>> m_sent;
    std::thread m_thread;
};

} // namespace assay::bench
