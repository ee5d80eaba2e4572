// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/importtypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Writes one import inside the caller's transaction; returns roughly how many pages it wrote. InvalidRequest when the
/// source was imported by someone else since the batch was made.
Result<qint64> writeImport(const Connection& connection, const ImportBatch& batch, qint64 nowMicroseconds);

} // namespace assay
