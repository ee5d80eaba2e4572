// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxserver.h"

#include "core/sandbox/sandboxlistener.h"

using namespace Qt::StringLiterals;

namespace assay {

SandboxServer::SandboxServer(SandboxOptions options)
    : m_options(std::move(options))
{
    m_thread.setObjectName(u"sandbox"_s);
}

SandboxServer::~SandboxServer()
{
    stop();
}

Result<quint16> SandboxServer::start()
{
    if (m_port)
        return *m_port;
    m_listener = std::make_unique<SandboxListener>(m_options);
    m_listener->moveToThread(&m_thread);
    m_thread.start();
    Result<quint16> port = 0;
    QMetaObject::invokeMethod(m_listener.get(), [&] { port = m_listener->listen(); }, Qt::BlockingQueuedConnection);
    if (port)
        m_port = *port;
    else
        stop();
    return port;
}

void SandboxServer::stop()
{
    if (!m_listener)
        return;
    QMetaObject::invokeMethod(m_listener.get(), &SandboxListener::shutDown, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    m_listener.reset();
    m_port.reset();
}

} // namespace assay
