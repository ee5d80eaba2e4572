// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayserver.h"

#include "core/gateway/gatewayworker.h"
#include "core/support/eventdispatcher.h"

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
