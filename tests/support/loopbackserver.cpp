// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/loopbackserver.h"

#include "tests/support/loopbackconnection.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

class Listener final : public QTcpServer
{
public:
    Listener(std::shared_ptr<LoopbackState> state, const ServerCertificate& certificate)
        : m_state(std::move(state))
        , m_certificate(certificate)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket* socket = nullptr;
        if (m_certificate.certificate.isEmpty()) {
            socket = new QTcpSocket;
            socket->setSocketDescriptor(descriptor);
        } else {
            auto* safe = new QSslSocket;
            safe->setSocketDescriptor(descriptor);
            safe->setLocalCertificate(QSslCertificate(m_certificate.certificate));
            safe->setPrivateKey(QSslKey(m_certificate.key, QSsl::Ec));
            safe->startServerEncryption();
            socket = safe;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        new LoopbackConnection(m_state, socket, this);
    }

private:
    std::shared_ptr<LoopbackState> m_state;
    ServerCertificate m_certificate;
};

} // namespace

QByteArray okAnswer(const QByteArray& body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

struct LoopbackServer::Private {
    std::shared_ptr<LoopbackState> state = std::make_shared<LoopbackState>();
    QThread thread;
    Listener* listener = nullptr;
    quint16 port = 0;
    bool safe = false;
};

LoopbackServer::LoopbackServer(const ServerCertificate& certificate)
    : d(std::make_unique<Private>())
{
    d->safe = !certificate.certificate.isEmpty();
    d->listener = new Listener(d->state, certificate);
    d->listener->setListenBacklogSize(512);
    d->listener->moveToThread(&d->thread);
    d->thread.start();
    QMetaObject::invokeMethod(
        d->listener,
        [this] {
            if (!d->listener->listen(QHostAddress::LocalHost))
                qFatal("the test server cannot listen");
            d->port = d->listener->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

LoopbackServer::~LoopbackServer()
{
    QMetaObject::invokeMethod(d->listener, [this] { delete d->listener; }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

quint16 LoopbackServer::port() const
{
    return d->port;
}

QUrl LoopbackServer::url(const QString& path) const
{
    const auto scheme = d->safe ? u"https"_s : u"http"_s;
    return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(scheme).arg(d->port).arg(path));
}

void LoopbackServer::enqueue(const Script& script)
{
    const QMutexLocker lock(&d->state->mutex);
    d->state->scripts.append(script);
}

void LoopbackServer::release()
{
    QMetaObject::invokeMethod(
        d->listener,
        [this] {
            for (auto* connection : d->listener->findChildren<LoopbackConnection*>())
                connection->release();
        },
        Qt::BlockingQueuedConnection);
}

int LoopbackServer::connections() const
{
    const QMutexLocker lock(&d->state->mutex);
    return d->state->connections;
}

int LoopbackServer::heads() const
{
    const QMutexLocker lock(&d->state->mutex);
    return d->state->heads;
}

int LoopbackServer::posts() const
{
    const QMutexLocker lock(&d->state->mutex);
    return d->state->posts;
}

QList<SeenRequest> LoopbackServer::requests() const
{
    const QMutexLocker lock(&d->state->mutex);
    return d->state->requests;
}

qint64 LoopbackServer::bytesSent() const
{
    const QMutexLocker lock(&d->state->mutex);
    return d->state->bytesSent;
}

int LoopbackServer::openConnections() const
{
    const QMutexLocker lock(&d->state->mutex);
    return d->state->openConnections;
}

} // namespace assay::testing
