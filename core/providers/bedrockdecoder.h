// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/decoding.h"
#include "core/wire/eventstreamdecoder.h"

#include <QHash>

#include <cstdint>
#include <string_view>

namespace assay {

/// Reads an answer of ConverseStream (binary event stream) or Converse (one JSON body); the first byte tells, since
/// the length that a stream begins with starts with a zero byte. The end mark is `messageStop`, behind which the
/// `metadata` event still brings the usage.
class BedrockDecoder final : public DecoderBase
{
public:
    /// `requestId`: the answer itself names neither an id nor a model.
    explicit BedrockDecoder(QString requestId);

protected:
    void read(QByteArrayView bytes) override;
    void readEnd() override;

private:
    enum class Form : std::uint8_t { Unknown, Events, Body };
    struct Call {
        int index = 0; ///< as we report it
        bool hasArguments = false;
    };
    static constexpr qsizetype kLargestBody = 64 * 1024 * 1024;

    void readMessage(const EventStreamMessage& message);
    void readException(const EventStreamMessage& message);
    void readDelta(qint64 block, const JsonValue& delta);
    void readBody(const JsonValue& body);
    void beginCall(qint64 block, const JsonValue& toolUse, const QString& arguments);
    void endCall(qint64 block);
    void readReasoning(const JsonValue& content);
    void readUsage(const JsonValue& usage, std::string_view pointer);
    void served();

    QString m_requestId;
    EventStreamDecoder m_framer;
    QByteArray m_body;
    QHash<qint64, Call> m_openCalls; ///< by contentBlockIndex
    int m_calls = 0;
    Form m_form = Form::Unknown;
};

} // namespace assay
