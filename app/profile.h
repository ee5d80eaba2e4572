// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QString>

namespace assay {

/// The folder that holds everything Assay keeps: `--profile DIR`, or the platform's application data folder.
/// Made if absent, readable by its owner only. Fails with Storage and a sentence on what to do.
Result<QString> openProfile(const QString& requested);

// Files in it.
QString ledgerPath(const QString& profile);
QString sandboxInvoicePath(const QString& profile);

} // namespace assay
