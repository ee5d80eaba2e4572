// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QList>
#include <QStringList>

namespace assay {

/// A run that belongs to no conversation (a call of the gateway), made into one: the messages that its request carried
/// as turns, the run itself as the last. `isExact`: every message is one that a turn can hold.
struct ForkThread {
    QList<RunRecord> runs; ///< oldest first
    bool isExact = true;
};
ForkThread threadOfRequest(const RunRecord& run);

} // namespace assay
