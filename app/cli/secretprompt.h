// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QString>

namespace assay {

/// Reads a secret: typed without echo where standard input is a terminal, otherwise its first line. Never an argument,
/// because other users of the machine can read those.
Result<Secret> readSecret(const QString& question);

} // namespace assay
