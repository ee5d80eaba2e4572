// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace assay {

/// Letter of a lane by its place, 0-based: A, B, … Z, AA, AB, …
QString laneLetter(int lane);

} // namespace assay
