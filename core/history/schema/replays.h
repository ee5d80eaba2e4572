// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// The step to version 9: requests as they were sent, and which lane repeats which.
std::span<const QLatin1StringView> replayStatements();

} // namespace assay
