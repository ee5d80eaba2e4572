// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/domain/streamevent.h"
#include "core/wire/jsonvalue.h"

#include <string>

namespace assay {

/// A usage object of chat completions or of Responses as disjoint classes. `pointer` is its JSON pointer in the
/// parser's document, for the exact raw text and the exact reported cost.
///
/// How the numbers nest differs by server and is decided by evidence, in this order: the endpoint's quirks; a count
/// that is larger than what it should be part of is additional; a total that equals the sum with the reasoning added
/// (xAI chat) makes the reasoning additional; `audio_prompt_tokens` marks Azure's Grok, whose cached tokens are
/// additional; Perplexity's top-level `reasoning_tokens` are additional and not in its total. Image tokens of the
/// prompt stay in Input: no server of this format prices them apart. A total that no rule explains sets `disagrees`.
UsageReport openAiUsage(
    JsonParser& parser, const std::string& pointer, const JsonValue& usage, const EndpointQuirks& quirks);

} // namespace assay
