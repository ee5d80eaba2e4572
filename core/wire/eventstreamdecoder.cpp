// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/eventstreamdecoder.h"

#include <QUuid>
#include <QtEndian>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::uint32_t kPreludeSize = 12;
constexpr std::uint32_t kSmallestMessage = kPreludeSize + 4;

constexpr std::array<std::uint32_t, 256> crcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) ? (value >> 1U) ^ 0xEDB88320U : value >> 1U;
        table[i] = value;
    }
    return table;
}

std::uint32_t readU32(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<std::uint32_t>(bytes.data() + at);
}

/// Cuts pieces off the front of the header block; every read says whether there was enough.
class HeaderReader
{
public:
    explicit HeaderReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }

    std::optional<QByteArrayView> take(qsizetype size)
    {
        if (m_rest.size() < size)
            return std::nullopt;
        const auto piece = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return piece;
    }

    template <class T> std::optional<T> number()
    {
        const auto piece = take(sizeof(T));
        return piece ? std::optional(qFromBigEndian<T>(piece->data())) : std::nullopt;
    }

    std::optional<std::pair<QByteArray, QByteArray>> header()
    {
        const auto nameSize = number<std::uint8_t>();
        const auto name = nameSize ? take(*nameSize) : std::nullopt;
        const auto type = name ? number<std::uint8_t>() : std::nullopt;
        const auto value = type ? valueText(*type) : std::nullopt;
        if (!value)
            return std::nullopt;
        return std::pair(name->toByteArray(), *value);
    }

private:
    template <class T> std::optional<QByteArray> numberText()
    {
        const auto value = number<T>();
        return value ? std::optional(QByteArray::number(static_cast<qint64>(*value))) : std::nullopt;
    }

    std::optional<QByteArray> valueText(std::uint8_t type)
    {
        switch (type) {
        case 0: return "true"_ba;
        case 1: return "false"_ba;
        case 2: return numberText<std::int8_t>();
        case 3: return numberText<std::int16_t>();
        case 4: return numberText<std::int32_t>();
        case 5:
        case 8: return numberText<std::int64_t>(); // 8: milliseconds since 1970
        case 6:
        case 7: {
            const auto size = number<std::uint16_t>();
            const auto bytes = size ? take(*size) : std::nullopt;
            return bytes ? std::optional(bytes->toByteArray()) : std::nullopt;
        }
        case 9: {
            const auto bytes = take(16);
            return bytes ? std::optional(QUuid::fromRfc4122(*bytes).toByteArray(QUuid::WithoutBraces)) : std::nullopt;
        }
        default: return std::nullopt;
        }
    }

    QByteArrayView m_rest;
};

std::optional<QList<std::pair<QByteArray, QByteArray>>> readHeaders(QByteArrayView bytes)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    HeaderReader reader(bytes);
    while (!reader.atEnd()) {
        auto header = reader.header();
        if (!header)
            return std::nullopt;
        headers.append(*std::move(header));
    }
    return headers;
}

} // namespace

std::uint32_t crc32(QByteArrayView bytes)
{
    static constexpr auto table = crcTable();
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<std::uint8_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    return ~crc;
}

QByteArray EventStreamMessage::header(QByteArrayView name) const
{
    for (const auto& [key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

QList<EventStreamMessage> EventStreamDecoder::feed(QByteArrayView bytes)
{
    QList<EventStreamMessage> out;
    if (!m_fault.isEmpty())
        return out;
    // Whole messages are read where they lie; only a cut one is copied.
    const bool waiting = !m_pending.isEmpty();
    if (waiting)
        m_pending.append(bytes);
    QByteArrayView rest = waiting ? QByteArrayView(m_pending) : bytes;
    while (takeMessage(rest, out)) { }
    if (!m_fault.isEmpty())
        m_pending.clear();
    else if (!waiting)
        m_pending = rest.toByteArray();
    else
        m_pending.remove(0, m_pending.size() - rest.size());
    return out;
}

bool EventStreamDecoder::takeMessage(QByteArrayView& rest, QList<EventStreamMessage>& out)
{
    if (rest.size() < kPreludeSize)
        return false;
    const std::uint32_t total = readU32(rest, 0);
    const std::uint32_t headersSize = readU32(rest, 4);
    if (crc32(rest.first(8)) != readU32(rest, 8)) {
        m_fault = u"event stream: checksum of a message's lengths is wrong"_s;
        return false;
    }
    if (total < kSmallestMessage || total > kLargestMessage || headersSize > total - kSmallestMessage) {
        m_fault = u"event stream: impossible message length %1"_s.arg(total);
        return false;
    }
    if (rest.size() < total)
        return false;
    const auto message = rest.first(total);
    if (crc32(message.chopped(4)) != readU32(message, total - 4)) {
        m_fault = u"event stream: checksum of a message is wrong"_s;
        return false;
    }
    auto headers = readHeaders(message.sliced(kPreludeSize, headersSize));
    if (!headers) {
        m_fault = u"event stream: unreadable header"_s;
        return false;
    }
    out.append({.headers = *std::move(headers),
        .payload = message.sliced(kPreludeSize + headersSize).chopped(4).toByteArray()});
    rest = rest.sliced(total);
    return true;
}

} // namespace assay
