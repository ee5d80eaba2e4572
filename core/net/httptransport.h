// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QObject>

#include <chrono>
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

/// One HTTP exchange. Lives on the transport's thread.
/// `closed` comes exactly once and last; `cancel()` emits it with ErrorKind::Cancelled before it returns, and nothing
/// after. Deleting the call, or cancelling it, inside one of its own signals is allowed; deleting it cancels silently.
class HttpCall : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void cancel() = 0;
    /// Back-pressure: while paused no `bytesReceived` comes and the socket is not read.
    virtual void setPaused(bool paused) = 0;

Q_SIGNALS:
    void connected(); ///< the connection stands (or was reused) and the request begins to leave
    void headReceived(const assay::HttpHead& head);
    void bytesReceived(const QByteArray& bytes);
    void closed(const assay::HttpOutcome& outcome);
};

/// The only seam to the network.
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    /// Starts one exchange; signals come from the event loop, never from inside this call. Exactly one request leaves,
    /// whatever the server does; redirects are not followed. The caller owns the call through `parent`.
    virtual HttpCall* start(const HttpRequest& request, const Timeouts& timeouts, QObject* parent) = 0;
};

} // namespace assay
