// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxsocket.h"

#include <array>
#include <cerrno>

#include <sys/socket.h>
#include <unistd.h>

namespace assay {

namespace {

constexpr std::size_t kReadPiece = 16 * 1024;
constexpr qsizetype kMostSent = 256 * 1024; // bytes kept in front of those that still wait

bool isOver(int code)
{
    return code != EAGAIN && code != EINTR;
}

} // namespace

SandboxSocket::SandboxSocket(int descriptor)
    : m_descriptor(descriptor)
    , m_readNotifier(descriptor, QSocketNotifier::Read)
    , m_writeNotifier(descriptor, QSocketNotifier::Write)
{
    m_writeNotifier.setEnabled(false);
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &SandboxSocket::receive);
    connect(&m_writeNotifier, &QSocketNotifier::activated, this, &SandboxSocket::flush);
}

SandboxSocket::~SandboxSocket()
{
    drop();
}

void SandboxSocket::receive()
{
    std::array<char, kReadPiece> buffer;
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (count > 0) {
        m_in.append(buffer.data(), count);
        Q_EMIT readyRead();
    } else if (count == 0) {
        m_readNotifier.setEnabled(false); // it stays readable; what is written may still arrive
        closeWhenWritten();
    } else if (isOver(errno)) {
        abort();
    }
}

void SandboxSocket::write(QByteArrayView bytes)
{
    if (!isOpen())
        return;
    m_out.append(bytes);
    m_writeNotifier.setEnabled(true);
}

void SandboxSocket::flush()
{
    const QByteArrayView rest = QByteArrayView(m_out).sliced(m_sent);
    const ssize_t sent = ::send(m_descriptor, rest.data(), static_cast<std::size_t>(rest.size()), MSG_NOSIGNAL);
    if (sent < 0) {
        if (isOver(errno))
            abort();
        return;
    }
    m_sent += sent;
    if (m_sent == m_out.size() || m_sent > kMostSent)
        m_out.remove(0, std::exchange(m_sent, 0));
    m_writeNotifier.setEnabled(!m_out.isEmpty());
    if (!m_isClosing)
        Q_EMIT bytesWritten();
    else if (m_out.isEmpty())
        abort();
}

void SandboxSocket::closeWhenWritten()
{
    m_isClosing = true;
    if (m_out.isEmpty())
        abort();
}

void SandboxSocket::abort()
{
    if (m_descriptor < 0)
        return;
    drop();
    Q_EMIT disconnected();
}

void SandboxSocket::reset()
{
    const struct linger option{.l_onoff = 1, .l_linger = 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &option, sizeof option);
    abort();
}

void SandboxSocket::drop()
{
    if (m_descriptor < 0)
        return;
    m_readNotifier.setEnabled(false);
    m_writeNotifier.setEnabled(false);
    ::close(std::exchange(m_descriptor, -1));
    m_out.clear();
    m_sent = 0;
}

} // namespace assay
