// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/loopbackconnection.h"

#include <QScopeGuard>
#include <QTimerEvent>

#include <sys/socket.h>

namespace assay::testing {

namespace {

constexpr qint64 kFloodBuffer = 256LL * 1024;

qsizetype contentLength(QByteArrayView head)
{
    for (const auto& line : head.toByteArray().split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            return line.mid(15).trimmed().toLongLong();
    }
    return 0;
}

} // namespace

LoopbackConnection::LoopbackConnection(std::shared_ptr<LoopbackState> state, QTcpSocket* socket, QObject* parent)
    : QObject(parent)
    , m_state(std::move(state))
    , m_socket(socket)
{
    socket->setParent(this);
    {
        const QMutexLocker lock(&m_state->mutex);
        m_number = m_state->connections++;
        ++m_state->openConnections;
        if (!m_state->scripts.isEmpty())
            m_script = m_state->scripts.size() > 1 ? m_state->scripts.takeFirst() : m_state->scripts.first();
    }
    connect(socket, &QTcpSocket::readyRead, this, &LoopbackConnection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        {
            const QMutexLocker lock(&m_state->mutex);
            m_state->bytesSent += bytes;
        }
        run();
    });
    connect(socket, &QTcpSocket::disconnected, this, &LoopbackConnection::noteClosed);
    // Not from inside the constructor: the first step may send, close or reset.
    QMetaObject::invokeMethod(this, &LoopbackConnection::run, Qt::QueuedConnection);
}

LoopbackConnection::~LoopbackConnection()
{
    m_socket->disconnect(this);
    m_socket->abort();
    noteClosed();
}

void LoopbackConnection::noteClosed()
{
    if (!std::exchange(m_open, false))
        return;
    const QMutexLocker lock(&m_state->mutex);
    --m_state->openConnections;
}

void LoopbackConnection::release()
{
    m_released = true;
    run();
}

void LoopbackConnection::timerEvent(QTimerEvent* event)
{
    Q_UNUSED(event)
    m_timer.stop();
    m_timeUp = true;
    run();
}

void LoopbackConnection::read()
{
    m_input += m_socket->readAll();
    while (readOne()) { }
    run();
}

bool LoopbackConnection::readOne()
{
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = m_input.first(end + 4);
    if (!std::exchange(m_headSeen, true)) {
        ++m_headsUnread;
        const QMutexLocker lock(&m_state->mutex);
        ++m_state->heads;
        m_state->posts += head.startsWith("POST ") ? 1 : 0;
    }
    const qsizetype length = contentLength(head);
    if (m_input.size() < head.size() + length)
        return false;
    {
        const QMutexLocker lock(&m_state->mutex);
        m_state->requests.append(
            SeenRequest{.head = head, .body = m_input.sliced(head.size(), length), .connection = m_number});
    }
    m_input.remove(0, head.size() + length);
    m_headSeen = false;
    ++m_requestsUnread;
    return true;
}

void LoopbackConnection::run()
{
    // A flush tells of written bytes from inside a step.
    if (std::exchange(m_running, true))
        return;
    const auto done = qScopeGuard([this] { m_running = false; });
    while (m_open && m_position < m_script.size()) {
        const Step step = m_script.at(m_position);
        if (perform(step) == Progress::Waits)
            return;
        m_sent = 0;
        m_timeUp = false;
        m_released = false;
        ++m_position;
    }
}

LoopbackConnection::Progress LoopbackConnection::perform(const Step& step)
{
    return std::visit([this](const auto& one) { return perform(one); }, step);
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::ReadRequest& /*step*/)
{
    if (m_requestsUnread == 0)
        return Progress::Waits;
    --m_requestsUnread;
    m_headsUnread = 0;
    return Progress::Done;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::ReadHead& /*step*/)
{
    if (m_headsUnread == 0)
        return Progress::Waits;
    --m_headsUnread;
    return Progress::Done;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Send& step)
{
    m_socket->write(step.bytes);
    m_socket->flush();
    return Progress::Done;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::SendInPieces& step)
{
    if (m_sent >= step.bytes.size())
        return Progress::Done;
    if (m_sent == 0 || m_timeUp) {
        m_timeUp = false;
        m_socket->write(step.bytes.mid(m_sent, step.piece));
        m_socket->flush();
        m_sent += step.piece;
        m_timer.start(0, this);
    }
    return Progress::Waits;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Drip& step)
{
    if (step.times >= 0 && m_sent >= step.times)
        return Progress::Done;
    if (m_sent == 0 || m_timeUp) {
        m_timeUp = false;
        ++m_sent;
        m_timer.start(step.every, this);
        m_socket->write(step.bytes);
        m_socket->flush();
    }
    return Progress::Waits;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Flood& step)
{
    while (m_open && m_socket->bytesToWrite() < kFloodBuffer)
        m_socket->write(step.bytes);
    return Progress::Waits;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Delay& step)
{
    if (m_timeUp)
        return Progress::Done;
    if (!m_timer.isActive())
        m_timer.start(step.time, Qt::PreciseTimer, this);
    return Progress::Waits;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Reset& /*step*/)
{
    // Closing with SO_LINGER 0 makes the kernel send RST; QAbstractSocket::abort() alone would send FIN.
    m_socket->flush();
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket->abort();
    return Progress::Done;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Close& /*step*/)
{
    m_socket->disconnectFromHost();
    return Progress::Done;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Hold& /*step*/)
{
    return m_released ? Progress::Done : Progress::Waits;
}

LoopbackConnection::Progress LoopbackConnection::perform(const step::Repeat& /*step*/)
{
    m_position = -1; // run() adds one
    return Progress::Done;
}

} // namespace assay::testing
