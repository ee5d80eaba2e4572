// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace assay {

/// Whether libcurl is there, which is loaded by the first who asks: with the thirty libraries it needs itself, it would
/// take a quarter of the start of a program that may never send anything. No function of it may be called before.
bool hasCurl();

} // namespace assay
