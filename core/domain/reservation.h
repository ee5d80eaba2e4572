// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/budget.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

/// What one lane asks for before it is sent. One claim covers all attempts of the lane.
struct LaneClaim {
    int lane = 0;
    QString model; ///< `provider/model`, for people
    QStringList providers; ///< endpoint ids that may serve it
    bool simulated = false; ///< counts against the simulated side of the budgets
    bool free = false; ///< on the user's own machine and without a price: costs nothing, needs nothing
    WorstCase worst; ///< of the dearest endpoint
    friend bool operator==(const LaneClaim&, const LaneClaim&) = default;
};

/// What the lanes of one run may cost at most.
struct ReservationRequest {
    QString run; ///< run id
    QString project;
    QString key; ///< virtual key of the gateway; empty: none
    QList<LaneClaim> lanes;
    friend bool operator==(const ReservationRequest&, const ReservationRequest&) = default;
};

struct ReservationOutcome {
    bool held = false; ///< something was reserved: append the run, or release it
    bool limited = false; ///< within a hard stop: a lane must not go beyond what was reserved for it
    QHash<int, Error> refused; ///< lane → why it must not be sent
    friend bool operator==(const ReservationOutcome&, const ReservationOutcome&) = default;
};

/// A budget's threshold was reached. Told once a period.
struct BudgetAlert {
    Budget budget;
    bool simulated = false;
    int threshold = 0; ///< percent
    Money spent;
    friend bool operator==(const BudgetAlert&, const BudgetAlert&) = default;
};
/// One sentence, for example `80 % of the daily budget of $5 is spent ($4.1).`
QString alertSentence(const BudgetAlert& alert);

} // namespace assay
