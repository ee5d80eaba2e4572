// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/scriptedtransport.h"

#include <QMetaObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay::testing {

ScriptedAnswer answer(int status, const QByteArray& body)
{
    ScriptedAnswer made;
    made.head = HttpHead{.status = status, .headers = {}};
    if (!body.isEmpty())
        made.chunks = {body};
    return made;
}

ScriptedTransport::ScriptedTransport() = default;

ScriptedTransport::~ScriptedTransport()
{
    for (const auto& call : std::exchange(m_calls, {})) {
        if (call)
            call->cancel();
    }
}

std::unique_ptr<HttpCall> ScriptedTransport::start(
    const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
{
    m_requests.append(request);
    m_timeouts.append(timeouts);
    auto call = std::make_unique<ScriptedCall>(nextAnswer(request), watcher);
    m_calls.append(call.get());
    return call;
}

ScriptedAnswer ScriptedTransport::nextAnswer(const HttpRequest& request)
{
    if (!m_answers.empty()) {
        auto answer = std::move(m_answers.front());
        m_answers.pop_front();
        return answer;
    }
    if (m_responder)
        return m_responder(request);
    ScriptedAnswer none;
    none.connects = false;
    none.requestSent = false;
    none.error = fail(ErrorKind::Internal, u"The script has no answer for this call."_s).error();
    return none;
}

QList<ScriptedCall*> ScriptedTransport::open() const
{
    QList<ScriptedCall*> calls;
    for (const auto& call : m_calls) {
        if (call && call->isOpen())
            calls.append(call);
    }
    return calls;
}

void ScriptedTransport::release()
{
    for (auto* call : open())
        call->release();
}

int ScriptedTransport::openCalls() const
{
    return static_cast<int>(open().size());
}

int ScriptedTransport::pausedCalls() const
{
    return static_cast<int>(std::ranges::count_if(open(), &ScriptedCall::isPaused));
}

ScriptedCall::ScriptedCall(ScriptedAnswer answer, HttpCallWatcher& watcher)
    : m_watcher(watcher)
    , m_answer(std::move(answer))
{
    goOn();
}

void ScriptedCall::goOn()
{
    if (!std::exchange(m_stepPending, true))
        QMetaObject::invokeMethod(this, &ScriptedCall::step, Qt::QueuedConnection);
}

void ScriptedCall::release()
{
    if (m_answer.holdBefore != m_told)
        return;
    m_answer.holdBefore.reset();
    goOn();
}

void ScriptedCall::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        goOn();
}

void ScriptedCall::cancel()
{
    close(fail(ErrorKind::Cancelled, u"The call was cancelled."_s).error());
}

// One telling, then the next turn. Nothing of `this` is touched after it unless it is known to be alive.
void ScriptedCall::step()
{
    m_stepPending = false;
    if (m_closed || m_answer.holdBefore == m_told)
        return;
    const QPointer<ScriptedCall> alive(this);
    const int number = m_told - (m_answer.head ? 2 : 1); // of the chunk
    if (!m_answer.connects || number >= m_answer.chunks.size()) {
        close(m_answer.error);
        return;
    }
    if (m_told == 0) {
        ++m_told;
        m_reachedServer = true;
        m_watcher.callConnected();
    } else if (m_answer.head && m_told == 1) {
        ++m_told;
        m_watcher.callHead(*m_answer.head);
    } else if (m_paused) {
        return; // setPaused(false) goes on
    } else {
        ++m_told;
        const QByteArray chunk = m_answer.chunks.at(number);
        m_bytes += chunk.size();
        m_watcher.callBytes(chunk);
    }
    if (alive && !m_closed)
        goOn();
}

void ScriptedCall::close(std::optional<Error> error)
{
    if (std::exchange(m_closed, true))
        return;
    const bool cancelled = error && error->kind == ErrorKind::Cancelled;
    const HttpOutcome outcome{.error = std::move(error),
        .timings = m_answer.timings,
        .requestSent = cancelled ? m_reachedServer : m_answer.requestSent,
        .bytesReceived = m_bytes};
    m_watcher.callClosed(outcome);
}

} // namespace assay::testing
