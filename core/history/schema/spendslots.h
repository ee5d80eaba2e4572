// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// Version 2: labels of runs (key, purpose, tags), and roll-ups by quarter of an hour, so that local days are exact.
std::span<const QLatin1StringView> spendSlotStatements();

} // namespace assay
