// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"

#include <optional>

namespace assay {

/// The output that a request wants: its format, or what its instructions say in words, as clients do for providers
/// that know no schema ("Return JSON that conforms to the following schema: {…}"). Nothing where prose will do.
std::optional<OutputFormat> wantedFormat(const ChatRequest& request);

} // namespace assay
