// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/support/clock.h"
#include "ui/spend/spendservice.h"

#include <QThreadPool>
#include <QTimer>

#include <atomic>

namespace assay {

/// Spend of the ledger for the window, read on a thread of its own. Of several questions that wait only the last of its
/// kind is read.
class WindowSpend : public SpendService
{
    Q_OBJECT

public:
    WindowSpend(HistoryStore& history, const Clock& clock, QObject* parent = nullptr);
    ~WindowSpend() override;

    QDate today(const QTimeZone& zone) const override;
    void askReport(const SpendRequest& request) override;
    void askAnswers(const SpendDrill& drill) override;
    void askRun(const QString& runId) override;

private:
    template <class T, class Read, class Tell> void read(Read question, Tell tell);

    HistoryStore& m_history;
    const Clock& m_clock;
    QTimer m_changed; // gathers what is committed in quick succession
    std::atomic<int> m_report = 0; // generation: a question that a later one overtook is not read
    std::atomic<int> m_run = 0;
    QThreadPool m_pool; // last: joined before the members it uses are gone
};

} // namespace assay
