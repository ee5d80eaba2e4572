// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "ui/insights/insightsservice.h"

#include <QThreadPool>

#include <atomic>

namespace assay {

/// Statistics of the ledger, for the window; read and summed off the window's thread.
class WindowInsights : public InsightsService
{
    Q_OBJECT

public:
    explicit WindowInsights(Composition& services, QObject* parent = nullptr);
    ~WindowInsights() override;

    QDateTime now() const override;
    void ask(const HistoryFilter& filter, SpeedGrouping grouping) override;
    void readNewestRun(const HistoryFilter& filter) override;

private:
    void tell(int number, InsightsAnswer answer);

    Composition& m_services;
    QThreadPool m_pool;
    std::atomic<int> m_asking = 0; // an answer that a later question overtook is dropped
};

} // namespace assay
