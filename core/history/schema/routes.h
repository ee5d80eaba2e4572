// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// The step to version 7: how the endpoints of routed lanes were chosen.
std::span<const QLatin1StringView> routeStatements();

} // namespace assay
