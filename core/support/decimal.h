// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArrayView>

namespace assay {

/// text × 10^scale as an integer, rounded half to even. Accepts the JSON number grammar, a leading `+` and leading
/// zeros. Fails with InvalidRequest on anything else and on results that do not fit 64 bits. No floating point is used.
Result<qint64> scaledDecimal(QByteArrayView text, int scale);

} // namespace assay
