// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/providers/decoding.h"

#include <map>
#include <string>
#include <string_view>

namespace assay {

/// OpenAI's Responses: a stream of semantic events, or one response object. Items are told apart by `output_index`,
/// because some gateways give an item another id in every event. What a server did not send as deltas (LM Studio's
/// arguments) is taken from the item when it is done, or from the closing response.
///
/// The end: `response.completed`, `.incomplete`, `.failed` or `error`; `[DONE]`, which OpenRouter adds, means nothing.
class OpenAiResponsesDecoder final : public SseOrJsonDecoder
{
public:
    explicit OpenAiResponsesDecoder(const EndpointQuirks& quirks);

private:
    struct Item {
        qint64 outputIndex = 0;
        int toolIndex = -1; ///< of a tool call; -1: none announced
        bool hasText = false;
        bool hasRefusal = false;
        bool hasReasoning = false;
        bool hasArguments = false;
        bool isDone = false;
    };

    void readEvent(QByteArrayView type, QByteArrayView data) override;
    void readBody(const JsonValue& body) override;

    Item& itemAt(qint64 outputIndex);
    void readTyped(std::string_view type, const JsonValue& event);
    bool readDelta(std::string_view type, const JsonValue& event);
    void readServed(const JsonValue& response);
    void readReasoning(Item& item, const QString& text, qint64 part);
    void announceCall(Item& item, const JsonValue& call);
    void readWholeItem(qint64 outputIndex, const JsonValue& json, const std::string& pointer);
    void readWholeMessage(Item& item, const JsonValue& message);
    void readWholeReasoning(Item& item, const JsonValue& reasoning, const std::string& pointer);
    void readArguments(Item& item, const QString& arguments);
    void readClosing(const JsonValue& response, const std::string& pointer);
    void readUsage(const JsonValue& response, const std::string& pointer);
    void emitFinish(const JsonValue& response);

    EndpointQuirks m_quirks;
    std::map<qint64, Item> m_items;
    int m_toolCalls = 0;
    qint64 m_reasoningPart = -1; ///< the part that reasoning text was last read of
    bool m_hasReasoning = false;
    bool m_hasRefusal = false;
    bool m_isServedKnown = false;
};

} // namespace assay
