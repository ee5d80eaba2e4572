// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/answerrelay.h"
#include "core/wire/clientformat.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace assay {

/// Turns the events of a lane, and its bytes where the endpoint speaks the client's own format, into the client's
/// answer. Sends nothing itself: what its functions return goes to the client, in this order.
class AnswerComposer
{
public:
    /// All outlive it.
    AnswerComposer(const ClientFormat& format, const ClientRequest& request);

    /// Who answers; before the first event, and again when another endpoint takes over.
    void serveFrom(AnswerIdentity identity, const QString& dialect);
    /// The blocks of a stream are wanted, too.
    void collectBlocks() { m_collects = true; }

    QByteArray event(const StreamEvent& event);
    /// Bytes of the answer, after the events that they brought.
    QByteArray bytes(const QByteArray& bytes);
    /// What comes now ends the answer as a failure: nothing is passed on from the first event that is no JSON.
    void endWithFirstBroken()
    {
        if (m_relay)
            m_relay->endWithFirstBroken();
    }
    /// No more events or bytes come.
    QByteArray finish();

    QByteArray end(const AnswerEnd& end);
    QByteArray failed(const ClientError& error);
    /// The answer as one document.
    QByteArray whole(const AnswerEnd& end);
    /// After end(): the streamed answer as one document, where the format has it so; else empty.
    QByteArray document() const
    {
        return m_isRelayed ? m_relay->document() : m_writer ? m_writer->document() : QByteArray();
    }

    /// The provider called a tool with arguments that are no JSON object, and the client's format has no other way to
    /// tell them: an empty object in their place would be another call.
    bool holdsBrokenCall() const;
    bool hasBegun() const { return m_begun; }
    const QList<AnswerBlock>& blocks() const { return m_collected.blocks(); }

private:
    QByteArray write(const StreamEvent& event);
    QByteArray begun();
    QByteArray writeWaiting();
    void collect(const StreamEvent& event);
    StreamEvent tagged(const StreamEvent& event) const;
    AnswerWriter& writer();

    const ClientFormat& m_format;
    const ClientRequest& m_request;
    AnswerIdentity m_identity;
    QString m_dialect;
    std::unique_ptr<AnswerWriter> m_writer;
    std::unique_ptr<AnswerRelay> m_relay; ///< while the answer can be passed on as it comes
    AnswerCollector m_collected;
    AnswerCollector m_calls; ///< where the client's format carries them as objects
    QList<StreamEvent> m_waiting; ///< of an answer that is passed on, as long as it may have to be written anew
    QByteArray m_body; ///< of an answer in one document
    bool m_collects = false;
    bool m_isNative = false; ///< the endpoint speaks the client's own format
    bool m_isRelayed = false; ///< bytes were passed on
    bool m_begun = false; ///< the client has seen the beginning of a stream
};

} // namespace assay
