// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/routes.h"

#include <QJsonObject>

namespace assay {

/// A route before anything is sent: candidates in their order with the figures behind it, then those that are out.
void printSurvey(const RouteSurvey& survey, const RouteMemory& memory, HealthTime now);
/// The `route` document of docs/data-dictionary.md with each candidate's health.
QJsonObject surveyJson(const RouteSurvey& survey, const RouteMemory& memory, HealthTime now);

/// How a finished lane was routed: candidates, order, why each is out, attempts with times and costs, what served it.
void printRoute(const LaneRecord& lane);

} // namespace assay
