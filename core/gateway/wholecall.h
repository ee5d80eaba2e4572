// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QList>

namespace assay {

/// What a call came to of which each choice was a lane of its own: usage and cost summed, all attempts, the slowest
/// end. A sum with an unknown part is unknown. Who served it and its model are those of the first choice; state, error
/// and finish reason those of the choice that ended it, or what all have in common. A call of one lane is that lane.
LaneRecord wholeCall(const QList<LaneRecord>& lanes);

} // namespace assay
