// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/support/result.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>

namespace assay {

/// Vertex AI refuses the ids of function calls that AI Studio knows.
enum class GeminiCallIds : std::uint8_t { Sent, LeftOut };

struct GeminiConversation {
    QJsonArray contents;
    QJsonArray system; ///< parts of systemInstruction
};

/// The turns of a conversation: neighbours of one role become one turn, so that all results of a turn's calls stand
/// together. A thoughtSignature goes back on the part it came with.
Result<GeminiConversation> geminiConversation(const QList<ChatMessage>& messages, GeminiCallIds ids);

/// A JSON Schema cut down to the OpenAPI subset of `responseSchema` and `parameters`, for models before 2.5.
QJsonObject openApiSchema(const QJsonObject& schema);

} // namespace assay
