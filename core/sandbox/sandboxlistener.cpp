// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxlistener.h"

#include "core/sandbox/sandboxconnection.h"
#include "core/support/logging.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace assay {

namespace {
constexpr int kWaitingConnections = 1024;
} // namespace

SandboxListener::SandboxListener(const SandboxOptions& options)
    : m_options(options)
    , m_service(options, std::make_unique<SystemClock>())
{
    m_server.setListenBacklogSize(kWaitingConnections);
    m_server.setMaxPendingConnections(kWaitingConnections);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &SandboxListener::acceptAll);
}

Result<quint16> SandboxListener::listen()
{
    if (const auto opened = m_service.open(); !opened)
        return std::unexpected(opened.error());
    if (!m_server.listen(QHostAddress::LocalHost, m_options.port))
        return fail(ErrorKind::Network,
            u"port %1 of 127.0.0.1: %2"_s.arg(QString::number(m_options.port), m_server.errorString()));
    qCDebug(lcSandbox) << "listening on port" << m_server.serverPort();
    return m_server.serverPort();
}

void SandboxListener::shutDown()
{
    m_server.close();
    qDeleteAll(findChildren<SandboxConnection*>(Qt::FindDirectChildrenOnly));
}

void SandboxListener::acceptAll()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection())
        new SandboxConnection(socket, m_service, m_options.limits, this);
}

} // namespace assay
