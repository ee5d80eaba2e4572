// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// Version 10: the wire format in which a client of the gateway asked.
std::span<const QLatin1StringView> clientFormatStatements();

} // namespace assay
