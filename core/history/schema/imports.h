// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// Version 4: usage read from other programs' logs and from providers' exports, apart from own runs.
std::span<const QLatin1StringView> importStatements();

} // namespace assay
