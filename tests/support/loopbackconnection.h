// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/loopbackserver.h"

#include <QBasicTimer>
#include <QMutex>
#include <QObject>
#include <QTcpSocket>

namespace assay::testing {

/// What the server's thread and the test share.
struct LoopbackState {
    QMutex mutex;
    QList<Script> scripts; // the last one stays
    int connections = 0;
    int openConnections = 0;
    int heads = 0;
    int posts = 0;
    QList<SeenRequest> requests;
    qint64 bytesSent = 0;
};

/// One connection of a LoopbackServer; lives on its thread.
class LoopbackConnection final : public QObject
{
    Q_OBJECT

public:
    LoopbackConnection(std::shared_ptr<LoopbackState> state, QTcpSocket* socket, QObject* parent);
    ~LoopbackConnection() override;

    void release();

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    enum class Progress : std::uint8_t { Done, Waits };

    void read();
    bool readOne();
    void run();
    void noteClosed();
    Progress perform(const Step& step);
    Progress perform(const step::ReadRequest& step);
    Progress perform(const step::ReadHead& step);
    Progress perform(const step::Send& step);
    Progress perform(const step::SendInPieces& step);
    Progress perform(const step::Drip& step);
    Progress perform(const step::Flood& step);
    Progress perform(const step::Delay& step);
    Progress perform(const step::Reset& step);
    Progress perform(const step::Close& step);
    Progress perform(const step::Hold& step);
    Progress perform(const step::Repeat& step);

    std::shared_ptr<LoopbackState> m_state;
    QTcpSocket* m_socket;
    Script m_script;
    int m_number = 0;
    qsizetype m_position = 0; // of the step that runs
    qsizetype m_sent = 0; // of a step in pieces: bytes; of a drip: times
    QByteArray m_input;
    bool m_headSeen = false; // the head at the front of m_input has been counted
    int m_headsUnread = 0;
    int m_requestsUnread = 0;
    bool m_timeUp = false;
    bool m_released = false;
    bool m_running = false;
    bool m_open = true;
    QBasicTimer m_timer;
};

} // namespace assay::testing
