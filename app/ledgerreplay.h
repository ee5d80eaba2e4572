// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/routing/simulation/replay.h"

#include <QDate>
#include <QJsonObject>

namespace assay {

struct LedgerPeriod {
    QDate from; ///< UTC
    QDate to; ///< the day after the last
};

/// What the real calls of a period would have cost on another model. Calls without known usage stay unknown.
struct CostOnModel {
    QString model;
    qint64 calls = 0;
    std::optional<Money> actual; ///< sum of the known costs; absent beyond the range of Money
    qint64 actualUnknown = 0; ///< calls whose own cost nobody knows
    std::optional<Money> wouldCost; ///< sum of those that can be priced; absent where none can, or beyond the range
    qint64 unknown = 0; ///< calls without usage, or without a price of that day
    qint64 estimated = 0; ///< calls where a rate had to be borrowed
};
QJsonObject toJson(const CostOnModel& answer);

/// `model` is `provider/model`, or a bare name: then at the provider that is cheapest for it now. Fails with
/// ModelNotFound where nobody lists it.
Result<CostOnModel> costOn(Composition& services, const LedgerPeriod& period, const QString& model);

enum class ReplayedCalls : std::uint8_t {
    Real,
    Simulated, ///< those that the simulated providers answered, and no others: they are never spend
};

/// A world made from the ledger: the calls of one model, by the name under which the router finds everybody who serves
/// it, and the endpoints that answered it at least five times.
struct LedgerWorld {
    SimWorld world;
    QString model;
    QStringList notes; ///< what was left out, one sentence each
};
struct LedgerWorlds {
    QList<LedgerWorld> worlds; ///< models with a choice: two endpoints or more; most calls first
    QStringList notes; ///< models without one, and calls left out as a whole
};
/// Fails with InvalidRequest where no model has a choice to replay.
Result<LedgerWorlds> worldsOf(Composition& services, const LedgerPeriod& period, ReplayedCalls which, quint64 seed);

/// The policies that are compared wherever somebody asks what if: the router in its ways, the simple ones, and the best
/// in hindsight. Their names are stable.
QList<SimPolicy> comparedPolicies();

} // namespace assay
