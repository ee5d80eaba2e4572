// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/conversation.h"

#include "core/support/ids.h"

#include <algorithm>

namespace assay {

Conversation::Conversation()
    : m_thread(newId())
    , m_promptId(newId())
{
}

void Conversation::setIds(const QString& thread, const QString& promptId)
{
    m_thread = thread;
    m_promptId = promptId.isEmpty() ? newId() : promptId;
}

int Conversation::add(int parent, const Prompt& prompt, const std::optional<TurnNode::Shared>& shared)
{
    const int id = size();
    m_nodes.push_back({.parent = parent, .prompt = prompt, .runId = {}, .shared = shared, .children = {}});
    if (parent >= 0)
        node(parent).children.append(id);
    setCurrent(id);
    return id;
}

void Conversation::setCurrent(int id)
{
    m_current = id;
    for (int at = id; at >= 0 && node(at).parent >= 0; at = node(at).parent)
        node(node(at).parent).visited = at;
}

int Conversation::depth(int id) const
{
    return static_cast<int>(path(id).size()) - 1;
}

QList<int> Conversation::path(int id) const
{
    QList<int> out;
    for (int at = id; at >= 0; at = node(at).parent)
        out.prepend(at);
    return out;
}

QList<int> Conversation::siblings(int id) const
{
    const int parent = node(id).parent;
    if (parent >= 0)
        return node(parent).children;
    QList<int> out;
    for (int i = 0; i < size(); ++i) {
        if (node(i).parent < 0)
            out.append(i);
    }
    return out;
}

int Conversation::next(int id) const
{
    const TurnNode& turn = node(id);
    return turn.visited >= 0 ? turn.visited : turn.children.value(0, -1);
}

std::optional<QString> Conversation::answerTo(const QList<int>& path, qsizetype step, const AnswerOf& answer) const
{
    const TurnNode& following = node(path.at(step + 1));
    return following.shared ? std::optional(following.shared->answer) : answer(path.at(step));
}

QList<ChatMessage> Conversation::messages(int id, const AnswerOf& answer) const
{
    QList<ChatMessage> out;
    const QList<int> turns = path(id);
    for (qsizetype i = 0; i + 1 < turns.size(); ++i) {
        const auto text = answerTo(turns, i, answer);
        if (!text)
            continue;
        out.append(promptMessage(node(turns.at(i)).prompt));
        out.append(ChatMessage::text(Role::Assistant, *text));
    }
    out.append(promptMessage(node(id).prompt));
    return out;
}

QList<int> Conversation::gaps(int id, const AnswerOf& answer) const
{
    QList<int> out;
    const QList<int> turns = path(id);
    for (qsizetype i = 0; i + 1 < turns.size(); ++i) {
        if (!answerTo(turns, i, answer))
            out.append(turns.at(i));
    }
    return out;
}

ChatMessage promptMessage(const Prompt& prompt)
{
    ChatMessage message = ChatMessage::text(Role::User, prompt.text);
    for (const Attachment& attachment : prompt.attachments)
        message.parts.append(attachment.part);
    return message;
}

} // namespace assay
