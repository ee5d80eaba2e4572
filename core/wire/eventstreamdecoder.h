// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <cstdint>
#include <utility>

namespace assay {

/// One message of an AWS event stream. An exception is a message like any other: `:message-type` is `exception` and
/// `:exception-type` names it.
struct EventStreamMessage {
    QList<std::pair<QByteArray, QByteArray>> headers; ///< in wire order; values of other types than string as text
    QByteArray payload;

    /// Value of the header of exactly that name; empty if there is none.
    QByteArray header(QByteArrayView name) const;
    friend bool operator==(const EventStreamMessage&, const EventStreamMessage&) = default;
};

/// Incremental framing of `application/vnd.amazon.eventstream` (smithy.io, "Amazon Event Stream Specification"):
///
///     u32 total length | u32 headers length | u32 CRC-32 of these 8 bytes | headers | payload | u32 CRC-32 of all
///     before
///
/// big endian. Both checksums are verified before anything of a message is handed out.
class EventStreamDecoder
{
public:
    /// Largest message that the specification allows: 24 MiB of payload, 128 KiB of headers, and the frame.
    static constexpr std::uint32_t kLargestMessage = 24U * 1024 * 1024 + 128U * 1024 + 16;

    /// The messages that `bytes` complete. After a fault nothing more comes; messages before it are not lost.
    QList<EventStreamMessage> feed(QByteArrayView bytes);

    /// What is wrong with the stream; empty while nothing is.
    const QString& fault() const { return m_fault; }
    /// Is part of a message waiting for its rest?
    bool midMessage() const { return !m_pending.isEmpty(); }

private:
    bool takeMessage(QByteArrayView& rest, QList<EventStreamMessage>& out);

    QByteArray m_pending;
    QString m_fault;
};

/// CRC-32 of IEEE 802.3 (reflected, polynomial 0xEDB88320), as zlib and AWS use it.
std::uint32_t crc32(QByteArrayView bytes);

} // namespace assay
