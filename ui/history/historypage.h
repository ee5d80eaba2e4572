// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyservice.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace assay {

class HistorySide;
class PlainLabel;
class RunDetail;
class RunListModel;
class RunListView;
class SharedFilter;

/// Every run: search and filter above, kinds at the left, the list, and the chosen run.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives the page.
    /// `filter`: the one that other pages share, not owned; without it the page has its own.
    explicit HistoryPage(HistoryService* service, SharedFilter* filter = nullptr, QWidget* parent = nullptr);

    /// Puts a search into the field, as if it were typed.
    void search(const QString& terms);
    /// Shows one run, whether the list holds it or not.
    void openRun(const QString& runId);

Q_SIGNALS:
    void forkWanted(const assay::RunFork& fork);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar();
    void connectService();
    void connectDetail();
    RunQuestion question(const QString& beforeId) const;
    void ask();
    void askForMore();
    void onFound(const HistoryPageOfRuns& page);
    void connectFilter();
    void takeWords();
    void confirmDelete(const QString& runId);
    void confirmReplay(const OpenedRun& run, std::optional<int> lane);
    void chooseExport(const QStringList& runIds);

    HistoryService* m_service;
    SharedFilter* m_filter;
    RunListModel* m_runs;
    HistorySide* m_side = nullptr;
    RunListView* m_list = nullptr;
    RunDetail* m_detail = nullptr;
    QLineEdit* m_field = nullptr;
    QComboBox* m_order = nullptr;
    PlainLabel* m_count = nullptr;
    PlainLabel* m_told = nullptr;
    QTimer m_typing;
    bool m_asked = false;
    bool m_isEnd = false;
    QString m_wanted; // run to select once found
    QString m_wantsThenNow; // run whose replay has just ended
};

} // namespace assay
