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

HttpCall* ScriptedTransport::start(const HttpRequest& request, const Timeouts& timeouts, QObject* parent)
{
    m_requests.append(request);
    m_timeouts.append(timeouts);
    auto* call = new ScriptedCall(nextAnswer(request), parent);
    m_calls.append(call);
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

ScriptedCall::ScriptedCall(ScriptedAnswer answer, QObject* parent)
    : HttpCall(parent)
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
    if (m_answer.holdBefore != m_signals)
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

// One signal, then the next turn. Nothing of `this` is touched after a signal unless it is known to be alive.
void ScriptedCall::step()
{
    m_stepPending = false;
    if (m_closed || m_answer.holdBefore == m_signals)
        return;
    const QPointer<ScriptedCall> alive(this);
    const int number = m_signals - (m_answer.head ? 2 : 1); // of the chunk
    if (!m_answer.connects || number >= m_answer.chunks.size()) {
        close(m_answer.error);
        return;
    }
    if (m_signals == 0) {
        ++m_signals;
        m_reachedServer = true;
        Q_EMIT connected();
    } else if (m_answer.head && m_signals == 1) {
        ++m_signals;
        Q_EMIT headReceived(*m_answer.head);
    } else if (m_paused) {
        return; // setPaused(false) goes on
    } else {
        ++m_signals;
        const QByteArray chunk = m_answer.chunks.at(number);
        m_bytes += chunk.size();
        Q_EMIT bytesReceived(chunk);
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
    Q_EMIT closed(outcome);
}

} // namespace assay::testing
