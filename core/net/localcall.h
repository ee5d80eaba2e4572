// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/localpool.h"
#include "core/net/notedcall.h"
#include "core/support/turnend.h"

namespace assay {

/// One exchange of a LocalTransport. Its request leaves at the end of the event loop's turn, with those of others.
class LocalCall final : public NotedCall, private TurnEnd
{
public:
    LocalCall(LocalPool& pool, const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher);
    ~LocalCall() override;

    void begin(const HttpRequest& request, std::shared_ptr<const LocalPool::Place> place);

    // For the pool.
    void readMore();
    void writable();
    void transportGone();
    void checkLimits(Deadlines::TimePoint now) override;
    size_t index() const { return m_index; }
    void setIndex(size_t index) { m_index = index; }

private:
    bool hasHead() const override { return m_hasHead; }
    const HttpHead& head() const override { return m_head; }
    void end(std::optional<Error> error) override;
    void holdBack(bool isHeld) override;
    void list() override { m_pool->note(this); }
    void listSoon() override { note(); }
    void wantCheck(Deadlines::TimePoint at) override { m_pool->wantCheck(at); }
    void openNext();
    void connectionStands();
    void send();
    void turnEnded() override { send(); }
    void takeProgress();
    void brokeOff(int curlCode, const QString& words);
    void answerBroken();
    void leaveConnection(bool mayFollow);

    LocalPool* m_pool; // null once the transport is gone
    size_t m_index = 0;
    std::shared_ptr<const LocalPool::Place> m_place;
    std::unique_ptr<LocalConnection> m_connection; // present while the exchange runs
    size_t m_nextAddress = 0;
    Deadlines::TimePoint m_attemptEnds; // when the next address is tried
    HttpHead m_head;
    bool m_reused = false;
    bool m_hasHead = false;
};

} // namespace assay
