// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QRandomGenerator>

namespace assay::testing {

/// A run in which every optional member is present.
RunRecord richRun(const QString& id);
/// A run in which every optional member is absent and every list and text is empty, with one lane.
RunRecord bareRun(const QString& id);
/// One real, complete lane with a computed cost of `pico`, as `openai/gpt-small` answers; the everyday record.
RunRecord simpleRun(const QString& id, qint64 pico, const QDateTime& startedAt);
/// Any record at all: states, costs, simulated lanes, unknowns, dates of a fortnight.
RunRecord randomRun(const QString& id, QRandomGenerator& random);

} // namespace assay::testing
