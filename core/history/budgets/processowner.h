// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstdint>

namespace assay {

/// Names one process for as long as the machine runs: boot, space of process numbers, number, and start time, because
/// numbers are used again. Elsewhere than on Linux only the number is known.
QString thisProcess();

enum class OwnerState : std::uint8_t {
    Alive,
    Gone, ///< certainly
    Unknown, ///< of another space of process numbers, or not to be found out here: only time can tell
};
OwnerState ownerState(const QString& owner);

} // namespace assay
