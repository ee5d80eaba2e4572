// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace assay {

/// A new UUID version 7 (RFC 9562): sorts by the time it was made, monotonic within this process.
QString newId();

} // namespace assay
