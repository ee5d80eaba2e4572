// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/ollamadecoder.h"

#include "core/providers/providererror.h"
#include "core/providers/toolarguments.h"

#include <array>
#include <string>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Counts in tokens, durations in nanoseconds.
constexpr std::array<std::string_view, 6> kCounts
    = {"total_duration", "load_duration", "prompt_eval_count", "prompt_eval_duration", "eval_count", "eval_duration"};

FinishReason finishReason(const QString& native, int calls)
{
    if (native == "length"_L1)
        return FinishReason::Length;
    // The reason stays `stop` when tools are called; old servers give none.
    if (native.isEmpty() || native == "stop"_L1)
        return calls > 0 ? FinishReason::ToolCalls : FinishReason::Stop;
    return FinishReason::Other; // load, unload
}

/// Older servers give calls no id. This one is the same whenever the same answer is read, and differs from those of
/// other answers.
QString madeUpId(const JsonValue& line, int call)
{
    QString id = u"ollama-call-"_s;
    for (const QChar letter : line["created_at"].text()) {
        if (letter.isDigit())
            id += letter;
    }
    return id + u'-' + QString::number(call);
}

} // namespace

void OllamaDecoder::readLine(QByteArrayView text)
{
    const JsonValue line = parse(text);
    if (!line.exists())
        return;
    if (holdsError(line))
        return fail(errorFromJson(line));
    if (!m_served && line["model"].isString()) {
        m_served = true;
        emitEvent(Served{.model = line["model"].text(), .responseId = {}, .provider = {}});
    }
    const JsonValue message = line["message"];
    if (const QString thinking = message["thinking"].text(); !thinking.isEmpty())
        emitEvent(ReasoningDelta{.text = thinking, .signature = {}});
    if (const QString content = message["content"].text(); !content.isEmpty())
        emitEvent(TextDelta{content});
    readCalls(line);
    if (line["done"].boolean().value_or(false))
        readDone(line);
}

void OllamaDecoder::readCalls(const JsonValue& line)
{
    std::size_t index = 0;
    line["message"]["tool_calls"].forEachItem([&](const JsonValue& call) {
        const JsonValue function = call["function"];
        QString arguments = function["arguments"].text();
        if (function["arguments"].isObject()) {
            const auto pointer = "/message/tool_calls/" + std::to_string(index) + "/function/arguments";
            arguments = toolArguments(parser().raw(pointer));
        }
        const QString id = call["id"].text();
        emitEvent(ToolCallDelta{.index = m_calls,
            .id = id.isEmpty() ? madeUpId(line, m_calls) : id,
            .name = function["name"].text(),
            .arguments = arguments.isEmpty() ? u"{}"_s : arguments,
            .signature = {}});
        ++m_calls;
        ++index;
    });
}

void OllamaDecoder::readDone(const JsonValue& line)
{
    // A missing prompt count means that the prompt came whole from the cache: unknown, not zero.
    UsageReport report;
    if (const auto count = line["prompt_eval_count"].integer())
        report.usage.set(UsageClass::Input, *count);
    if (const auto count = line["eval_count"].integer())
        report.usage.set(UsageClass::Output, *count);
    report.raw = rawCounts();
    if (!report.usage.isEmpty())
        emitEvent(report);
    const QString native = line["done_reason"].text();
    emitEvent(Finished{finishReason(native, m_calls), native});
}

/// There is no usage object: the counts stand beside the message. They are kept with the digits they came with.
QByteArray OllamaDecoder::rawCounts()
{
    QByteArray out;
    for (const auto name : kCounts) {
        const QByteArray value = parser().raw("/" + std::string(name));
        if (!value.isEmpty())
            out += (out.isEmpty() ? "\"" : ",\"") + QByteArray(name.data(), static_cast<qsizetype>(name.size()))
                + "\":" + value;
    }
    return out.isEmpty() ? QByteArray() : '{' + out + '}';
}

} // namespace assay
