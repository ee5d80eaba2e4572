// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/decoding.h"

#include <string_view>

namespace assay {

/// Reads an answer of Cohere's v2 chat, streamed or whole. The end mark is `message-end`. A tool plan, which the model
/// writes before it calls tools, is text of the answer. Usage is what is billed (`billed_units`): the counts under
/// `tokens` hold a preamble of about 500 tokens that costs nothing.
class CohereDecoder final : public SseOrJsonDecoder
{
protected:
    void readEvent(QByteArrayView type, QByteArrayView data) override;
    void readBody(const JsonValue& body) override;

private:
    void readContent(const JsonValue& content);
    void readCall(const JsonValue& call);
    void readArguments(const JsonValue& call);
    void readCallEnd();
    void readUsage(const JsonValue& usage, std::string_view pointer);
    void readFinish(const QString& native, const JsonValue& error);
    void text(const QString& text);

    int m_calls = 0;
    bool m_hasArguments = false;
};

} // namespace assay
