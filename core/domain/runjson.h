// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/support/result.h"

#include <QJsonObject>

namespace assay {

/// The stable JSON of `docs/data-dictionary.md`. Unknown values are absent or null, never zero. What a record does not
/// have is left out where the document allows it, so that a plain run gives a short document.
QJsonObject toJson(const RunRecord& run);
QJsonObject toJson(const LaneRecord& lane);
QJsonObject toJson(const Cost& cost);
QJsonObject toJson(const Timing& timing);
QJsonObject toJson(const AttemptRecord& attempt);
QJsonObject toJson(const Error& error);

/// The way back. Numbers that are no whole numbers are unknown, not zero; a cost state nobody knows reads as unknown.
Cost costFromJson(const QJsonObject& object);
Timing timingFromJson(const QJsonObject& object);
Error errorFromJson(const QJsonObject& object);
AttemptRecord attemptFromJson(const QJsonObject& object);
/// Fails with InvalidRequest, naming the member, if the model or the state is missing or unknown.
Result<LaneRecord> laneFromJson(const QJsonObject& object);
/// Fails with InvalidRequest if there is no run id or a lane cannot be read. `runFromJson(toJson(run)) == run` for
/// every record whose raw usage is UTF-8.
Result<RunRecord> runFromJson(const QJsonObject& object);

} // namespace assay
