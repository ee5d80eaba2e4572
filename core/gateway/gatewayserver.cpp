// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayserver.h"

#include "core/gateway/gatewayworker.h"
#include "core/support/eventdispatcher.h"

#include <QPromise>

namespace assay {

GatewayServer::GatewayServer(GatewayServices services)
    : m_services(std::move(services))
{
    m_thread.setObjectName("gateway");
}

GatewayServer::~GatewayServer()
{
    stop();
}

Result<quint16> GatewayServer::start(quint16 port)
{
    if (m_port)
        return *m_port;
    m_worker = new GatewayWorker(m_services, m_watched);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &GatewayWorker::callChanged, this, &GatewayServer::callChanged);
    useEpoll(m_thread);
    m_thread.start();
    Result<quint16> taken = 0;
    QMetaObject::invokeMethod(m_worker, [&] { taken = m_worker->begin(port); }, Qt::BlockingQueuedConnection);
    if (taken)
        m_port = *taken;
    else
        stop();
    return taken;
}

namespace {

template <class Value, class Work> QFuture<Value> asked(GatewayWorker* worker, Work work)
{
    // Goes with the question where that is never taken up; whoever waits then hears that it was cancelled.
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    const auto answer = promise->future();
    if (worker) {
        QMetaObject::invokeMethod(
            worker,
            [worker, promise, work = std::move(work)] {
                promise->addResult(work(*worker));
                promise->finish();
            },
            Qt::QueuedConnection);
    }
    return answer;
}

} // namespace

QFuture<GatewaySnapshot> GatewayServer::inspect() const
{
    return asked<GatewaySnapshot>(m_worker, [](const GatewayWorker& worker) { return worker.snapshot(); });
}

QFuture<bool> GatewayServer::stopCall(const QString& id) const
{
    return asked<bool>(m_worker, [id](GatewayWorker& worker) { return worker.stopCall(id); });
}

QFuture<Secret> GatewayServer::lendKey(const QString& keyId) const
{
    return asked<Secret>(m_worker, [keyId](GatewayWorker& worker) { return worker.lendKey(keyId); });
}

void GatewayServer::stop()
{
    if (!m_worker)
        return;
    // In the event loop and not after it, so that what is deleted later there really is.
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker] {
            worker->end();
            worker->thread()->quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
    m_worker = nullptr;
    m_port.reset();
}

} // namespace assay
