// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"

#include <QList>

namespace assay {

/// How a lane looks while it is judged: a number for a name, no colour, no figures.
struct LaneBlind {
    int number = 1;
    bool shown = false; ///< false: the answer waits until the other one is complete, too
    QList<SelfNaming> masked; ///< places in the answer that say who made it
    friend bool operator==(const LaneBlind&, const LaneBlind&) = default;
};

} // namespace assay
