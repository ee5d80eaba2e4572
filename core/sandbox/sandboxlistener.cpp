// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxlistener.h"

#include "core/sandbox/sandboxconnection.h"
#include "core/support/logging.h"
#include "core/support/loopback.h"

#include <unistd.h>

namespace assay {

SandboxListener::SandboxListener(const SandboxOptions& options)
    : m_options(options)
    , m_service(options, std::make_unique<SystemClock>())
{
}

SandboxListener::~SandboxListener()
{
    shutDown();
}

Result<quint16> SandboxListener::listen()
{
    if (const auto opened = m_service.open(); !opened)
        return std::unexpected(opened.error());
    const auto socket = listenOnLoopback(m_options.port);
    if (!socket)
        return std::unexpected(socket.error());
    m_socket = *socket;
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SandboxListener::acceptAll);
    const quint16 port = portOf(m_socket);
    qCDebug(lcSandbox) << "listening on port" << port;
    return port;
}

void SandboxListener::shutDown()
{
    m_notifier.reset();
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    qDeleteAll(findChildren<SandboxConnection*>(Qt::FindDirectChildrenOnly));
}

void SandboxListener::acceptAll()
{
    for (int client = acceptFrom(m_socket); client >= 0; client = acceptFrom(m_socket))
        new SandboxConnection(client, m_service, m_options.limits, this);
}

} // namespace assay
