// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace assay::testing {

/// Folder of the shared recordings, catalogue samples and so on: `ASSAY_CORPUS`, or `../shared` beside the checkout.
/// Empty where it is absent; tests then say so and skip.
QString corpusFolder();

/// Bytes of a file under tests/fixtures; fails the program if it is not there.
QByteArray fixture(const QString& name);

} // namespace assay::testing
