// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace assay {

/// Content address of a version of a prompt: SHA-256 over both texts.
QByteArray promptHash(const QString& text, const QString& system);

} // namespace assay
