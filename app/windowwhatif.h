// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "ui/whatif/whatifservice.h"

#include <QThreadPool>

#include <atomic>

namespace assay {

/// What-if questions of the window, answered on a thread of their own. Of several questions of a kind that wait, only
/// the last is answered.
class WindowWhatIf : public WhatIfService
{
    Q_OBJECT

public:
    explicit WindowWhatIf(Composition& services, QObject* parent = nullptr);
    ~WindowWhatIf() override;

    QDate today() const override;
    void comparePolicies(WhatIfWorld world, const WhatIfPeriod& period) override;
    void askCosts(const WhatIfPeriod& period, const QStringList& models) override;

private:
    /// Runs it on the pool once there is a router, which knows who serves a model under whatever name.
    void withRouter(std::function<void()> work);
    WhatIfPolicies policiesOf(WhatIfWorld world, const WhatIfPeriod& period, int number);
    WhatIfCost costOf(const WhatIfPeriod& period, const QString& model);

    Composition& m_services;
    std::atomic<int> m_replay = 0; // generation: a question that a later one overtook is not answered
    std::atomic<int> m_costs = 0;
    QThreadPool m_pool; // last: joined before the members it uses are gone
};

} // namespace assay
