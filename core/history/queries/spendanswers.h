// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// The lanes behind a figure of spend, newest recorded first, at most `drill.limit`.
Result<QList<SpendAnswer>> answersOf(const Connection& connection, const SpendDrill& drill);

} // namespace assay
