// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/httpconnection.h"

#include "core/support/bytes.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>
#include <sys/uio.h>

// How a connection sends.

namespace assay {

namespace {

constexpr qsizetype kGathered = 16 * 1024; // more leaves at once: waiting would cost a copy
constexpr qsizetype kKept = 4 * 1024; // of the buffer, from one answer to the next

} // namespace

void HttpConnection::send(QByteArrayView first, QByteArrayView second, QByteArrayView third)
{
    if (m_socket < 0)
        return;
    const std::array pieces = {first, second, third};
    const qsizetype size = first.size() + second.size() + third.size();
    const bool hasRoom = !m_writeNotifier || !m_writeNotifier->isEnabled();
    if (hasRoom && m_out.size() + size > kGathered) {
        sendNow(pieces);
        return;
    }
    m_out.reserve(m_out.size() + size);
    for (const auto& piece : pieces)
        extend(m_out, piece);
    if (hasRoom)
        wantTurnEnd();
    else
        settleCongestion();
}

void HttpConnection::sendNow(const std::array<QByteArrayView, 3>& pieces)
{
    forgetTurnEnd();
    std::array<iovec, 4> vectors{};
    vectors[0] = {.iov_base = m_out.data(), .iov_len = std::size_t(m_out.size())};
    for (std::size_t i = 0; i < pieces.size(); ++i)
        vectors[i + 1] = {.iov_base = const_cast<char*>(pieces[i].data()), .iov_len = std::size_t(pieces[i].size())};
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = vectors.size();
    ssize_t sent = ::sendmsg(m_socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        close();
        return;
    }
    sent = std::max<ssize_t>(sent, 0);
    const auto before = std::min<qsizetype>(sent, m_out.size());
    sent -= before;
    m_out.remove(0, before);
    for (const auto& piece : pieces) {
        const auto gone = std::min<qsizetype>(sent, piece.size());
        sent -= gone;
        m_out.append(piece.sliced(gone));
    }
    if (!m_out.isEmpty())
        waitForRoom();
}

void HttpConnection::waitForRoom()
{
    touch();
    if (!m_writeNotifier) {
        m_writeNotifier = std::make_unique<Watcher>(*this, QSocketNotifier::Write);
    }
    m_writeNotifier->setEnabled(true);
    settleCongestion();
}

void HttpConnection::turnEnded()
{
    flush();
    if (m_socket >= 0 && !m_out.isEmpty())
        waitForRoom();
}

void HttpConnection::flush()
{
    const QByteArrayView rest = QByteArrayView(m_out).sliced(m_sent);
    const ssize_t sent = ::send(m_socket, rest.data(), std::size_t(rest.size()), MSG_NOSIGNAL);
    if (sent < 0) {
        if (errno != EAGAIN && errno != EINTR)
            close();
        return;
    }
    m_sent += sent;
    touch();
    if (m_sent == m_out.size()) {
        emptyOut();
        if (m_writeNotifier)
            m_writeNotifier->setEnabled(false);
        if (m_phase == Phase::Closing) {
            linger();
            return;
        }
    } else if (m_sent > m_limits.highWater) {
        m_out.remove(0, m_sent);
        m_sent = 0;
    }
    settleCongestion();
}

void HttpConnection::emptyOut()
{
    m_sent = 0;
    if (m_out.capacity() > kKept)
        m_out.clear();
    else
        m_out.resize(0);
}

// The connection goes before the turn does: what the client was told is its own all the same.
void HttpConnection::sendGathered()
{
    if (!waitsForTurnEnd())
        return;
    forgetTurnEnd();
    [[maybe_unused]] const auto sent = ::send(m_socket, m_out.constData(), std::size_t(m_out.size()), MSG_NOSIGNAL);
}

void HttpConnection::settleCongestion()
{
    const qsizetype waiting = m_out.size() - m_sent;
    const bool congested = waiting > (m_congested ? m_limits.lowWater : m_limits.highWater);
    if (congested == m_congested)
        return;
    m_congested = congested;
    goOn();
    if (m_user)
        m_user->congestionChanged(congested);
}

} // namespace assay
