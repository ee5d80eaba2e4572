// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "ui/history/historyservice.h"

#include <QThreadPool>

#include <memory>
#include <vector>

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
    QList<ReplayPreview> previewReplay(const OpenedRun& run, std::optional<int> lane) override;
    void replay(const OpenedRun& run, std::optional<int> lane) override;
    void fork(const OpenedRun& run, std::optional<int> lane) override;
    QList<SmartFolder> folders() const override;
    void setFolders(const QList<SmartFolder>& folders) override;

private:
    void finish(const QFuture<Result<void>>& done, const QString& sentence);
    /// Runs `work` on the pool and hands what it gives to `take` on the window's thread.
    template <class Work, class Take> void later(Work work, Take take);
    void onReplayed(RunHandle* handle, const QString& origin);

    Composition& m_services;
    QThreadPool m_pool;
    int m_finding = 0; // answers that a later question overtook are dropped
    int m_opening = 0;
    std::vector<std::unique_ptr<RunHandle>> m_replays; // those that run
};

template <class Work, class Take> void WindowHistory::later(Work work, Take take)
{
    m_pool.start([this, work, take] {
        auto result = work(m_services.history());
        QMetaObject::invokeMethod(
            this,
            [this, take, result = std::move(result)] {
                if (result)
                    take(*result);
                else
                    Q_EMIT told(result.error().detail);
            },
            Qt::QueuedConnection);
    });
}

} // namespace assay
