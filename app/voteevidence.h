// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"
#include "core/routing/autochoice.h"

namespace assay {

/// What the user's votes say of each model, best first: the chance to be preferred to the best one, by Bradley–Terry
/// strengths over all pairs; ties are halves, "both bad" and "cannot tell" are no comparison. Prices are not filled in.
QList<AutoEvidence> evidenceFrom(const QList<Vote>& votes);

} // namespace assay
