// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"
#include "core/wire/jsonvalue.h"
#include "core/wire/jsonwriter.h"

namespace assay {

/// OpenAI's Responses, without state: `conversation` and `background` are refused, and so is a `previous_response_id`
/// that nobody has put an answer in the place of. Providers are never asked to store.
Result<ClientRequest> readOpenAiResponses(QByteArrayView body);

/// The members of a response object that repeat what its request asked, as JSON text without braces. Clients with
/// strict readers want them all. `request` is a body that was read.
QByteArray responsesEcho(QByteArrayView request);

/// Input items as a conversation: items of one turn of the assistant become one message.
Result<QList<ChatMessage>> readResponsesInput(const JsonValue& input);

} // namespace assay
