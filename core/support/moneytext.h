// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QByteArray>

namespace assay {

/// Appends what Money::toDecimalString gives.
QByteArray& extendDollars(QByteArray& out, Money amount);

} // namespace assay
