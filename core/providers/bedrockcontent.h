// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/support/result.h"

#include <QJsonArray>

namespace assay {

struct BedrockConversation {
    QJsonArray system;
    QJsonArray messages;
};

/// Turns of user and assistant, neighbours of one role joined, with a cachePoint behind every message that asks for it.
Result<BedrockConversation> bedrockConversation(const QList<ChatMessage>& messages);

/// Does the conversation hold calls or results of tools? Then the API demands a tool list.
bool hasToolTraffic(const QList<ChatMessage>& messages);

} // namespace assay
