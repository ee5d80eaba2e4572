// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// Version 5: the keys that the gateway gives to tools. Of a key only its hash is kept.
std::span<const QLatin1StringView> virtualKeyStatements();

} // namespace assay
