// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/ledgeraccess.h"

namespace assay {

/// A number that rises with every vote that is cast or withdrawn, by whatever process. Blocks for one small query.
Result<qint64> votesRevision(const LedgerAccess& ledger);

} // namespace assay
