// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/simulation/replay.h"
#include "core/support/money.h"

#include <QDate>
#include <QObject>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace assay {

/// Days in UTC.
struct WhatIfPeriod {
    QDate from;
    QDate to; ///< the day after the last
    friend bool operator==(const WhatIfPeriod&, const WhatIfPeriod&) = default;
};

/// Whose requests are sent again: those of the ledger, or those of an invented month.
enum class WhatIfWorld : std::uint8_t { Ledger, Invented };

/// How each policy would have done over the same requests.
struct WhatIfPolicies {
    WhatIfWorld world = WhatIfWorld::Ledger;
    QString failure; ///< why there is nothing to replay, for the details; empty: there is
    QString model; ///< of the ledger: the one that was asked most
    qint64 requests = 0;
    qsizetype endpoints = 0;
    QStringList notes; ///< what was left out, one sentence each
    QList<SimReport> reports;
};

/// What the real calls of a period would have cost on another model.
struct WhatIfCost {
    QString asked; ///< the name that was asked for
    QString failure; ///< nobody lists it, or the ledger cannot be read; empty: there is an answer
    QString model; ///< `provider/model` whose prices were taken
    qint64 calls = 0;
    std::optional<Money> actual;
    qint64 actualUnknown = 0;
    std::optional<Money> wouldCost;
    qint64 unknown = 0;
    qint64 estimated = 0;
};

/// What the page asks; built by the composition root. Lives on the window's thread; no call blocks.
class WhatIfService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QDate today() const = 0; ///< UTC
    /// `policiesCompared` follows, unless a later question overtakes it.
    virtual void comparePolicies(WhatIfWorld world, const WhatIfPeriod& period) = 0;
    /// `costed` follows for each, in this order, unless a later question overtakes them.
    virtual void askCosts(const WhatIfPeriod& period, const QStringList& models) = 0;

Q_SIGNALS:
    void policiesCompared(const assay::WhatIfPolicies& answer);
    void costed(const assay::WhatIfCost& answer);
};

} // namespace assay
