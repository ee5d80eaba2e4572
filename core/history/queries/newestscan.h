// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/queries/search.h"

#include <optional>

namespace assay {

/// Is one of the phrases the beginning of a word with one or two letters? The index would have to put the lists of
/// thousands of words together before it could name the newest run.
bool hasShortBeginning(const QList<SearchPhrase>& phrases);

/// Looks through the newest runs themselves, which for so common a beginning are nearly all matches. Nothing if the
/// limit is not reached within a bounded number of runs: then the beginning is rare, and the index is fast.
Result<std::optional<QList<SearchMatch>>> scanNewest(
    const Connection& connection, const QList<SearchPhrase>& phrases, const SearchBounds& bounds);

} // namespace assay
