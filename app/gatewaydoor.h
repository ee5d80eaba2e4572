// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/gatewayserver.h"

#include <QJsonObject>
#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <unordered_map>

#include <sys/socket.h>
#include <sys/un.h>

namespace assay {

/// Where the command line asks a running gateway of the same profile: a Unix socket in the profile's folder, which only
/// the user can open, never the port that tools and web pages reach. One line of JSON in, one out. Whoever connects
/// must be the same user. Lives on the thread of its owner and never waits.
class GatewayDoor : public QObject
{
    Q_OBJECT

public:
    /// `server` outlives it. `place`: who runs the gateway, `serve` or `window`.
    GatewayDoor(const QString& profile, GatewayServer& server, QString place, QObject* parent = nullptr);
    ~GatewayDoor() override;
    Q_DISABLE_COPY_MOVE(GatewayDoor)

    /// Fails with Storage where the socket cannot be made; the gateway serves all the same.
    Result<void> open(quint16 port);
    void close();

private:
    struct Visitor {
        QByteArray in;
        QByteArray out;
        std::unique_ptr<QSocketNotifier> reads;
        std::unique_ptr<QSocketNotifier> writes;
    };

    void accept();
    void read(int socket);
    void answer(int socket, const QJsonObject& question);
    void send(int socket, const QJsonObject& document);
    void write(int socket);
    void leave(int socket);

    QString m_profile;
    GatewayServer& m_server;
    QString m_place;
    QString m_path;
    QDateTime m_since;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unordered_map<int, Visitor> m_visitors;
};

/// The socket of the gateway that one profile runs at one port.
QString gatewayDoorPath(const QString& profile, quint16 port);

/// The address of a Unix socket, also where its path is longer than the 107 bytes that fit.
class DoorAddress
{
public:
    explicit DoorAddress(const QString& path);
    ~DoorAddress();
    Q_DISABLE_COPY_MOVE(DoorAddress)

    bool bind(int socket) const { return m_isGood && ::bind(socket, get(), sizeof m_address) == 0; }
    bool connect(int socket) const { return m_isGood && ::connect(socket, get(), sizeof m_address) == 0; }

private:
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&m_address); }

    sockaddr_un m_address{};
    int m_folder = -1; ///< its descriptor stands for it in the path
    bool m_isGood = false;
};

/// Asks the running gateway of this profile, the one at `port` where it is not 0. Blocks for at most some seconds.
/// Fails with ModelNotFound where none runs, with InvalidRequest where several do and no port says which.
Result<QJsonObject> askGateway(const QString& profile, quint16 port, const QJsonObject& question);

QJsonObject toJson(const GatewayCall& call);
QJsonObject toJson(const RefusedCall& call);
QJsonObject toJson(const GatewaySnapshot& snapshot);

} // namespace assay
