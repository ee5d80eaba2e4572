// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

/// What a simulated model looks at.
struct SandboxConversation {
    QString system; ///< empty: none
    QStringList userTurns; ///< texts of the user's messages, oldest first
    QList<ToolResultPart> toolResults; ///< those of the last turn, if it brought any
    int attachments = 0; ///< images and documents

    QString prompt() const { return userTurns.isEmpty() ? QString() : userTurns.last(); }
};

struct AnswerText {
    QString reasoning; ///< thinker only
    QString text; ///< Markdown
};

/// The answer in the model's own voice: by heart for the demo topics, otherwise shaped from the words of the prompt.
/// Says itself that it is simulated. Deterministic; `hash` chooses between wordings.
AnswerText composeAnswer(const QString& model, const SandboxConversation& conversation, quint64 hash);

} // namespace assay
