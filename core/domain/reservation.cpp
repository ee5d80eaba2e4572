// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/reservation.h"

using namespace Qt::StringLiterals;

namespace assay {

QString alertSentence(const BudgetAlert& alert)
{
    const QString money = alert.simulated ? u" in simulated money"_s : QString();
    return u"%1 % of %2 is spent%3 ($%4)."_s.arg(alert.threshold)
        .arg(budgetTitle(alert.budget), money, alert.spent.toDecimalString());
}

} // namespace assay
