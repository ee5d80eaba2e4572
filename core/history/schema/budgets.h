// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// Version 3: budgets, what they have spent, reservations, alerts, and own estimates of lanes.
std::span<const QLatin1StringView> budgetStatements();

} // namespace assay
