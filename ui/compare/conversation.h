// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lineup.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace assay {

/// One turn: what was asked. Several turns may follow one (branches).
struct TurnNode {
    int parent = -1; ///< -1: a first turn
    Prompt prompt; ///< variables filled in
    QString runId; ///< of the run that asked first; empty: not asked yet
    /// Shared history: the lane (by its `uid`) whose answer to the parent all lanes go on from, its letter then, and
    /// that answer. Absent: each lane goes on from its own.
    struct Shared {
        int lane = 0;
        QString letter;
        QString answer;
        friend bool operator==(const Shared&, const Shared&) = default;
    };
    std::optional<Shared> shared;
    QList<int> children;
    int visited = -1; ///< the child that was looked at last
};

/// A conversation as a tree of turns. Values only; what lanes answered is kept by the lanes.
class Conversation
{
public:
    Conversation();

    const QString& thread() const { return m_thread; }
    const QString& promptId() const { return m_promptId; }
    void setIds(const QString& thread, const QString& promptId);
    bool isEmpty() const { return m_nodes.empty(); }
    int size() const { return static_cast<int>(m_nodes.size()); }
    const TurnNode& node(int id) const { return m_nodes.at(static_cast<std::size_t>(id)); }
    TurnNode& node(int id) { return m_nodes.at(static_cast<std::size_t>(id)); }

    int add(int parent, const Prompt& prompt, const std::optional<TurnNode::Shared>& shared = {});
    int current() const { return m_current; }
    void setCurrent(int id);

    int depth(int id) const; ///< 0 for a first turn
    QList<int> path(int id) const; ///< from the first turn to this one
    QList<int> siblings(int id) const; ///< this one included
    int next(int id) const; ///< the child looked at last, or the first; -1: none

    /// What one lane gave to a turn: its text, nothing if it has no usable answer.
    using AnswerOf = std::function<std::optional<QString>(int turn)>;
    /// The messages a lane is sent for a turn, without a system message. Turns it has no answer to are left out.
    QList<ChatMessage> messages(int id, const AnswerOf& answer) const;
    /// Turns before `id` that a lane goes on without.
    QList<int> gaps(int id, const AnswerOf& answer) const;

private:
    std::optional<QString> answerTo(const QList<int>& path, qsizetype step, const AnswerOf& answer) const;

    QString m_thread;
    QString m_promptId;
    std::vector<TurnNode> m_nodes;
    int m_current = -1;
};

/// The message a prompt makes: its text, then its attachments.
ChatMessage promptMessage(const Prompt& prompt);

} // namespace assay
