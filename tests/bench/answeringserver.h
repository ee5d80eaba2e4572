// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <csignal>

/// A server in a process of its own that gives every request the same small answer, as cheaply as can be.
namespace assay::bench {

inline const std::string kAnswer = [] {
    const std::string body
        = R"({"id":"x","choices":[{"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}})";
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size())
        + "\r\n\r\n" + body;
}();

inline bool isWhole(const std::string& request)
{
    const auto head = request.find("\r\n\r\n");
    const auto length = request.find("Content-Length: ");
    if (head == std::string::npos || length == std::string::npos)
        return false;
    return request.size() >= head + 4 + std::stoul(request.substr(length + 16, 12));
}

[[noreturn]] inline void serve(int listener)
{
    const int poll = epoll_create1(0);
    epoll_event want{.events = EPOLLIN, .data = {.fd = listener}};
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &want);
    std::unordered_map<int, std::string> inputs;
    std::array<epoll_event, 64> events;
    std::array<char, 65536> buffer;
    for (;;) {
        const int count = epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<size_t>(i)].data.fd;
            if (fd == listener) {
                const int client = accept(listener, nullptr, nullptr);
                const int on = 1;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                epoll_event more{.events = EPOLLIN, .data = {.fd = client}};
                epoll_ctl(poll, EPOLL_CTL_ADD, client, &more);
                inputs[client].clear();
                continue;
            }
            const ssize_t got = read(fd, buffer.data(), buffer.size());
            if (got <= 0) {
                close(fd);
                continue;
            }
            auto& input = inputs[fd].append(buffer.data(), static_cast<size_t>(got));
            if (isWhole(input)) {
                input.clear();
                if (write(fd, kAnswer.data(), kAnswer.size()) < 0)
                    close(fd);
            }
        }
    }
}

struct Server {
    pid_t process = 0;
    int port = 0;
};

inline Server startServer()
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener, plain, size) != 0 || listen(listener, 256) != 0 || getsockname(listener, plain, &size) != 0) {
        std::perror("bench_transport");
        std::exit(1);
    }
    const pid_t process = fork();
    if (process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(listener);
    }
    close(listener);
    return {process, ntohs(address.sin_port)};
}

} // namespace assay::bench
