// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

namespace assay {

class Connection;

/// Fills in `sent` and `fingerprint` of a lane from the column `lane_text.sent`. Where a part of the body is gone, or a
/// newer version wrote it, `sent` stays absent: a request that is not whole must not be sent.
void readSent(const Connection& connection, const QByteArray& column, LaneRecord& lane);

} // namespace assay
