// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localtarget.h"

#include "core/net/requestcheck.h"

#include <QHostAddress>

#include <cstring>

#include <netinet/in.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

LocalAddress addressOf(const QHostAddress& host, quint16 port)
{
    LocalAddress out{};
    bool isV4 = false;
    const quint32 v4 = host.toIPv4Address(&isV4);
    if (isV4) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(v4);
        std::memcpy(&out.bytes, &address, sizeof address);
        out.size = sizeof address;
        return out;
    }
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    const Q_IPV6ADDR bytes = host.toIPv6Address();
    std::memcpy(&address.sin6_addr, &bytes, sizeof bytes);
    std::memcpy(&out.bytes, &address, sizeof address);
    out.size = sizeof address;
    return out;
}

/// From the path on, as libcurl takes it out of the same text.
QByteArray pathOf(const QUrl& url)
{
    const QByteArray whole = url.toEncoded(QUrl::RemoveFragment);
    qsizetype at = whole.indexOf("://") + 3;
    while (at < whole.size() && whole.at(at) != '/' && whole.at(at) != '?')
        ++at;
    const QByteArray path = whole.sliced(at);
    return path.startsWith('/') ? path : '/' + path;
}

} // namespace

bool isPlainLocal(const QUrl& url)
{
    return url.scheme() == "http"_L1 && isLoopback(url);
}

std::optional<LocalTarget> localTarget(const QUrl& url)
{
    if (!isPlainLocal(url))
        return std::nullopt;
    const auto port = static_cast<quint16>(url.port(80));
    const QString name = url.host(QUrl::FullyEncoded);
    LocalTarget out{.url = url, .path = pathOf(url), .host = {}, .addresses = {}};
    out.host = (name.contains(u':') ? u'[' + name + u']' : name).toLatin1();
    if (port != 80)
        out.host += ':' + QByteArray::number(port);
    const QHostAddress literal(name);
    if (!literal.isNull()) {
        out.addresses = {addressOf(literal, port)};
    } else {
        out.addresses = {addressOf(QHostAddress(QHostAddress::LocalHostIPv6), port),
            addressOf(QHostAddress(QHostAddress::LocalHost), port)};
    }
    return out;
}

} // namespace assay
