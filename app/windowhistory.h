// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "ui/history/historyservice.h"

#include <QThreadPool>

namespace assay {

/// The history of the composition, for the window. The ledger is read and written off the window's thread.
class WindowHistory : public HistoryService
{
    Q_OBJECT

public:
    explicit WindowHistory(Composition& services, QObject* parent = nullptr);
    ~WindowHistory() override;

    /// Removes content that was kept long enough; once the window stands.
    void applyRetention();

    QDateTime now() const override;
    void find(const RunQuestion& question) override;
    void open(const QString& runId) override;
    void count() override;
    void mark(const QString& runId, const MarkChange& change) override;
    void deleteContent(const QString& runId) override;
    void exportRuns(const QStringList& runIds, const QString& path) override;
    QList<SmartFolder> folders() const override;
    void setFolders(const QList<SmartFolder>& folders) override;

private:
    void finish(const QFuture<Result<void>>& done, const QString& sentence);
    /// Runs `work` on the pool and hands what it gives to `take` on the window's thread.
    template <class Work, class Take> void later(Work work, Take take);

    Composition& m_services;
    QThreadPool m_pool;
    int m_finding = 0; // answers that a later question overtook are dropped
    int m_opening = 0;
};

} // namespace assay
