// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <span>

namespace assay {

/// Version 8: stars, tags and notes of runs, runs without content, how long content is kept, whole records in the
/// journal, and an index of text pieces for scripts without spaces and for code.
std::span<const QLatin1StringView> markStatements();

} // namespace assay
