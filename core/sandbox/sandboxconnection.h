// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/sandboxservice.h"
#include "core/sandbox/sandboxsocket.h"
#include "core/wire/httprequestreader.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace assay {

/// One client: reads requests one after another and plays the answers at their pace. Deletes itself when the client
/// has gone. The service must outlive it.
class SandboxConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes the descriptor over.
    SandboxConnection(int socket, SandboxService& service, HttpRequestReader::Limits limits, QObject* parent);
    /// An answer that is still running is cut off and put on the invoice.
    ~SandboxConnection() override;

private:
    void readMore();
    void serve();
    void begin(SandboxExchange exchange);
    void advance();
    bool waits();
    void writeHead();
    void writeFrame();
    void finish();
    void endWithReset();
    void record(InvoiceState state);
    void onDisconnected();

    SandboxSocket m_socket;
    SandboxService& m_service;
    HttpRequestReader m_reader;
    QTimer m_timer;
    std::optional<SandboxExchange> m_exchange;
    SandboxOutcome m_outcome;
    std::chrono::steady_clock::time_point m_due;
    qsizetype m_nextFrame = 0;
    bool m_headSent = false;
    bool m_recorded = false;
    bool m_keepAlive = true;
    bool m_http10 = false;
    bool m_resetWhenFlushed = false;
};

} // namespace assay
