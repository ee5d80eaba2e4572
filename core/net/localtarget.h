// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QUrl>

#include <optional>
#include <vector>

#include <sys/socket.h>

namespace assay {

/// An address of a server on this machine, as the kernel wants it.
struct LocalAddress {
    sockaddr_storage bytes;
    socklen_t size;
};

/// What a plain URL of this machine says, taken apart once for all requests to it.
struct LocalTarget {
    QUrl url;
    QByteArray path; ///< path and query as they stand in the URL, for the request line
    QByteArray host; ///< for the Host field; also names the server among others
    std::vector<LocalAddress> addresses; ///< to be tried in this order
};

/// Whether the URL is plain http to this machine: an address of 127.0.0.0/8, ::1, `localhost` or a name under it.
bool isPlainLocal(const QUrl& url);
/// Nothing for any other URL. The names need no resolver: RFC 6761, 6.3 has them stand for the loopback addresses, ::1
/// first as getaddrinfo() orders them.
std::optional<LocalTarget> localTarget(const QUrl& url);

} // namespace assay
