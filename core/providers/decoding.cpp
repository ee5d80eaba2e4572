// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/decoding.h"

#include "core/providers/errortext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kQuoted = 200;
constexpr qsizetype kBytesAnEvent = 200; // a small chunk of chat completions; growing a list of events is dear
constexpr qsizetype kMostExpected = 256;
constexpr qsizetype kEventsOfABody = 4; // who answers, its text, its usage, its end
constexpr QByteArrayView kByteOrderMark = "\xEF\xBB\xBF";

QString quoted(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes.first(std::min(bytes.size(), kQuoted)));
}

QByteArrayView withoutMark(QByteArrayView body)
{
    return (body.startsWith(kByteOrderMark) ? body.sliced(kByteOrderMark.size()) : body).trimmed();
}

} // namespace

QList<StreamEvent> DecoderBase::feed(QByteArrayView bytes)
{
    m_expectedEvents = std::min(bytes.size() / kBytesAnEvent + 2, kMostExpected);
    if (!hasFailed() && !bytes.isEmpty())
        read(bytes);
    return std::exchange(m_events, {});
}

QList<StreamEvent> DecoderBase::finish()
{
    m_isEnding = true;
    m_expectedEvents = kEventsOfABody;
    if (!hasFailed())
        readEnd();
    if (m_state == State::Open)
        fail(ErrorKind::Truncated, u"the answer ended without the provider's end mark"_s);
    return std::exchange(m_events, {});
}

void DecoderBase::emitEvent(StreamEvent event)
{
    const bool isUsage = std::holds_alternative<UsageReport>(event);
    if (hasFailed() || (hasFinished() && !isUsage))
        return;
    if (std::holds_alternative<StreamFailed>(event))
        m_state = State::Failed;
    else if (std::holds_alternative<Finished>(event))
        m_state = State::Finished;
    if (m_events.capacity() == 0)
        m_events.reserve(m_expectedEvents);
    m_events.append(std::move(event));
}

void DecoderBase::fail(Error error)
{
    emitEvent(StreamFailed{std::move(error)});
}

void DecoderBase::fail(ErrorKind kind, const QString& detail)
{
    Error error;
    error.kind = kind;
    error.detail = detail;
    fail(std::move(error));
}

JsonValue DecoderBase::parse(QByteArrayView json)
{
    const JsonValue value = m_parser.parse(json);
    if (!value.exists() && !m_isEnding)
        fail(ErrorKind::Protocol, u"the provider sent something that is not JSON: %1"_s.arg(quoted(json)));
    return value;
}

void SseOrJsonDecoder::read(QByteArrayView bytes)
{
    if (m_form == Form::Unknown) {
        // Most often the first bytes tell, and nothing was held back.
        const QByteArray held = m_body.isEmpty() ? QByteArray() : std::exchange(m_body, {}).append(bytes);
        const QByteArrayView first = held.isEmpty() ? bytes : QByteArrayView(held);
        const QByteArrayView start = withoutMark(first);
        if (start.isEmpty() || kByteOrderMark.startsWith(start)) {
            m_body.append(first);
            return;
        }
        m_form = start.front() == '{' || start.front() == '[' || start.front() == '<' ? Form::Body : Form::Events;
        return read(first);
    }
    if (m_form == Form::Body)
        return readBodyPiece(bytes);
    m_framer.feed(bytes, [this](const SseEvent& event) {
        if (!hasFailed())
            readEvent(event.type, event.data);
    });
    if (m_framer.overflowed())
        fail(ErrorKind::Protocol, u"the provider sent one event of more than 16 MiB"_s);
}

void SseOrJsonDecoder::readBodyPiece(QByteArrayView bytes)
{
    m_body.append(bytes);
    if (m_body.size() > kMaximumBody) {
        m_body.clear();
        fail(ErrorKind::Protocol, u"the provider sent an answer of more than 64 MiB"_s);
    }
}

void SseOrJsonDecoder::readEnd()
{
    if (m_form == Form::Events) {
        m_framer.finish([this](const SseEvent& event) {
            if (!hasFailed())
                readEvent(event.type, event.data);
        });
        return;
    }
    const QByteArrayView body = withoutMark(m_body);
    if (body.isEmpty())
        return;
    const JsonValue value = parser().parse(body);
    if (value.exists())
        readBody(value);
    else if (looksLikeHtml(body))
        fail(ErrorKind::Protocol, u"a web page came instead of an answer: %1"_s.arg(textOfHtml(body).left(kQuoted)));
    else if (body.endsWith('}') || body.endsWith(']'))
        fail(ErrorKind::Protocol, u"the answer is not JSON: %1"_s.arg(quoted(body)));
}

void LinesDecoder::read(QByteArrayView bytes)
{
    m_framer.feed(bytes, [this](QByteArrayView line) {
        if (!hasFailed())
            readLine(line);
    });
    if (m_framer.overflowed())
        fail(ErrorKind::Protocol, u"the provider sent one line of more than 16 MiB"_s);
}

void LinesDecoder::readEnd()
{
    m_framer.finish([this](QByteArrayView line) {
        if (!hasFailed())
            readLine(line);
    });
}

} // namespace assay
