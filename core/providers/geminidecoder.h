// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/decoding.h"

#include <cstdint>
#include <string>

namespace assay {

/// Reads an answer of generateContent or streamGenerateContent: one object, a stream of objects as server-sent events,
/// or (without `alt=sse`) one array of them. Every object is a whole answer with the next parts. The end mark of a
/// stream is a chunk with a finish reason, or a blocked prompt.
class GeminiDecoder final : public SseOrJsonDecoder
{
protected:
    void readEvent(QByteArrayView type, QByteArrayView data) override;
    void readBody(const JsonValue& body) override;

private:
    /// `pointer` is where the chunk stands in the parsed document.
    void readChunk(const JsonValue& chunk, const std::string& pointer);
    void readServed(const JsonValue& chunk);
    void readPart(const JsonValue& part, const std::string& pointer);
    void readCall(const JsonValue& part, const std::string& pointer);
    void readUsage(const JsonValue& chunk, const std::string& pointer);
    void readFinish(const JsonValue& chunk);

    QString m_responseId;
    QString m_model;
    std::int64_t m_searches = -1; ///< negative: the answer is not grounded
    int m_calls = 0;
    bool m_served = false;
};

} // namespace assay
