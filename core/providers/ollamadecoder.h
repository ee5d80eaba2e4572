// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/decoding.h"

namespace assay {

/// Reads an answer of Ollama's native API: lines of JSON, of which the one with `done: true` is the end mark and holds
/// the counts. An answer that was not streamed is one such line.
class OllamaDecoder final : public LinesDecoder
{
protected:
    void readLine(QByteArrayView line) override;

private:
    void readCalls(const JsonValue& line);
    void readDone(const JsonValue& line);
    QByteArray rawCounts();

    int m_calls = 0;
    bool m_served = false;
};

} // namespace assay
