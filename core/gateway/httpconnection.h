// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/answerhead.h"
#include "core/gateway/httpconnectionuser.h"
#include "core/support/turnend.h"
#include "core/wire/httprequestreader.h"

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace assay {

/// What bounds clients of the gateway.
struct HttpLimits {
    HttpRequestReader::Limits request{.headBytes = 32LL * 1024, .bodyBytes = 64LL * 1024 * 1024};
    int connections = 1024;
    std::chrono::milliseconds head{10'000}; ///< from the first byte of a request to the end of its head
    std::chrono::milliseconds body{120'000}; ///< from the first byte of a request to the end of its body
    std::chrono::milliseconds idle{75'000}; ///< between two requests
    std::chrono::milliseconds stalled{120'000}; ///< a client that takes nothing of its answer
    qsizetype highWater = 256LL * 1024; ///< bytes waiting for the client from which on the provider is held back
    qsizetype lowWater = 64LL * 1024; ///< … and below which it goes on
};

/// One client's connection. Reads one request at a time and sends its answer; owns its socket. It works on the socket
/// itself, without the buffers and signals of QTcpSocket, which cost more than all else a small request needs.
/// Small pieces leave at the end of the event loop's turn, with those of other connections. Deletes itself when it is
/// over.
class HttpConnection : public QObject, private TurnEnd
{
    Q_OBJECT

public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Takes the descriptor over.
    HttpConnection(int socket, const HttpLimits& limits, HttpRequestTaker& taker, QObject* parent);
    ~HttpConnection() override;
    Q_DISABLE_COPY_MOVE(HttpConnection)

    /// A whole answer. Each of these is for the one request that was received last and not answered yet.
    void reply(AnswerHead head, QByteArrayView body);
    void reply(int status, const QList<HttpHeader>& headers, QByteArrayView body);
    /// The head of an answer in pieces: chunked, or until the end of the connection for an HTTP/1.0 client.
    void beginChunks(AnswerHead head);
    void sendChunk(QByteArrayView bytes);
    void endChunks();
    /// The answer cannot be completed: the client must see that, so the connection is cut.
    void abort();
    /// Closed once the answer is out.
    void closeAfterAnswer() { m_keepAlive = false; }
    /// The body is small text whatever happens: no answer to HEAD has one.
    bool isHead() const { return m_isHead; }

    /// Who answers the request that was received last, and is told what becomes of it.
    void setUser(HttpConnectionUser& user) { m_user = &user; }
    /// No effect once another one answers.
    void dropUser(const HttpConnectionUser& user)
    {
        if (m_user == &user)
            m_user = nullptr;
    }

    /// Since when it neither reads a whole request nor answers one; nothing while it does.
    std::optional<TimePoint> waitsSince() const;
    void close();

    /// Ends the connection if one of its times has run out.
    void checkTimes(TimePoint now);

private:
    /// Tells the connection without the detour over a signal.
    class Watcher final : public QSocketNotifier
    {
    public:
        Watcher(HttpConnection& connection, Type type)
            : QSocketNotifier(connection.m_socket, type)
            , m_connection(connection)
        {
        }

    protected:
        bool event(QEvent* event) override;

    private:
        HttpConnection& m_connection;
    };
    enum class Phase : std::uint8_t { Idle, Reading, Answering, Closing };

    void readMore();
    void takeRequests();
    bool isHeadRefused();
    void refuse(const Error& error);
    void goOn();
    void send(QByteArrayView first, QByteArrayView second = {}, QByteArrayView third = {});
    void sendNow(const std::array<QByteArrayView, 3>& pieces);
    void sendGathered();
    void turnEnded() override;
    void flush();
    void emptyOut();
    void waitForRoom();
    void settleCongestion();
    void finishAnswer();
    void linger();
    void touch() { m_since = std::chrono::steady_clock::now(); }

    int m_socket;
    const HttpLimits& m_limits;
    HttpRequestTaker& m_taker;
    HttpRequestReader m_reader;
    Watcher m_readNotifier;
    std::unique_ptr<Watcher> m_writeNotifier;
    QByteArray m_out; ///< not yet taken by the kernel, from m_sent on
    qsizetype m_sent = 0;
    HttpConnectionUser* m_user = nullptr;
    Phase m_phase = Phase::Idle;
    TimePoint m_since; ///< when the phase began, or the client last took something
    bool m_isFresh = true; ///< no request has come yet
    bool m_keepAlive = true;
    bool m_http10 = false;
    bool m_isHead = false;
    bool m_congested = false;
    bool m_taking = false; ///< takeRequests() runs
    bool m_headShown = false; ///< of the request whose body is still to come
};

} // namespace assay
