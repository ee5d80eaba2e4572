// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/runmailbox.h"

namespace assay {

namespace {

// True if `event` was added to `last`.
bool join(StreamEvent& last, const StreamEvent& event)
{
    if (last.index() != event.index())
        return false;
    if (auto* text = std::get_if<TextDelta>(&last)) {
        text->text += std::get<TextDelta>(event).text;
        return true;
    }
    if (auto* reasoning = std::get_if<ReasoningDelta>(&last)) {
        const auto& next = std::get<ReasoningDelta>(event);
        if (!reasoning->signature.isEmpty() || !next.signature.isEmpty())
            return false;
        reasoning->text += next.text;
        return true;
    }
    if (auto* call = std::get_if<ToolCallDelta>(&last)) {
        const auto& next = std::get<ToolCallDelta>(event);
        if (call->index != next.index || !next.id.isEmpty() || !next.signature.isEmpty())
            return false;
        call->arguments += next.arguments;
        return true;
    }
    return false;
}

} // namespace

void appendJoined(QList<std::pair<int, StreamEvent>>& events, int lane, const StreamEvent& event)
{
    for (auto last = events.rbegin(); last != events.rend(); ++last) {
        if (last->first == lane) {
            if (join(last->second, event))
                return;
            break;
        }
    }
    events.append({lane, event});
}

} // namespace assay
