// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyservice.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace assay {

class HistorySide;
class PlainLabel;
class RunDetail;
class RunListModel;
class RunListView;

/// Every run: search and filters above, kinds at the left, the list, and the chosen run.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives the page.
    explicit HistoryPage(HistoryService* service, QWidget* parent = nullptr);

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
    HistoryFilter filter() const;
    void ask();
    void askForMore();
    void onFound(const HistoryPageOfRuns& page);
    void showFolder(const SmartFolder& folder);
    void saveSearch();
    void confirmDelete(const QString& runId);
    void confirmReplay(const OpenedRun& run, std::optional<int> lane);
    void chooseExport(const QStringList& runIds);
    void fillChoices(const RunCounts& counts);

    HistoryService* m_service;
    RunListModel* m_runs;
    HistorySide* m_side = nullptr;
    RunListView* m_list = nullptr;
    RunDetail* m_detail = nullptr;
    QLineEdit* m_field = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_period = nullptr;
    QComboBox* m_order = nullptr;
    QToolButton* m_save = nullptr;
    PlainLabel* m_count = nullptr;
    PlainLabel* m_told = nullptr;
    HistoryFilter m_kind; // chosen at the left
    QTimer m_typing;
    bool m_asked = false;
    bool m_isEnd = false;
    QString m_wanted; // run to select once found
    QString m_wantsThenNow; // run whose replay has just ended
};

} // namespace assay
