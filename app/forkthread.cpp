// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/forkthread.h"

#include "app/sentchat.h"
#include "core/support/ids.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Turn {
    ChatMessage asked;
    QString answer;
};

QString textOf(const ChatMessage& message)
{
    QStringList out;
    for (const auto& part : message.parts) {
        if (const auto* text = std::get_if<TextPart>(&part))
            out.append(text->text);
        else if (const auto* call = std::get_if<ToolCallPart>(&part))
            out.append(call->name + u'(' + call->arguments + u')');
        else if (const auto* result = std::get_if<ToolResultPart>(&part))
            out.append(result->name + u" → "_s + result->text);
    }
    return out.join(u"\n\n"_s);
}

bool isPlain(const ChatMessage& message)
{
    const auto isOther = [](const ContentPart& part) {
        return std::holds_alternative<ToolCallPart>(part) || std::holds_alternative<ToolResultPart>(part)
            || std::holds_alternative<ReasoningPart>(part);
    };
    return std::ranges::none_of(message.parts, isOther);
}

/// The question as a turn keeps it: one text, then what was attached.
ChatMessage askedBy(const ChatMessage& message)
{
    ChatMessage out = ChatMessage::text(Role::User, textOf(message));
    for (const auto& part : message.parts) {
        if (std::holds_alternative<ImagePart>(part) || std::holds_alternative<DocumentPart>(part))
            out.parts.append(part);
    }
    return out;
}

struct Turns {
    QList<Turn> list;
    bool isExact = true;
};

Turns turnsOf(const ChatRequest& request)
{
    Turns out;
    auto& turns = out.list;
    bool isAnswered = true; // so that the first question begins a turn
    for (const auto& message : request.messages) {
        if (message.role == Role::System)
            continue;
        out.isExact = out.isExact && isPlain(message);
        if (message.role == Role::Assistant) {
            if (turns.isEmpty())
                turns.append({.asked = ChatMessage::text(Role::User, {}), .answer = {}});
            auto& answer = turns.last().answer;
            answer += (answer.isEmpty() ? QString() : u"\n\n"_s) + textOf(message);
            isAnswered = true;
        } else if (isAnswered) {
            turns.append({.asked = askedBy(message), .answer = {}});
            isAnswered = false;
        } else { // two questions in a row are one turn
            out.isExact = false;
            turns.last().asked.parts += askedBy(message).parts;
        }
    }
    return out;
}

} // namespace

ForkThread threadOfRequest(const RunRecord& run)
{
    ForkThread out;
    if (run.lanes.isEmpty())
        return out;
    const auto asked = askedOf(run.lanes.first());
    const ChatRequest whole = asked.value_or(shortRequest(run));
    const auto [turns, isPlainTalk] = turnsOf(whole);
    out.isExact = asked.has_value() && isPlainTalk;
    const QString thread = newId();
    QList<ChatMessage> before;
    for (const auto& message : whole.messages) {
        if (message.role == Role::System)
            before.append(message);
    }
    for (qsizetype i = 0; i < turns.size(); ++i) {
        const bool isLast = i + 1 == turns.size();
        RunRecord turn = isLast ? run : RunRecord();
        turn.id = isLast ? run.id : newId();
        turn.startedAt = run.startedAt;
        turn.prompt = std::get<TextPart>(turns[i].asked.parts.first()).text;
        turn.system = shortRequest(run).messages.first().role == Role::System ? run.system : QString();
        turn.place.thread = thread;
        turn.place.turn = static_cast<int>(i);
        turn.place.parent = i > 0 ? out.runs.last().id : QString();
        before.append(turns[i].asked);
        ChatRequest request = whole;
        request.messages = before;
        if (!isLast) {
            turn.lanes = {LaneRecord{.index = 0,
                .model = run.lanes.first().model,
                .simulated = run.lanes.first().simulated,
                .local = run.lanes.first().local,
                .state = LaneState::Complete,
                .text = turns[i].answer}};
        }
        for (auto& lane : turn.lanes)
            lane.request = request;
        before.append(ChatMessage::text(Role::Assistant, turns[i].answer));
        out.runs.append(turn);
    }
    return out;
}

} // namespace assay
