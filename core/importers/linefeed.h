// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <string_view>

namespace assay {

/// A line without its end, inside a buffer that goes on for at least `room` bytes from its beginning (simdjson reads
/// past the end of what it parses).
struct FeedLine {
    std::string_view text;
    std::size_t room = 0;
    qint64 number = 0; ///< from 1, in the whole file
    bool isTooLong = false; ///< longer than the limit; `text` is its beginning
    bool isUnfinished = false; ///< the last of the file, and no line end follows: it may be written just now
};

/// Reads files line by line through one bounded buffer, so that a file of any size costs the same memory. One thread
/// each.
class LineFeed
{
public:
    static constexpr std::size_t kLongestLine = 64 * 1024 * 1024;

    LineFeed();

    struct Position {
        qint64 bytes = 0; ///< behind the last whole line
        qint64 lines = 0;
    };
    using Take = std::function<void(const FeedLine&)>;
    /// Hands every line behind `from` to `take`; at most up to `size` bytes of the file. Returns how far whole lines
    /// went. Storage if the file cannot be read.
    Result<Position> read(int file, Position from, qint64 size, const Take& take);

private:
    void makeRoom(std::size_t bytes);

    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
};

/// An open file of the system, closed with the object; read-only.
class SourceFile
{
public:
    explicit SourceFile(const QByteArray& path);
    ~SourceFile();
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    /// Tells whether the first `bytes` bytes are still what they were: a sum over their beginning and their end.
    QByteArray checkSum(qint64 bytes) const;

private:
    int m_descriptor = -1;
};

} // namespace assay
