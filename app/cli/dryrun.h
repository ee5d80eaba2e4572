// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/comparerun.h"

namespace assay {

/// Prints what each lane may cost and what would not be sent; sends nothing. kFailed if nothing would be sent.
int dryRun(Composition& services, const RunSpec& run, CompareOutput output);

} // namespace assay
