// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/answerparser.h"
#include "core/net/localtarget.h"

#include <QSocketNotifier>

#include <chrono>
#include <span>

namespace assay {

class LocalCall;
class LocalPool;

/// One socket to a server on this machine, with all that is used again from one exchange to the next: what watches it,
/// the buffer of a request's head and the parser of answers.
class LocalConnection
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class Opening : std::uint8_t { Stands, Waits, Failed };
    enum class Sending : std::uint8_t { All, Some, Failed };

    LocalConnection(LocalPool& pool, AnswerParser::Limits limits);
    ~LocalConnection();
    Q_DISABLE_COPY_MOVE(LocalConnection)

    /// Whom what happens on the socket concerns; null while the connection is idle.
    void setCall(LocalCall* call) { m_call = call; }
    LocalCall* call() const { return m_call; }
    AnswerParser& parser() { return m_parser; }

    /// Connects anew; a socket from before is closed. When it waits the call hears by `writable()`.
    Opening open(const LocalAddress& address);
    /// After it waited.
    Opening opened();
    /// The other side neither closed an idle connection nor sent anything.
    bool isQuiet() const;

    /// Head and body of the next request, to be sent by `send()`. The head's bytes are overwritten when they have left.
    SecretBytes& head() { return m_head; }
    void setBody(const QByteArray& body);
    /// As much as the kernel takes now. Watches for room while something is left.
    Sending send();
    /// Gives up on the rest.
    void stopSending();
    bool isSending() const { return m_sending; }
    bool hasSentAll() const { return m_sent == m_headSize + m_body.size(); }
    /// At least one byte of the body left, or of the head where there is no body.
    bool hasBegun() const { return m_body.isEmpty() ? m_sent > 0 : m_sent > m_headSize; }

    /// As recv(2).
    ssize_t receive(std::span<char> buffer) const;
    void watchArrivals(bool on);
    int error() const { return m_error; } ///< errno of what failed

    void setIdleSince(TimePoint since) { m_idleSince = since; }
    TimePoint idleSince() const { return m_idleSince; }

private:
    class Watcher;

    void watchRoom(bool on);
    void close();
    Watcher* newWatcher(QSocketNotifier::Type type);

    LocalPool& m_pool;
    LocalCall* m_call = nullptr;
    int m_socket = -1;
    int m_error = 0;
    Watcher* m_arrivals = nullptr;
    Watcher* m_room = nullptr;
    SecretBytes m_head;
    QByteArray m_body;
    qint64 m_headSize = 0;
    qint64 m_sent = 0; ///< of head and body together
    bool m_sending = false;
    AnswerParser m_parser;
    TimePoint m_idleSince;
};

} // namespace assay
