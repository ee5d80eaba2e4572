// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/linefeed.h"

#include "core/importers/usagerecord.h"

#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::size_t kBuffer = 256 * 1024; // stays in the second-level cache
constexpr std::size_t kPadding = simdjson::SIMDJSON_PADDING;
constexpr qint64 kCheckedBytes = 1'024;

Error readError(int code)
{
    return {.kind = ErrorKind::Storage, .detail = QString::fromLocal8Bit(std::strerror(code))};
}

/// Reads up to `size` bytes at `offset`; fewer only at the end of the file; -1 on failure.
ssize_t readAt(int file, char* to, std::size_t size, qint64 offset)
{
    for (;;) {
        const ssize_t got = ::pread(file, to, size, offset);
        if (got >= 0 || errno != EINTR)
            return got;
    }
}

std::string_view withoutReturn(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

} // namespace

LineFeed::LineFeed()
{
    makeRoom(kBuffer);
}

void LineFeed::makeRoom(std::size_t bytes)
{
    if (bytes <= m_capacity)
        return;
    auto larger = std::make_unique_for_overwrite<char[]>(bytes + kPadding);
    if (m_buffer)
        std::memcpy(larger.get(), m_buffer.get(), m_capacity);
    m_buffer = std::move(larger);
    m_capacity = bytes;
}

Result<LineFeed::Position> LineFeed::read(int file, Position from, qint64 size, const Take& take)
{
    Position at = from;
    qint64 offset = from.bytes;
    std::size_t held = 0; // bytes of an unfinished line at the start of the buffer
    bool isSkipping = false; // inside a line beyond the limit
    while (offset < size) {
        if (held == m_capacity)
            makeRoom(std::min(m_capacity * 2, kLongestLine));
        const auto wanted
            = static_cast<std::size_t>(std::min<qint64>(static_cast<qint64>(m_capacity - held), size - offset));
        const ssize_t got = readAt(file, m_buffer.get() + held, wanted, offset);
        if (got < 0)
            return std::unexpected(readError(errno));
        if (got == 0)
            break; // shorter than it was: the next import sees the rest
        offset += got;
        const char* begin = m_buffer.get();
        const char* const end = begin + held + got;
        const char* search = begin + held;
        while (const auto* stop
            = static_cast<const char*>(std::memchr(search, '\n', static_cast<std::size_t>(end - search)))) {
            ++at.lines;
            at.bytes = offset - (end - stop) + 1;
            if (!isSkipping) {
                take({.text = withoutReturn({begin, static_cast<std::size_t>(stop - begin)}),
                    .room = m_capacity + kPadding - static_cast<std::size_t>(begin - m_buffer.get()),
                    .number = at.lines});
            }
            isSkipping = false;
            begin = search = stop + 1;
        }
        held = static_cast<std::size_t>(end - begin);
        if (isSkipping) {
            held = 0;
        } else if (held >= kLongestLine) {
            take({.text = {begin, kCheckedBytes}, .room = held, .number = at.lines + 1, .isTooLong = true});
            isSkipping = true;
            held = 0;
        } else if (held > 0 && begin != m_buffer.get()) {
            std::memmove(m_buffer.get(), begin, held);
        }
    }
    if (held > 0 && !isSkipping) {
        take({.text = withoutReturn({m_buffer.get(), held}),
            .room = m_capacity + kPadding,
            .number = at.lines + 1,
            .isUnfinished = true});
    }
    return at;
}

SourceFile::SourceFile(const QByteArray& path)
    : m_descriptor(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK))
{
}

SourceFile::~SourceFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QByteArray SourceFile::checkSum(qint64 bytes) const
{
    std::array<char, kCheckedBytes> head{};
    std::array<char, kCheckedBytes> tail{};
    const auto size = static_cast<std::size_t>(std::min(bytes, kCheckedBytes));
    const ssize_t first = readAt(m_descriptor, head.data(), size, 0);
    const ssize_t last = readAt(m_descriptor, tail.data(), size, bytes - static_cast<qint64>(size));
    if (first < 0 || last < 0)
        return {};
    const MessageKey key
        = messageKey({head.data(), static_cast<std::size_t>(first)}, {tail.data(), static_cast<std::size_t>(last)});
    QByteArray out(sizeof key, '\0');
    std::memcpy(out.data(), key.data(), sizeof key);
    return out;
}

} // namespace assay
