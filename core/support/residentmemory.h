// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

#include <optional>

namespace assay {

/// Bytes of this process that are in memory now; nothing where the system does not say.
std::optional<qint64> residentBytes();

/// Gives back what the process holds but does not use: free blocks of the heap, and the pages of programs and
/// libraries that only the start needed. Code that runs again is mapped again from the page cache, some microseconds
/// for each 64 kB. Of a gateway that has just started two thirds go.
void releaseUnusedMemory();

} // namespace assay
