// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

namespace assay {

/// How far a text was counted, and what was counted there.
struct PieceCount {
    qint64 tokens = 0;
    qsizetype units = 0; ///< 0: what stands here is not ASCII, or too long a piece
};

/// Counts whole pieces of ASCII (words, groups of digits, runs of marks, blanks and line ends), up to 64 units of text
/// at once: what each unit is becomes one bit, and where pieces begin is arithmetic on those bits. Each piece is
/// charged as countTextTokens() says. Stops before a piece that goes on beyond what it looked at.
PieceCount countAsciiPieces(const char16_t* at, const char16_t* end);

} // namespace assay
