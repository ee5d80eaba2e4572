// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

namespace assay {

class Connection;

/// Puts a quicker tokenizer in the place of FTS5's `unicode61` on this connection. It finds the same words at the same
/// places: stretches of ASCII by itself, each word with another character through the one that was there. The file does
/// not know of it. Before the first use of an index.
Result<void> quickenWords(const Connection& connection);

} // namespace assay
