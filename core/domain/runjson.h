// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QJsonObject>

namespace assay {

/// The stable JSON of `docs/data-dictionary.md`. Unknown values are absent or null, never zero.
QJsonObject toJson(const RunRecord& run);
QJsonObject toJson(const LaneRecord& lane);
QJsonObject toJson(const Cost& cost);
QJsonObject toJson(const Timing& timing);
QJsonObject toJson(const AttemptRecord& attempt);
QJsonObject toJson(const Error& error);

Cost costFromJson(const QJsonObject& object);
Timing timingFromJson(const QJsonObject& object);
Error errorFromJson(const QJsonObject& object);

} // namespace assay
