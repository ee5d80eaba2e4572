// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/curlhandle.h"
#include "core/net/curlmulti.h"
#include "core/net/deadlines.h"
#include "core/net/headparser.h"
#include "core/support/clock.h"

namespace assay {

/// One exchange of a CurlTransport. What libcurl tells is noted in the sink functions and turned into signals by
/// `deliver()`.
class CurlCall final : public HttpCall, public TransferSink
{
    Q_OBJECT

public:
    CurlCall(CurlMulti& multi, const HttpRequest& request, const Timeouts& timeouts, QObject* parent);
    ~CurlCall() override;
    Q_DISABLE_COPY_MOVE(CurlCall)

    void begin(const HttpRequest& request);
    /// Closes with `error` from the event loop; nothing is sent.
    void refuse(Error error);
    void cancel() override;
    void setPaused(bool paused) override;

    void deliver();
    void transferEnded(int curlCode);
    void transportGone();
    /// Ends the call if a limit has run out, else asks for the next check.
    void checkLimits(Deadlines::TimePoint now);

    Flow connectionStands() override;
    size_t bodyWanted(std::span<char> buffer) override;
    Flow headLine(QByteArrayView line) override;
    Flow bodyCame(QByteArrayView bytes) override;

private:
    std::optional<Error> failure(int curlCode) const;
    void noteReady();
    void end(std::optional<Error> error);
    void close();
    void detach(CurlMulti::HandleState state);
    void watchLimits();
    Deadlines::TimePoint now() const { return m_clock.steady(); }

    SystemClock m_clock;
    CurlMulti* m_multi; // null once the transport is gone
    std::unique_ptr<CurlHandle> m_handle; // present while a transfer runs
    QUrl m_url;
    QByteArray m_body;
    qsizetype m_bodySent = 0;
    Timeouts m_timeouts;
    Deadlines::TimePoint m_start;
    Deadlines m_deadlines;
    HeadParser m_head;
    qint64 m_headBytes = 0;
    qint64 m_bodyBytes = 0;
    QByteArray m_undelivered;
    std::optional<Error> m_ownError; // why a sink function stopped the transfer
    HttpOutcome m_outcome;
    bool m_noted = false;
    bool m_connected = false;
    bool m_connectedUntold = false;
    bool m_headUntold = false;
    bool m_paused = false;
    bool m_overdue = false;
    bool m_ended = false;
    bool m_closed = false;
};

} // namespace assay
