// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/support/result.h"

#include <QByteArray>

namespace assay {

enum class ChatArchive : std::uint8_t { ChatGpt, Claude };

/// What the `conversations.json` of an export is; nothing if it is neither.
std::optional<ChatArchive> chatArchiveOf(const QByteArray& json);

/// Each question with its answer as one run of the surface `archive`, in the order of time. The id is made from the
/// answer's own id, so that the same archive gives the same runs. Nothing was billed for them: they came with a
/// subscription, so cost is zero with the note `subscription`, never unpriced.
/// InvalidRequest if the file is not such an export.
/// ChatGPT: an array of conversations, each with `mapping` of message nodes and `current_node`; Claude: an array of
/// conversations with `chat_messages` of `sender` human and assistant.
Result<QList<RunRecord>> readChatArchive(const QByteArray& json);

} // namespace assay
