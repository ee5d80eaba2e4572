// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/queries/search.h"

namespace assay {

/// Runs in whose texts every phrase stands as it was typed, also inside of words; newest first. Only texts with script
/// without spaces or with code are looked through (schema/marks.cpp), by their pieces of three characters.
Result<QList<SearchMatch>> gramMatches(
    const Connection& connection, const QList<SearchPhrase>& phrases, const SearchBounds& bounds);

} // namespace assay
