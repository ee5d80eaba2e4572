// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// The step to version 11: the same constraints, written so that checking them costs nothing.
std::span<const QLatin1StringView> checkStatements();

} // namespace assay
