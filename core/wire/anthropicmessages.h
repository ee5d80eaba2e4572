// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"
#include "core/wire/jsonwriter.h"

namespace assay {

/// Encrypted thinking travels in a signature behind this prefix, both in events and in requests (ReasoningDelta).
inline constexpr QLatin1StringView kRedactedThinking{"redacted:"};

/// Anthropic's Messages as its own clients send them. Tools of type other than `custom` run on Anthropic's side and
/// reach Anthropic only.
Result<ClientRequest> readAnthropicMessages(QByteArrayView body);

/// `{"type": "error", "error": {…}, "request_id": null}` with OpenRouter's `error_type` beside Anthropic's type.
QByteArray anthropicErrorBody(const ClientError& error);

} // namespace assay
