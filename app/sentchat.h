// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

namespace assay {

/// What was asked, in terms no provider owns: the kept request, or the one that was sent, read back from its format.
/// Nothing where neither is there or the format (Bedrock, Cohere) has no reader here.
std::optional<ChatRequest> askedOf(const LaneRecord& lane);

/// A request that says as much of a run as lists know: its system and last user message.
ChatRequest shortRequest(const RunRecord& run);

} // namespace assay
