// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/providers/decoding.h"
#include "core/providers/openaideltareader.h"
#include "core/providers/reasoningdetails.h"
#include "core/providers/toolcallassembly.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Chat completions: a stream of chunks, or one body. Only choice 0 is read.
///
/// The end: `finish_reason` is the provider's terminal event; `[DONE]` is not needed (MiniMax, GPUStack and
/// Perplexity never send it) and does not replace it: no recorded stream has `[DONE]` without a finish reason, so that
/// is a truncated answer. A finish reason is held back until a chunk without choices, `[DONE]` or the end of the
/// connection, because Together sends one after every tool call and goes on.
class OpenAiChatDecoder final : public SseOrJsonDecoder
{
public:
    explicit OpenAiChatDecoder(const EndpointQuirks& quirks);

private:
    struct Answer;

    void readEvent(QByteArrayView type, QByteArrayView data) override;
    void readBody(const JsonValue& body) override;
    void readEnd() override;

    void readAnswer(const Answer& answer, std::string_view contentName);
    void readServed(const Answer& answer);
    void readChoice(const JsonValue& choice, std::string_view contentName);
    void readDelta(const JsonValue& delta, std::string_view contentName);
    void readContent(const JsonValue& content);
    void readMedia(std::string_view name, const JsonValue& media);
    void readReasoning(const JsonValue& plain, const JsonValue& details);
    void readToolCalls(const JsonValue& calls, std::string_view contentName);
    template <class Pointer>
    void emitToolCall(const JsonValue& function, const JsonValue& call, const Pointer& pointer);
    void readUsage(const JsonValue& usage, const std::string& pointer);
    bool failIfError(const Answer& answer, QByteArrayView type);
    void emitFinish();
    std::string choicePointer() const; ///< of the choice being read

    EndpointQuirks m_quirks;
    OpenAiDeltaReader m_deltaReader;
    ToolCallAssembly m_calls;
    ReasoningDetails m_details;
    std::optional<Finished> m_finish; ///< seen, not yet sent
    qint64 m_audioBytes = 0; ///< of sound that is not kept
    int m_choicePosition = 0;
    bool m_isServedKnown = false;
};

/// OpenAI's words for why the model stopped, with those that come through routers.
FinishReason openAiFinishReason(std::string_view native);

} // namespace assay
