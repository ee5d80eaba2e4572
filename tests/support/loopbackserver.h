// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <chrono>
#include <memory>
#include <variant>

namespace assay::testing {

/// What a connection of a LoopbackServer does, one after the other.
namespace step {
struct ReadRequest {
}; ///< waits until one more request has come whole
struct ReadHead {
}; ///< waits for its head only
struct Send {
    QByteArray bytes;
};
struct SendInPieces { ///< each piece in a write of its own
    QByteArray bytes;
    qsizetype piece = 1;
};
struct Drip { ///< the same bytes again and again; `times` below 0: for ever
    QByteArray bytes;
    std::chrono::milliseconds every{5};
    int times = -1;
};
struct Flood { ///< the same bytes for ever, as fast as the peer takes them
    QByteArray bytes;
};
struct Delay {
    std::chrono::milliseconds time;
};
struct Reset {
}; ///< RST instead of FIN
struct Close {
};
struct Hold {
}; ///< nothing more until LoopbackServer::release()
struct Repeat {
}; ///< begins again with the first step
} // namespace step
using Step = std::variant<step::ReadRequest, step::ReadHead, step::Send, step::SendInPieces, step::Drip, step::Flood,
    step::Delay, step::Reset, step::Close, step::Hold, step::Repeat>;
using Script = QList<Step>;

/// "HTTP/1.1 200 OK" with Content-Length and that body.
QByteArray okAnswer(const QByteArray& body);

struct SeenRequest {
    QByteArray head; ///< with its lines as they came
    QByteArray body;
    int connection = 0; ///< 0 is the first
};

struct ServerCertificate {
    QByteArray certificate; ///< PEM
    QByteArray key; ///< PEM
};

/// A server on 127.0.0.1 with a thread of its own, which does per connection what its script says and counts what it
/// gets. After the last step a connection stays open. All functions may be called from any thread.
class LoopbackServer
{
public:
    /// With a certificate it speaks TLS.
    explicit LoopbackServer(const ServerCertificate& certificate = {});
    ~LoopbackServer();
    Q_DISABLE_COPY_MOVE(LoopbackServer)

    quint16 port() const;
    QUrl url(const QString& path = QStringLiteral("/v1/x")) const;

    /// For the next connection that has none; the last one given serves all further connections too.
    void enqueue(const Script& script);
    /// Ends the Hold of all connections that are in one.
    void release();

    int connections() const;
    int heads() const; ///< request heads that came, whole requests or not
    int posts() const; ///< of these, with the method POST
    QList<SeenRequest> requests() const; ///< that came whole
    qint64 bytesSent() const; ///< handed to the kernel, over all connections
    int openConnections() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::testing
