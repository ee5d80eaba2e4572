// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <utility>

namespace assay {

/// Incremental splitting into lines, for NDJSON. Lines end in LF or CRLF; blank lines are left out. A line that lies
/// within one fed piece is handed out without a copy; the views are valid only while the sink runs.
class LineDecoder
{
public:
    /// Largest line; what comes after a larger one is ignored.
    static constexpr qsizetype kMaximumLine = 16 * 1024 * 1024;

    /// Calls `sink(QByteArrayView)` for every line that `bytes` complete.
    template <class Sink> void feed(QByteArrayView bytes, Sink&& sink)
    {
        const char* position = bytes.begin();
        const char* const end = bytes.end();
        while (position != end && !m_overflowed) {
            const void* const found = std::memchr(position, '\n', static_cast<std::size_t>(end - position));
            if (!found)
                break;
            const char* const lineEnd = static_cast<const char*>(found);
            takeLine(QByteArrayView(position, lineEnd), sink);
            position = lineEnd + 1;
        }
        if (!m_overflowed)
            m_partialLine.append(QByteArrayView(position, end));
        if (m_partialLine.size() > kMaximumLine) {
            m_overflowed = true;
            m_partialLine.clear();
        }
    }

    /// The stream ended: hands out a last line without a line end.
    template <class Sink> void finish(Sink&& sink)
    {
        if (!m_overflowed)
            takeLine({}, sink);
    }

    /// A line was larger than kMaximumLine; nothing is handed out any more.
    bool overflowed() const { return m_overflowed; }

private:
    template <class Sink> void takeLine(QByteArrayView rest, Sink& sink)
    {
        if (m_partialLine.isEmpty()) {
            if (const auto line = rest.trimmed(); !line.isEmpty())
                sink(line);
            return;
        }
        m_partialLine.append(rest);
        const QByteArray owned = std::exchange(m_partialLine, {});
        if (const auto line = QByteArrayView(owned).trimmed(); !line.isEmpty())
            sink(line);
    }

    QByteArray m_partialLine;
    bool m_overflowed = false;
};

} // namespace assay
