// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localtarget.h"

#include "core/net/requestcheck.h"

#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

template <class Address> LocalAddress held(const Address& address)
{
    LocalAddress out{};
    std::memcpy(&out.bytes, &address, sizeof address);
    out.size = sizeof address;
    return out;
}

/// Of a literal address; nothing for a name.
std::optional<LocalAddress> addressOf(const QByteArray& literal, quint16 port)
{
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    if (inet_pton(AF_INET, literal.constData(), &v4.sin_addr) == 1)
        return held(v4);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    if (inet_pton(AF_INET6, literal.constData(), &v6.sin6_addr) == 1)
        return held(v6);
    return std::nullopt;
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
    if (const auto literal = addressOf(name.toLatin1(), port)) {
        out.addresses = {*literal};
    } else {
        for (const QByteArray loopback : {"::1", "127.0.0.1"})
            out.addresses.push_back(addressOf(loopback, port).value());
    }
    return out;
}

} // namespace assay
