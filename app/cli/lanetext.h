// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

// A lane on a terminal: one row of a table, or its whole answer. Shared by `compare`, its live table and `history`.

QStringList laneHeader();
QList<int> laneNumberColumns();
QStringList laneRow(const LaneRecord& lane);

/// Heading, answer, tool calls and how it ended, to standard output.
void printLane(const LaneRecord& lane);

} // namespace assay
