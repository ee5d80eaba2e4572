// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// What a person typed, as an FTS5 query that can only ever be a list of phrases: `a "b c" d*` → `"a" "b c" "d"*`.
/// Empty if nothing in it can be searched for. https://www.sqlite.org/fts5.html#full_text_query_syntax
QString searchExpression(const QString& terms);

Result<QList<SearchHit>> searchRuns(const Connection& connection, const QString& terms, int limit);

} // namespace assay
