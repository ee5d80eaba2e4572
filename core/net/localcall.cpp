// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localcall.h"

#include "core/net/callerrors.h"
#include "core/net/curlerrors.h"
#include "core/net/lifeline.h"
#include "core/net/requestwriter.h"

#include <curl/curl.h>

#include <array>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

// A head has to arrive in several pieces before its cap is overstepped by much; a body of several reads goes out in one
// piece.
constexpr size_t kReadPiece = 32 * 1024;
constexpr int kReadsATurn = 8;
// A name has two addresses. One that neither takes nor refuses leaves time for the other.
constexpr auto kAttempt = 1s;

// As libcurl says it.
QString words(QLatin1StringView what, int error)
{
    return what + u" failure: "_s + QString::fromLocal8Bit(std::strerror(error));
}

} // namespace

LocalCall::LocalCall(LocalPool& pool, const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
    : NotedCall(request.url, timeouts, watcher)
    , m_pool(&pool)
{
    m_pool->enter(this);
}

LocalCall::~LocalCall()
{
    m_closed = true;
    leaveConnection(false);
    if (m_pool)
        m_pool->leave(this);
}

void LocalCall::begin(const HttpRequest& request, std::shared_ptr<const LocalPool::Place> place)
{
    m_place = std::move(place);
    m_connection = m_pool->takeIdle(*m_place->server);
    m_reused = m_connection != nullptr;
    if (!m_reused)
        m_connection = m_pool->newConnection();
    m_connection->setCall(this);
    m_connection->parser().begin(request.method);
    writeRequestHead(m_connection->head(), request, m_place->target.path, m_place->target.host);
    m_connection->setBody(request.body);
    if (m_reused)
        connectionStands();
    else
        openNext();
}

void LocalCall::openNext()
{
    const auto& addresses = m_place->target.addresses;
    while (m_nextAddress < addresses.size()) {
        const auto opening = m_connection->open(addresses[m_nextAddress++]);
        if (opening == LocalConnection::Opening::Failed)
            continue;
        if (opening == LocalConnection::Opening::Stands) {
            connectionStands();
            return;
        }
        m_attemptEnds = now() + kAttempt;
        if (m_nextAddress < addresses.size())
            m_pool->wantCheck(m_attemptEnds);
        watchLimits();
        return;
    }
    end(errorOf({.code = CURLE_COULDNT_CONNECT, .server = server(), .words = {}, .osError = m_connection->error()}));
    note();
}

void LocalCall::connectionStands()
{
    const auto stamp = now();
    m_connected = true;
    m_connectedUntold = true;
    auto& timings = m_outcome.timings;
    timings.dns = timings.tls = 0us;
    timings.connect = m_reused ? 0us : std::max(sinceStart(stamp), 1us);
    m_deadlines.connected(stamp);
    watchLimits();
    note();
    wantTurnEnd();
}

void LocalCall::writable()
{
    if (m_connected) {
        send();
    } else if (m_connection->opened() == LocalConnection::Opening::Stands) {
        connectionStands();
    } else {
        openNext();
    }
}

void LocalCall::send()
{
    if (m_connection->send() != LocalConnection::Sending::Failed)
        return;
    const int error = m_connection->error();
    readMore(); // a server that refuses a long request may have said why
    if (!m_ended)
        brokeOff(CURLE_SEND_ERROR, words("Send"_L1, error));
}

// What is to be told is noted here and below, and told by the pool afterwards.
void LocalCall::readMore()
{
    static thread_local std::array<char, kReadPiece> buffer;
    for (int i = 0; i < kReadsATurn; ++i) {
        const ssize_t count = m_connection->receive(buffer);
        if (count < 0) {
            if (errno != EAGAIN && errno != EINTR)
                brokeOff(CURLE_RECV_ERROR, words("Recv"_L1, errno));
            return;
        }
        auto& parser = m_connection->parser();
        const auto state = count == 0 ? parser.end() : parser.feed(QByteArrayView(buffer.data(), count));
        takeProgress();
        if (state == AnswerParser::State::Complete) {
            end(std::nullopt);
            return;
        }
        if (state == AnswerParser::State::Broken) {
            answerBroken();
            return;
        }
        if (m_paused && m_hasHead) {
            m_connection->watchArrivals(false);
            return;
        }
        if (static_cast<size_t>(count) < buffer.size())
            return;
    }
}

void LocalCall::takeProgress()
{
    auto& parser = m_connection->parser();
    const auto stamp = now();
    if (parser.hasStarted() && !m_outcome.timings.firstByte) {
        m_outcome.timings.firstByte = sinceStart(stamp);
        m_deadlines.firstByte(stamp);
        watchLimits();
    }
    if (parser.hasHead() && !m_hasHead) {
        m_head = parser.takeHead();
        m_hasHead = m_headUntold = true;
        note();
        if (m_head.status >= 400 && m_connection->isSending())
            m_connection->stopSending(); // it was refused; the rest would only be in the way of the answer
    }
    if (auto bytes = parser.takeBody(); !bytes.isEmpty()) {
        m_deadlines.bodyBytes(stamp);
        note();
        if (m_undelivered.isEmpty())
            m_undelivered = std::move(bytes);
        else
            m_undelivered.append(bytes);
    }
}

void LocalCall::answerBroken()
{
    const auto& parser = m_connection->parser();
    const auto& limits = m_pool->options();
    switch (parser.fault()) {
    case AnswerParser::Fault::HeadTooLarge: end(tooLargeError(server(), u"header", limits.maxHeadBytes)); return;
    case AnswerParser::Fault::BodyTooLarge: end(tooLargeError(server(), u"body", limits.maxBodyBytes)); return;
    case AnswerParser::Fault::BadChunk: brokeOff(CURLE_RECV_ERROR, parser.reason()); return;
    case AnswerParser::Fault::Cut:
        brokeOff(m_hasHead ? CURLE_PARTIAL_FILE : CURLE_GOT_NOTHING, parser.reason());
        return;
    case AnswerParser::Fault::None:
    case AnswerParser::Fault::NotHttp: break;
    }
    brokeOff(CURLE_WEIRD_SERVER_REPLY, parser.reason());
}

void LocalCall::brokeOff(int curlCode, const QString& words)
{
    const auto& parser = m_connection->parser();
    // A kept connection that dies before an answer was closing already, whichever way it shows.
    const bool wasClosing = m_reused && parser.headBytes() == 0;
    end(errorOf({.code = wasClosing ? CURLE_GOT_NOTHING : curlCode,
        .server = server(),
        .words = wasClosing ? QString() : words,
        .bodyBytes = parser.bodyBytes(),
        .connected = true,
        .answerBegan = parser.hasStarted(),
        .headComplete = m_hasHead}));
}

void LocalCall::end(std::optional<Error> error)
{
    leaveConnection(!error);
    m_ended = true;
    m_deadlines.ended(now());
    m_outcome.error = std::move(error);
    note();
}

void LocalCall::leaveConnection(bool mayFollow)
{
    if (!m_connection)
        return;
    forgetTurnEnd();
    const auto& parser = m_connection->parser();
    m_outcome.requestSent = m_connected && m_connection->hasBegun();
    m_outcome.bytesReceived = parser.headBytes() + parser.bodyBytes();
    if (mayFollow && parser.mayFollow() && m_connection->hasSentAll())
        m_pool->keep(*m_place->server, std::move(m_connection));
    m_connection.reset();
}

void LocalCall::transportGone()
{
    const Lifeline alive(m_gone);
    cancel();
    if (!alive)
        return;
    m_pool->leave(this);
    m_pool = nullptr;
}

void LocalCall::holdBack(bool isHeld)
{
    if (m_connection)
        m_connection->watchArrivals(!isHeld);
}

void LocalCall::checkLimits(Deadlines::TimePoint now)
{
    if (!m_closed && m_connection && !m_connected && m_nextAddress < m_place->target.addresses.size()) {
        if (now >= m_attemptEnds)
            openNext();
        else
            m_pool->wantCheck(m_attemptEnds);
    }
    NotedCall::checkLimits(now);
}

} // namespace assay
