// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/curlhandle.h"
#include "core/net/curlmulti.h"
#include "core/net/headparser.h"
#include "core/net/notedcall.h"

namespace assay {

/// One exchange of a CurlTransport. What libcurl tells is noted in the sink functions and told by
/// `deliver()`.
class CurlCall final : public NotedCall, public TransferSink
{
public:
    CurlCall(CurlMulti& multi, const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher);
    ~CurlCall() override;

    void begin(const HttpRequest& request);
    void transferEnded(int curlCode);
    void transportGone();

    Flow connectionStands() override;
    size_t bodyWanted(std::span<char> buffer) override;
    Flow headLine(QByteArrayView line) override;
    Flow bodyCame(QByteArrayView bytes) override;

private:
    bool hasHead() const override { return m_head.complete(); }
    const HttpHead& head() const override { return m_head.head(); }
    void end(std::optional<Error> error) override;
    void holdBack(bool isHeld) override;
    void list() override { m_multi->note(this); }
    void listSoon() override;
    void wantCheck(Deadlines::TimePoint at) override { m_multi->wantCheck(at); }
    std::optional<Error> failure(int curlCode) const;
    void detach(CurlMulti::HandleState state);

    CurlMulti* m_multi; // null once the transport is gone
    std::unique_ptr<CurlHandle> m_handle; // present while a transfer runs
    QByteArray m_body;
    qsizetype m_bodySent = 0;
    Timeouts m_timeouts;
    HeadParser m_head;
    qint64 m_headBytes = 0;
    qint64 m_bodyBytes = 0;
    std::optional<Error> m_ownError; // why a sink function stopped the transfer
};

} // namespace assay
