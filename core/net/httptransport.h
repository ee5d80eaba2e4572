// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <chrono>
#include <memory>
#include <optional>

namespace assay {

/// Each limit has its own timer and its own name in the error (`providerCode`). Zero: no limit.
struct Timeouts {
    std::chrono::milliseconds connect{10'000}; ///< name resolution, TCP and TLS together
    std::chrono::milliseconds firstByte{300'000}; ///< from the connection to the first byte of the answer
    std::chrono::milliseconds idle{60'000}; ///< between two arrivals of body bytes
    std::chrono::milliseconds total{900'000};
};

/// How a call ended.
struct HttpOutcome {
    std::optional<Error> error; ///< absent: the answer came whole, whatever its status
    PhaseTimings timings;
    bool requestSent = false; ///< at least one byte of the request body (or, without body, of the head) left
    qint64 bytesReceived = 0; ///< of the answer, head included
};

/// Who is told what becomes of a call; it must live as long as the call. Plain calls and no signals: connecting four of
/// them took longer than sending the request. Inside each the call may be cancelled or deleted.
class HttpCallWatcher
{
public:
    virtual ~HttpCallWatcher() = default;
    virtual void callConnected() { } ///< the connection stands (or was reused) and the request begins to leave
    virtual void callHead(const HttpHead& head) = 0;
    virtual void callBytes(const QByteArray& bytes) = 0;
    virtual void callClosed(const HttpOutcome& outcome) = 0; ///< once and last
};

/// One HTTP exchange. Used on the transport's thread. Deleting it ends it silently.
class HttpCall
{
public:
    HttpCall() = default;
    virtual ~HttpCall() = default;
    Q_DISABLE_COPY_MOVE(HttpCall)

    /// `callClosed` comes with ErrorKind::Cancelled before it returns, and nothing after.
    virtual void cancel() = 0;
    /// Back-pressure: while paused no `callBytes` comes and the socket is not read.
    virtual void setPaused(bool paused) = 0;
};

/// The only seam to the network.
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    /// Starts one exchange; the watcher is told from the event loop, never from inside this call. Exactly one request
    /// leaves, whatever the server does; redirects are not followed.
    virtual std::unique_ptr<HttpCall> start(
        const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
        = 0;
};

} // namespace assay
