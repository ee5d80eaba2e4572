// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/loopback.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kBacklog = 1024;

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

bool isLoopback(const in_addr& address)
{
    return (ntohl(address.s_addr) >> 24) == IN_LOOPBACKNET;
}

} // namespace

bool isLoopbackAddress(const QString& host)
{
    const QByteArray text = host.toLatin1();
    in_addr v4{};
    if (::inet_pton(AF_INET, text.constData(), &v4) == 1)
        return isLoopback(v4);
    in6_addr v6{};
    if (::inet_pton(AF_INET6, text.constData(), &v6) != 1)
        return false;
    if (!IN6_IS_ADDR_V4MAPPED(&v6))
        return IN6_IS_ADDR_LOOPBACK(&v6);
    std::memcpy(&v4, v6.s6_addr + sizeof v6 - sizeof v4, sizeof v4);
    return isLoopback(v4);
}

Result<int> listenOnLoopback(quint16 port, LoopbackFamily family)
{
    if (family == LoopbackFamily::V6) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        return openSocket(AF_INET6, reinterpret_cast<const sockaddr*>(&address), sizeof address, port);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return openSocket(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address, port);
}

int acceptFrom(int listening)
{
    const int out = ::accept4(listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    const int on = 1;
    if (out >= 0)
        setsockopt(out, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return out;
}

quint16 portOf(int socket)
{
    sockaddr_in address{}; // the port lies at the same place in both families
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace assay
