// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"
#include "core/wire/jsonvalue.h"

namespace assay {

/// The format has each name twice: as Google's JSON writes it, and as its protocol buffers do.
inline JsonValue either(const JsonValue& value, std::string_view camel, std::string_view snake)
{
    const JsonValue first = value[camel];
    return first.exists() ? first : value[snake];
}

/// `tools` and `toolConfig` of a request of the Gemini format.
Result<void> readGeminiTools(ClientRequest& out, const JsonValue& body);
/// Its `generationConfig`.
Result<void> readGeminiConfig(ClientRequest& out, const JsonValue& config);

} // namespace assay
