// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace assay {

/// The same text with what strict readers refuse and providers nevertheless send made harmless: broken UTF-8 and half
/// surrogate pairs become U+FFFD, numbers that no 64-bit type holds become strings of their digits, `NaN` and
/// `Infinity` become null. Other mistakes stay as they are.
QByteArray repairedJson(QByteArrayView text);

} // namespace assay
