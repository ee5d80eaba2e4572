// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

#include <optional>

namespace assay {

/// Bytes of this process that are in memory now; nothing where the system does not say.
std::optional<qint64> residentBytes();

/// Bytes of the heap that are free, given back or not; nothing where the C library does not say.
std::optional<qint64> freeHeapBytes();

/// Gives back the free pages of the heap.
void releaseFreeHeap();

/// Gives back the pages of programs and libraries, of which many were only needed for the start. Code that runs again
/// is mapped again from the page cache, some microseconds for each 64 kB. Of a gateway that has just started this is
/// more than half of what it holds.
void releaseCode();

} // namespace assay
