// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/streamevent.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

QLatin1StringView finishReasonName(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop: return "stop"_L1;
    case FinishReason::Length: return "length"_L1;
    case FinishReason::ToolCalls: return "tool_calls"_L1;
    case FinishReason::ContentFilter: return "content_filter"_L1;
    case FinishReason::Error: return "error"_L1;
    case FinishReason::Other: return "other"_L1;
    }
    std::unreachable();
}

std::optional<FinishReason> finishReasonFromName(QStringView name)
{
    for (const auto reason : {FinishReason::Stop, FinishReason::Length, FinishReason::ToolCalls,
             FinishReason::ContentFilter, FinishReason::Error, FinishReason::Other}) {
        if (name == finishReasonName(reason))
            return reason;
    }
    return std::nullopt;
}

bool isOutput(const StreamEvent& event)
{
    return std::visit(Overloaded{
                          [](const TextDelta& delta) { return !delta.text.isEmpty(); },
                          [](const ReasoningDelta& delta) { return !delta.text.isEmpty(); },
                          [](const ToolCallDelta&) { return true; },
                          [](const RefusalDelta& delta) { return !delta.text.isEmpty(); },
                          [](const auto&) { return false; },
                      },
        event);
}

} // namespace assay
