// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <utility>

namespace assay {

/// One server-sent event. The views are valid only while the sink runs.
struct SseEvent {
    QByteArrayView type; ///< of the `event` field; empty if there was none
    QByteArrayView data; ///< the `data` lines joined by LF
};

/// Incremental framing of server-sent events as the WHATWG HTML standard has it (section "Interpreting an event
/// stream"): LF, CRLF and CR end a line, wherever the reads were cut; comments, `id` and `retry` are read over; a
/// byte order mark at the start is dropped. Linear in the bytes fed. An event that lies within one fed piece is handed
/// out without a copy. One departure: an event without its closing blank line at the end of the stream is handed out
/// by finish(), because some servers close right behind their last data line.
class SseDecoder
{
public:
    /// Largest size of one event; what comes after a larger one is ignored.
    static constexpr qsizetype kMaximumEvent = 16LL * 1024 * 1024;

    /// Calls `sink(SseEvent)` for every event that `bytes` complete.
    template <class Sink> void feed(QByteArrayView bytes, Sink&& sink)
    {
        const char* position = bytes.begin();
        const char* const end = bytes.end();
        if (m_skipLineFeed && position != end) {
            m_skipLineFeed = false;
            if (*position == '\n')
                ++position;
        }
        const char* lineFeed = nullptr;
        const char* carriageReturn = nullptr;
        while (position != end && !m_overflowed) {
            // Each kind of line end is searched once over the piece, so that a stream that uses only one stays linear.
            if (!lineFeed || lineFeed < position)
                lineFeed = find('\n', position, end);
            if (!carriageReturn || carriageReturn < position)
                carriageReturn = find('\r', position, end);
            const char* const lineEnd = lineFeed < carriageReturn ? lineFeed : carriageReturn;
            if (lineEnd == end)
                break;
            const QByteArrayView rest(position, lineEnd);
            position = lineEnd + 1;
            if (*lineEnd == '\r') {
                if (position == end)
                    m_skipLineFeed = true;
                else if (*position == '\n')
                    ++position;
            }
            takeLine(rest, sink);
        }
        keep(QByteArrayView(position, end));
    }

    /// The stream ended: hands out an event that was not closed by a blank line.
    template <class Sink> void finish(Sink&& sink)
    {
        if (!m_partialLine.isEmpty())
            takeLine({}, sink);
        if (!m_overflowed)
            dispatch(sink);
        m_partialLine.clear();
    }

    /// An event was larger than kMaximumEvent; nothing is handed out any more.
    bool overflowed() const { return m_overflowed; }

private:
    static const char* find(char byte, const char* from, const char* end)
    {
        const void* const found = std::memchr(from, byte, static_cast<std::size_t>(end - from));
        return found ? static_cast<const char*>(found) : end;
    }

    template <class Sink> void takeLine(QByteArrayView rest, Sink& sink)
    {
        if (m_partialLine.isEmpty()) {
            if (rest.isEmpty())
                dispatch(sink);
            else
                readField(rest);
            return;
        }
        m_partialLine.append(rest);
        const QByteArray line = std::exchange(m_partialLine, {});
        readField(line);
        ownData();
    }

    template <class Sink> void dispatch(Sink& sink)
    {
        m_started = true;
        if (m_hasData)
            sink(SseEvent{m_type, m_dataIsOwned ? QByteArrayView(m_ownedData) : m_dataView});
        forgetEvent();
    }

    void readField(QByteArrayView line);
    void addData(QByteArrayView value);
    void ownData();
    void keep(QByteArrayView rest);
    void forgetEvent();

    QByteArray m_partialLine;
    QByteArray m_type;
    QByteArray m_ownedData;
    QByteArrayView m_dataView; ///< into the piece being fed
    bool m_hasData = false;
    bool m_dataIsOwned = false;
    bool m_skipLineFeed = false; ///< the last piece ended in CR
    bool m_started = false; ///< past the place of a byte order mark
    bool m_overflowed = false;
};

} // namespace assay
