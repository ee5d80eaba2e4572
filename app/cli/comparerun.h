// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"

#include <QStringList>

#include <cstdint>

namespace assay {

enum class CompareOutput : std::uint8_t { Text, Json };

/// Runs all lanes, shows them live where standard output is a terminal, prints the result, and returns the code for
/// the shell: kDone if every lane gave an answer. Ctrl+C stops the lanes; what they had is printed and kept.
int runComparison(Composition& services, const RunSpec& run, CompareOutput output);

/// What a comparison without arguments does: it works without a key and without a network.
QString demoPrompt();
QStringList demoModels();

} // namespace assay
