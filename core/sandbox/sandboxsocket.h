// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <utility>

namespace assay {

/// A connected stream socket with a buffer for what is written. A class of its own because Qt Network, for this one
/// use, would load two dozen libraries into a gateway.
class SandboxSocket : public QObject
{
    Q_OBJECT

public:
    /// Takes the descriptor over; it must not block.
    explicit SandboxSocket(int descriptor);
    /// Closes without a signal.
    ~SandboxSocket() override;
    Q_DISABLE_COPY_MOVE(SandboxSocket)

    /// What has come and was not taken.
    QByteArray readAll() { return std::exchange(m_in, {}); }
    /// Sent from the event loop, together with whatever else is written until then. Nothing once it closes.
    void write(QByteArrayView bytes);
    qsizetype bytesToWrite() const { return m_out.size() - m_sent; }
    /// Neither closed nor about to close.
    bool isOpen() const { return m_descriptor >= 0 && !m_isClosing; }

    /// Closed as soon as everything is sent, which may be at once.
    void closeWhenWritten();
    void abort();
    /// Closes so that the client sees a reset.
    void reset();

Q_SIGNALS:
    void readyRead();
    void bytesWritten();
    /// Either side closed it. Once, and the last signal.
    void disconnected();

private:
    void receive();
    void flush();
    void drop();

    int m_descriptor;
    QSocketNotifier m_readNotifier;
    QSocketNotifier m_writeNotifier;
    QByteArray m_in;
    QByteArray m_out; ///< not yet taken by the kernel, from m_sent on
    qsizetype m_sent = 0;
    bool m_isClosing = false;
};

} // namespace assay
