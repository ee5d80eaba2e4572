// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/support/result.h"

#include <QJsonArray>
#include <QList>
#include <QString>

namespace assay {

struct ResponsesInput {
    QString instructions; ///< the leading system messages
    QJsonArray items;
};

/// A conversation as input items: calls, their results and reasoning are items of their own, in order.
Result<ResponsesInput> openAiResponsesInput(const QList<ChatMessage>& messages);

/// Is this the reasoning of a Responses answer, which can go back as it came?
bool isReasoningItem(const ReasoningPart& part);

} // namespace assay
