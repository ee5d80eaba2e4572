// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/sandboxservice.h"

#include <QObject>
#include <QTcpServer>

namespace assay {

/// The part of a SandboxServer that lives on its thread.
class SandboxListener : public QObject
{
    Q_OBJECT

public:
    explicit SandboxListener(const SandboxOptions& options);

    Result<quint16> listen();
    void shutDown();

private:
    void acceptAll();

    SandboxOptions m_options;
    SandboxService m_service;
    QTcpServer m_server{this};
};

} // namespace assay
