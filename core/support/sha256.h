// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace assay {

/// SHA-256 (FIPS 180-4), 32 bytes. With the processor's own instructions where it has them, which QCryptographicHash
/// does not use: it needs eight times as long for a row of the ledger.
QByteArray sha256(QByteArrayView bytes);

} // namespace assay
