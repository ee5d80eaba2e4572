// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace assay::SecretClipboard {

/// Puts text with a key on the clipboard, and takes it off after a minute if it is still there.
void put(const QString& text);

} // namespace assay::SecretClipboard
