// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay::testing {

Expected readOllama(const Recording& recording)
{
    Expected out;
    for (const QByteArray& line : recording.body.split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.isEmpty())
            continue;
        out.model = json["model"_L1].toString();
        const QJsonObject message = json["message"_L1].toObject();
        out.text += message["content"_L1].toString();
        out.reasoning += message["thinking"_L1].toString();
        for (const auto& call : message["tool_calls"_L1].toArray()) {
            QString digits = json["created_at"_L1].toString();
            digits.remove(QRegularExpression(u"\\D"_s));
            QString id = call["id"_L1].toString();
            if (id.isEmpty())
                id = u"ollama-call-%1-%2"_s.arg(digits).arg(out.toolCalls.size());
            const QJsonValue function = call["function"_L1];
            out.toolCalls.append({id, function["name"_L1].toString(),
                QString::fromUtf8(QJsonDocument(function["arguments"_L1].toObject()).toJson(QJsonDocument::Compact))});
        }
        if (!json["done"_L1].toBool())
            continue;
        setCount(out.usage, UsageClass::Input, json["prompt_eval_count"_L1]);
        setCount(out.usage, UsageClass::Output, json["eval_count"_L1]);
        if (json["done_reason"_L1] == "length"_L1)
            out.finishReason = FinishReason::Length;
        else
            out.finishReason = out.toolCalls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
    }
    return out;
}

} // namespace assay::testing
