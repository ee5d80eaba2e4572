// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

namespace assay {

class Connection;

/// Adds the next runs, at most `batch`, to the full-text index, in one transaction. Returns how many runs wait still.
Result<qint64> indexNextRuns(const Connection& connection, qint64 batch);

} // namespace assay
