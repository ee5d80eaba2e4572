// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/streamevent.h"
#include "core/wire/jsonvalue.h"

namespace assay {

/// Gemini's `usageMetadata` in disjoint classes: cached tokens are part of `promptTokenCount`, thoughts are additional
/// to the candidates, and so is the prompt of tools that the provider runs, which costs like input. Audio is taken out
/// of the text classes by the `…TokensDetails` lists; images and documents cost like text on the way in. `disagrees`
/// is set if `totalTokenCount` is another sum. `raw` is left to the caller.
UsageReport geminiUsage(const JsonValue& usageMetadata);

} // namespace assay
