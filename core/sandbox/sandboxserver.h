// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/sandboxservice.h"
#include "core/support/result.h"

#include <QThread>

#include <memory>
#include <optional>

namespace assay {

class SandboxListener;

/// The built-in simulated provider: an HTTP server on 127.0.0.1, on a thread of its own, that speaks the wire formats
/// of OpenAI (chat and Responses), Anthropic, Gemini and Ollama. Its models are swift, steady, thinker and flaky.
/// start() and stop() belong to the thread that owns the object.
class SandboxServer
{
public:
    explicit SandboxServer(SandboxOptions options);
    ~SandboxServer();
    SandboxServer(const SandboxServer&) = delete;
    SandboxServer& operator=(const SandboxServer&) = delete;

    /// Listens and returns the port; when it runs already, its port. Fails with Network if the port is taken and with
    /// Storage if the invoice cannot be written.
    Result<quint16> start();

    /// Cuts off what is running, puts it on the invoice and waits for the thread. start() may follow.
    void stop();

    /// Nothing while it does not run.
    std::optional<quint16> port() const { return m_port; }

private:
    SandboxOptions m_options;
    QThread m_thread;
    std::unique_ptr<SandboxListener> m_listener;
    std::optional<quint16> m_port;
};

} // namespace assay
