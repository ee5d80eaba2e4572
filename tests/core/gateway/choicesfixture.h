// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QMap>

namespace assay::testing {

/// What a client puts together of a stream of chat completions.
struct Streamed {
    QMap<int, QString> texts;
    QMap<int, QString> reasons;
    QMap<int, int> roles; ///< how often one was told
    QStringList ids;
    QList<QJsonObject> usages;
    int dones = 0;
};

inline Streamed readStream(const QByteArray& body)
{
    using namespace Qt::StringLiterals;
    Streamed out;
    out.dones = static_cast<int>(body.count("data: [DONE]\n\n"));
    for (const auto& chunk : events(body)) {
        if (!out.ids.contains(chunk["id"_L1].toString()))
            out.ids.append(chunk["id"_L1].toString());
        if (chunk["usage"_L1].isObject())
            out.usages.append(chunk["usage"_L1].toObject());
        const auto choices = chunk["choices"_L1].toArray();
        for (const auto& value : choices) {
            const auto choice = value.toObject();
            const int index = choice["index"_L1].toInt(-1);
            const auto delta = choice["delta"_L1].toObject();
            out.texts[index] += delta["content"_L1].toString() + choice["text"_L1].toString();
            out.roles[index] += delta.contains("role"_L1) ? 1 : 0;
            if (choice["finish_reason"_L1].isString())
                out.reasons[index] = choice["finish_reason"_L1].toString();
        }
    }
    return out;
}

inline qint64 tokensOf(const RunRecord& run)
{
    qint64 out = 0;
    for (const auto& lane : run.lanes)
        out += lane.usage.promptTokens().value_or(0) + lane.usage.completionTokens().value_or(0);
    return out;
}

inline Money costOf(const RunRecord& run)
{
    Money out;
    for (const auto& lane : run.lanes)
        out = out.plus(lane.cost.amount.value_or(Money())).value();
    return out;
}

inline QByteArray answerOf(const QByteArray& text, const QByteArray& more)
{
    return okAnswer(R"({"id":"up-1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":")" + text
        + R"("},"logprobs":{"content":[{"token":")" + text + R"("}]},"finish_reason":"stop"}])" + more + "}");
}

inline const QByteArray kUsage = R"(,"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15})";
inline const QByteArray kRefusal = "HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: 38\r\n\r\n"
                                   R"({"error":{"message":"It does not fit"}})";

/// A gateway that is asked for several answers.
class ChoicesScene : protected GatewayScene
{
protected:
    RawReply post(const QByteArray& body, const QByteArray& headers = {})
    {
        return m_gateway->send("POST", "/v1/chat/completions", body, m_gateway->auth() + headers);
    }
    static QByteArray asking(int n, const QByteArray& model, bool stream, const QByteArray& more = {})
    {
        return chat(model, stream, R"(,"n":)" + QByteArray::number(n) + more);
    }
};

} // namespace assay::testing
