// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewaydoor.h"

#include "core/support/clock.h"
#include "core/support/logging.h"
#include "core/support/whendone.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::size_t kMostVisitors = 8;
constexpr qsizetype kMostQuestion = 4096;

std::unexpected<Error> cannotOpen(const QString& path, int code)
{
    return fail(ErrorKind::Storage,
        u"%1 cannot be opened: %2. `assay gateway status`, `calls`, `stop-call` and `test` will not find this gateway."_s
            .arg(path, QString::fromLocal8Bit(std::strerror(code))));
}

bool isOwnUser(int socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

QJsonObject refusal(const QString& why)
{
    return {{u"error"_s, why}};
}

} // namespace

GatewayDoor::GatewayDoor(const QString& profile, GatewayServer& server, QString place, QObject* parent)
    : QObject(parent)
    , m_profile(profile)
    , m_server(server)
    , m_place(std::move(place))
{
}

GatewayDoor::~GatewayDoor()
{
    close();
}

Result<void> GatewayDoor::open(quint16 port)
{
    close();
    const QString path = gatewayDoorPath(m_profile, port);
    const QByteArray name = QFile::encodeName(path);
    ::unlink(name.constData()); // of one that was killed: the port is ours, so nobody else's gateway is behind it
    m_socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_socket < 0 || !DoorAddress(path).bind(m_socket) || ::chmod(name.constData(), S_IRUSR | S_IWUSR) != 0
        || ::listen(m_socket, 8) != 0) {
        const int code = errno;
        close();
        return cannotOpen(path, code);
    }
    m_path = path;
    m_since = SystemClock().now();
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &GatewayDoor::accept);
    return {};
}

void GatewayDoor::close()
{
    m_notifier.reset();
    for (auto& [socket, visitor] : m_visitors) {
        visitor.reads.reset();
        visitor.writes.reset();
        ::close(socket);
    }
    m_visitors.clear();
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    if (!m_path.isEmpty())
        QFile::remove(std::exchange(m_path, {}));
}

void GatewayDoor::accept()
{
    for (;;) {
        const int socket = ::accept4(m_socket, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        if (!isOwnUser(socket) || m_visitors.size() >= kMostVisitors) {
            ::close(socket);
            continue;
        }
        Visitor& visitor = m_visitors[socket];
        visitor.reads = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
        connect(visitor.reads.get(), &QSocketNotifier::activated, this, [this, socket] { read(socket); });
    }
}

void GatewayDoor::read(int socket)
{
    Visitor& visitor = m_visitors[socket];
    std::array<char, 1024> bytes{};
    for (;;) {
        const auto count = ::read(socket, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0 || visitor.in.size() > kMostQuestion)
            return leave(socket);
        visitor.in.append(bytes.data(), count);
        if (const auto end = visitor.in.indexOf('\n'); end >= 0) {
            visitor.reads->setEnabled(false);
            return answer(socket, QJsonDocument::fromJson(visitor.in.first(end)).object());
        }
    }
}

void GatewayDoor::answer(int socket, const QJsonObject& question)
{
    const QString verb = question[u"verb"].toString();
    const auto none = [this, socket] { send(socket, refusal(u"The gateway has just stopped."_s)); };
    if (verb == "status"_L1 || verb == "calls"_L1) {
        whenDone(
            m_server.inspect(), this,
            [this, socket](const GatewaySnapshot& snapshot) {
                QJsonObject out = toJson(snapshot);
                const int port = m_server.port().value_or(0);
                out.insert(u"port"_s, port);
                out.insert(u"address"_s, u"http://127.0.0.1:%1"_s.arg(port));
                out.insert(u"place"_s, m_place);
                out.insert(u"pid"_s, QCoreApplication::applicationPid());
                out.insert(u"since"_s, m_since.toString(Qt::ISODate));
                send(socket, out);
            },
            none);
    } else if (verb == "stop"_L1) {
        whenDone(
            m_server.stopCall(question[u"id"].toString()), this,
            [this, socket](bool stopped) { send(socket, {{u"stopped"_s, stopped}}); }, none);
    } else if (verb == "lend"_L1) {
        whenDone(
            m_server.lendKey(question[u"key"].toString()), this,
            [this, socket](const Secret& key) {
                send(socket, {{u"key"_s, QString::fromLatin1(key.reveal())}, {u"port"_s, m_server.port().value_or(0)}});
            },
            none);
    } else {
        send(socket, refusal(u"This gateway does not know the question; it may be of another version."_s));
    }
}

void GatewayDoor::send(int socket, const QJsonObject& document)
{
    const auto found = m_visitors.find(socket);
    if (found == m_visitors.end())
        return; // closed meanwhile
    found->second.out = QJsonDocument(document).toJson(QJsonDocument::Compact) + '\n';
    write(socket);
}

void GatewayDoor::write(int socket)
{
    Visitor& visitor = m_visitors[socket];
    while (!visitor.out.isEmpty()) {
        const auto count = ::send(
            socket, visitor.out.constData(), static_cast<std::size_t>(visitor.out.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            visitor.out.remove(0, count);
        } else if (count < 0 && errno == EAGAIN) {
            if (!visitor.writes) {
                visitor.writes = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
                connect(visitor.writes.get(), &QSocketNotifier::activated, this, [this, socket] { write(socket); });
            }
            return;
        } else if (errno != EINTR) {
            break;
        }
    }
    leave(socket);
}

void GatewayDoor::leave(int socket)
{
    const auto found = m_visitors.find(socket);
    if (found == m_visitors.end())
        return;
    // One of the notifiers may be the one that is calling.
    for (auto* notifier : {found->second.reads.release(), found->second.writes.release()}) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
    m_visitors.erase(found);
    ::close(socket);
}

} // namespace assay
