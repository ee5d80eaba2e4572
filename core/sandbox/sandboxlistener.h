// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/sandboxservice.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace assay {

/// The part of a SandboxServer that lives on its thread.
class SandboxListener : public QObject
{
    Q_OBJECT

public:
    explicit SandboxListener(const SandboxOptions& options);
    ~SandboxListener() override;
    Q_DISABLE_COPY_MOVE(SandboxListener)

    Result<quint16> listen();
    void shutDown();

private:
    void acceptAll();

    SandboxOptions m_options;
    SandboxService m_service;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace assay
