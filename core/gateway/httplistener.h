// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/httpconnection.h"
#include "core/support/result.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <unordered_set>
#include <vector>

namespace assay {

/// Listens on loopback only: 127.0.0.1, and ::1 on the same port where the machine has it. Accepts connections up to a
/// limit; beyond it the one that has said nothing for longest makes room, so that clients that only hold connections
/// open cannot lock others out, and those who are being served stay served.
class HttpListener : public QObject
{
    Q_OBJECT

public:
    HttpListener(HttpLimits limits, HttpRequestTaker& taker);
    ~HttpListener() override;

    /// Port 0: any free one. The port that was taken.
    Result<quint16> listen(quint16 port);
    /// Stops listening and closes all connections.
    void shutDown();
    std::size_t connections() const { return m_connections.size(); }
    const HttpLimits& limits() const { return m_limits; }

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    struct Door {
        int socket;
        std::unique_ptr<QSocketNotifier> notifier;
    };

    void open(int socket);
    void acceptAll(int door);
    bool makeRoom();

    const HttpLimits m_limits;
    HttpRequestTaker& m_taker;
    std::vector<Door> m_doors;
    std::unordered_set<HttpConnection*> m_connections; // children
    QBasicTimer m_clock;
};

} // namespace assay
