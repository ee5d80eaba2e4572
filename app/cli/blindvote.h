// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"

namespace assay {

/// Asks two models, shows both answers without their names on the terminal when both are complete, takes the vote from
/// standard input (1, 2, 0 tie, 9 both bad, ? can't tell, q without a vote), keeps it, and tells who it was. The code
/// for the shell. Sides are drawn and balanced as in the window.
int runBlindComparison(Composition& services, RunSpec run, bool json);

} // namespace assay
