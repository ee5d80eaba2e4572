// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/whatif/whatifservice.h"

namespace assay::testing {

/// Answers what-if questions with figures of its own, at once.
class ScriptedWhatIf : public WhatIfService
{
public:
    QDate today() const override { return {2026, 11, 20}; }
    void comparePolicies(WhatIfWorld world, const WhatIfPeriod& period) override
    {
        asked.append(period);
        WhatIfPolicies out{.world = world, .failure = {}, .model = QStringLiteral("openai/gpt-oss-120b")};
        if (isBare && world == WhatIfWorld::Ledger) {
            out.failure = QStringLiteral("There are no calls in this period.");
            Q_EMIT policiesCompared(out);
            return;
        }
        out.requests = world == WhatIfWorld::Invented ? 200'000 : 1'204;
        out.endpoints = world == WhatIfWorld::Invented ? 6 : 3;
        if (world == WhatIfWorld::Ledger)
            out.notes = {QStringLiteral("cerebras is left out: its price is unknown.")};
        const auto add = [&out](const char* name, double share, double usd, double regret, double p50, double wait) {
            SimReport report{.policy = QString::fromLatin1(name), .requests = out.requests};
            report.answered = static_cast<qint64>(share * static_cast<double>(out.requests));
            report.attempts = out.requests + out.requests / 40;
            report.costUsd = usd;
            report.costRegret = regret;
            report.waitP50 = p50;
            report.waitP95 = p50 * 3;
            report.waitRegret = wait;
            out.reports.append(report);
        };
        add("router", 0.9998, 31.27, 0.041, 0.62, 0.12);
        add("router, sort price", 0.9997, 30.36, 0.011, 0.88, 0.38);
        add("router, sort latency", 0.9998, 44.10, 0.468, 0.51, 0.04);
        add("round robin", 0.9921, 41.87, 0.394, 0.79, 0.41);
        add("cheapest first", 0.9702, 30.31, 0.009, 1.42, 1.03);
        add("hindsight, cheapest", 1, 30.04, 0, 0.81, 0.30);
        add("hindsight, fastest", 1, 47.20, 0.571, 0.47, 0);
        Q_EMIT policiesCompared(out);
    }
    void askCosts(const WhatIfPeriod& period, const QStringList& models) override
    {
        costs.append(period);
        for (const auto& model : models) {
            WhatIfCost out{.asked = model, .failure = {}, .model = model, .calls = 1'204};
            if (model.contains(QLatin1StringView("nobody")))
                out = {.asked = model, .failure = QStringLiteral("Nobody lists a price for it."), .model = {}};
            out.actual = Money::fromPico(31'270'000'000'000);
            out.wouldCost = Money::fromPico(12'508'000'000'000);
            out.unknown = model.contains(QLatin1StringView("partly")) ? 3 : 0;
            Q_EMIT costed(out);
        }
    }

    bool isBare = false; ///< a ledger without calls
    QList<WhatIfPeriod> asked;
    QList<WhatIfPeriod> costs;
};

} // namespace assay::testing
