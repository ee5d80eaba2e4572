// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/answercomposer.h"

#include "core/wire/clientadaptation.h"

#include <algorithm>
#include <utility>

namespace assay {

namespace {

constexpr qsizetype kUsualEvents = 4; // of an answer in one document

bool isDocument(QByteArrayView bytes)
{
    return bytes.trimmed().startsWith('{');
}

} // namespace

AnswerComposer::AnswerComposer(const ClientFormat& format, const ClientRequest& request)
    : m_format(format)
    , m_request(request)
{
}

void AnswerComposer::serveFrom(AnswerIdentity identity, const QString& dialect)
{
    m_isNative = dialect == m_format.dialect();
    m_relay = m_isNative ? m_format.relay(identity, m_request) : nullptr;
    m_identity = std::move(identity);
    m_dialect = dialect;
}

AnswerWriter& AnswerComposer::writer()
{
    if (!m_writer)
        m_writer = m_format.writer(m_identity, m_request);
    return *m_writer;
}

/// Marks a proof that another format's provider made, so that it is known when it comes back.
StreamEvent AnswerComposer::tagged(const StreamEvent& event) const
{
    const auto mark = [this](QString& proof) {
        if (!proof.isEmpty())
            proof.prepend(kOwnSignature + m_dialect + u'.');
    };
    StreamEvent out = event;
    if (auto* thought = std::get_if<ReasoningDelta>(&out))
        mark(thought->signature);
    else if (auto* call = std::get_if<ToolCallDelta>(&out))
        mark(call->signature);
    return out;
}

QByteArray AnswerComposer::event(const StreamEvent& event)
{
    const bool isWhole = !m_request.chat.stream;
    if (m_collects || (isWhole && !m_relay))
        collect(event);
    if (m_format.carriesCallsAsObjects() && std::holds_alternative<ToolCallDelta>(event))
        m_calls.add(event);
    if (m_isRelayed)
        return {};
    if (!m_relay)
        return isWhole ? QByteArray() : write(event);
    if (m_waiting.capacity() == 0)
        m_waiting.reserve(kUsualEvents);
    m_waiting.append(event);
    return {};
}

void AnswerComposer::collect(const StreamEvent& event)
{
    m_collected.add(m_isNative ? event : tagged(event));
}

QByteArray AnswerComposer::begun()
{
    return std::exchange(m_begun, true) ? QByteArray() : writer().begin();
}

QByteArray AnswerComposer::write(const StreamEvent& event)
{
    if (!m_begun && !isOutput(event))
        return {}; // until something is said, a failure can still be told by its status
    const QByteArray first = begun();
    return first + writer().event(m_isNative ? event : tagged(event));
}

QByteArray AnswerComposer::writeWaiting()
{
    QByteArray out;
    for (const auto& event : std::exchange(m_waiting, {}))
        out += write(event);
    return out;
}

QByteArray AnswerComposer::bytes(const QByteArray& bytes)
{
    if (!m_relay)
        return {};
    if (!m_request.chat.stream) {
        m_body += bytes;
        return {};
    }
    if (!m_isRelayed && isDocument(bytes)) {
        // A server that does not stream: its answer is told in pieces by ourselves.
        m_relay.reset();
        return writeWaiting();
    }
    m_waiting.clear();
    m_isRelayed = true;
    m_begun = true;
    return m_relay->feed(bytes);
}

QByteArray AnswerComposer::finish()
{
    return m_isRelayed || !m_request.chat.stream ? QByteArray() : writeWaiting();
}

QByteArray AnswerComposer::end(const AnswerEnd& end)
{
    if (m_isRelayed)
        return m_relay->end(end);
    const QByteArray first = begun();
    return first + writer().end(end);
}

/// What is passed on as it came is the provider's own word.
bool AnswerComposer::holdsBrokenCall() const
{
    if (m_isRelayed || (m_relay && isDocument(m_body)))
        return false;
    return !std::ranges::all_of(m_calls.blocks(), isObjectCall);
}

QByteArray AnswerComposer::failed(const ClientError& error)
{
    return writer().failed(error);
}

QByteArray AnswerComposer::whole(const AnswerEnd& end)
{
    if (m_relay && isDocument(m_body))
        return m_relay->whole(m_body, end);
    if (!m_collects) {
        for (const auto& event : std::exchange(m_waiting, {}))
            collect(event); // the relay would have had no use for them
    }
    return writer().whole(m_collected.blocks(), end);
}

} // namespace assay
