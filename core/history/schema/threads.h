// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <array>
#include <span>

namespace assay {

/// The step to version 6: conversations, requests, votes, prompts.
std::span<const QLatin1StringView> threadStatements();

} // namespace assay
