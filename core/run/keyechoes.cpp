// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/keyechoes.h"

namespace assay {

namespace {

template <class... Texts> void hide(const KeyEcho& echo, Texts&... texts)
{
    ((texts = echo.hidden(texts)), ...);
}

} // namespace

Error withoutEchoes(Error error, const KeyEcho& echo)
{
    if (echo.isEmpty())
        return error;
    hide(echo, error.detail, error.providerCode, error.requestId);
    return error;
}

StreamEvent withoutEchoes(StreamEvent event, const KeyEcho& echo)
{
    if (echo.isEmpty())
        return event;
    std::visit(
        Overloaded{
            [&](TextDelta& delta) { hide(echo, delta.text); },
            [&](ReasoningDelta& delta) { hide(echo, delta.text); },
            [&](RefusalDelta& delta) { hide(echo, delta.text); },
            [&](ToolCallDelta& delta) { hide(echo, delta.id, delta.name, delta.arguments); },
            [&](Served& served) { hide(echo, served.model, served.responseId, served.provider, served.fingerprint); },
            [&](UsageReport& report) { hide(echo, report.raw); },
            [&](Finished& done) { hide(echo, done.native); },
            [&](StreamFailed& failed) { failed.error = withoutEchoes(failed.error, echo); },
        },
        event);
    return event;
}

LaneRecord withoutEchoes(LaneRecord record, const KeyEcho& echo)
{
    if (echo.isEmpty())
        return record;
    hide(echo, record.servedModel, record.upstreamProvider, record.responseId, record.fingerprint, record.text,
        record.reasoning, record.refusal, record.nativeFinishReason, record.rawUsage);
    for (auto& call : record.toolCalls)
        hide(echo, call.id, call.name, call.arguments);
    for (auto& attempt : record.attempts) {
        hide(echo, attempt.requestId);
        if (attempt.error)
            attempt.error = withoutEchoes(*attempt.error, echo);
    }
    if (record.error)
        record.error = withoutEchoes(*record.error, echo);
    return record;
}

} // namespace assay
