// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"
#include "core/wire/ssedecoder.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace assay {

/// Passes an answer in the client's own format on as the provider wrote it, with what the gateway adds: nothing of it
/// (log probabilities, annotations, fields that are new) gets lost. One error of the provider inside a stream is held
/// back: the gateway tells errors itself.
class AnswerRelay
{
public:
    virtual ~AnswerRelay() = default;

    /// Bytes of a streamed answer; what the client gets for them.
    QByteArray feed(QByteArrayView bytes);
    /// From the first event on that is no JSON nothing is passed on.
    void endWithFirstBroken() { m_isChecking = true; }
    /// The provider's stream has ended; what closes the client's.
    virtual QByteArray end(const AnswerEnd&) { return {}; }
    /// An answer in one document.
    virtual QByteArray whole(QByteArrayView body, const AnswerEnd&) { return body.toByteArray(); }
    /// As AnswerWriter::document().
    virtual QByteArray document() const { return {}; }

protected:
    enum class Passed : std::uint8_t { Event, Failure };

    /// One event, with its frame; an error of the provider only says so.
    virtual Passed pass(const SseEvent& event, QByteArray& out) = 0;
    /// The event as it came.
    static void append(QByteArray& out, QByteArrayView type, QByteArrayView data);

private:
    SseDecoder m_framer;
    bool m_failed = false;
    bool m_isChecking = false; ///< that events are JSON
};

/// Chat completions get the gateway's id, model name and provider, and usage with the cost. Reasoning that a provider
/// calls `reasoning_content` is there as `reasoning`, too: most clients know one of the names only.
std::unique_ptr<AnswerRelay> makeOpenAiChatRelay(
    AnswerIdentity identity, bool wantsUsageApart, bool wantsGroqUsage = false);
/// Event streams that need nothing of ours.
std::unique_ptr<AnswerRelay> makePlainRelay();
/// The same for Responses, whose last event holds the whole answer.
std::unique_ptr<AnswerRelay> makeResponsesRelay();

} // namespace assay
