// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/spend/spendservice.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace assay {

class CalendarHeatMap;
class ChartBox;
class CourseChart;
class FilterBar;
class FlatTable;
class PlainLabel;
class RowBars;
class SharedFilter;
class SpendBar;
class SpendTableModel;
class SpendTiles;
class StackedBars;

/// What was paid, for what, and which answers it was paid for. Built when it is first shown; while it is hidden it
/// reads nothing.
class SpendPage : public QWidget
{
    Q_OBJECT

public:
    /// `service`: not owned, outlives the page. `filter`: the one that other pages share, not owned; without it the
    /// page has its own.
    explicit SpendPage(SpendService* service, SharedFilter* filter = nullptr, QWidget* parent = nullptr);

    /// By the ending of the name: CSV or JSON. False if it cannot be written.
    bool exportTo(const QString& path) const;

Q_SIGNALS:
    void compareWanted(); ///< there is nothing yet: the person wants to make the first calls

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* makeContent();
    QWidget* makeTableBox();
    QWidget* makeSide();
    void connectParts();
    void ask();
    HistoryFilter filter() const;
    void showDateNote();
    void onLedgerChanged();
    void onReport(const SpendReport& report);
    void showReport();
    void showSide();
    void showCourse();
    void showImported();
    void showEmpty();
    void drillDown(const QString& what, const SpendDrill& drill);
    SpendDrill wholeDrill() const;
    void drillBar(int mark);
    void drillRow(int row);
    void drillDay(QDate day);
    void drillProject(int row);
    void askExport();

    SpendService* m_service;
    SharedFilter* m_filter;
    SpendReport m_report;
    SpendRequest m_wanted;
    QHash<SpendGrouping, QHash<QString, int>> m_slots; // a key keeps its colour while the program runs
    bool m_isStale = true;
    bool m_hasReport = false;

    SpendBar* m_bar = nullptr;
    FilterBar* m_filterBar = nullptr;
    QStackedWidget* m_pages = nullptr;
    PlainLabel* m_emptyTitle = nullptr;
    PlainLabel* m_emptyText = nullptr;
    SpendTiles* m_tiles = nullptr;
    StackedBars* m_bars = nullptr;
    ChartBox* m_barsBox = nullptr;
    CourseChart* m_course = nullptr;
    ChartBox* m_courseBox = nullptr;
    CalendarHeatMap* m_calendar = nullptr;
    ChartBox* m_calendarBox = nullptr;
    RowBars* m_projects = nullptr;
    ChartBox* m_projectsBox = nullptr;
    PlainLabel* m_imported = nullptr;
    PlainLabel* m_failure = nullptr;
    PlainLabel* m_reading = nullptr;
    QTimer m_slow; ///< from then on the page says that it reads
    QElapsedTimer m_read; ///< since the report came
    QTimer m_again; ///< until the next reading of what takes long
    SpendTableModel* m_model = nullptr;
    FlatTable* m_table = nullptr;
};

} // namespace assay
