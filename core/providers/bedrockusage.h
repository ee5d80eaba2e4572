// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/streamevent.h"
#include "core/wire/jsonvalue.h"

namespace assay {

/// Converse's `usage` in disjoint classes: cache reads and writes are additional to `inputTokens`, reasoning is part of
/// `outputTokens` and not told apart. `disagrees` is set if `totalTokens` is another sum. `raw` is left to the caller.
UsageReport bedrockUsage(const JsonValue& usage);

} // namespace assay
