// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// All drafts, oldest run first.
Result<QList<Draft>> readDrafts(const Connection& connection);

} // namespace assay
