// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"
#include "core/routing/autochoice.h"

namespace assay {

/// What the user's votes say of each model (rankModels), as evidence for `auto`; without prices.
QList<AutoEvidence> evidenceFrom(const QList<Vote>& votes);

} // namespace assay
