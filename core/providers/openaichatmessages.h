// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonArray>
#include <QStringList>

namespace assay {

/// The `messages` of chat completions. A message with several tool results becomes several messages.
Result<QJsonArray> openAiChatMessages(const QList<ChatMessage>& messages, const Endpoint& endpoint);

/// What openAiChatMessages leaves out.
QStringList openAiChatMessageWarnings(const QList<ChatMessage>& messages, const Endpoint& endpoint);

} // namespace assay
