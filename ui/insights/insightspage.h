// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/insights/insightsservice.h"

#include <QTimer>
#include <QWidget>

class QComboBox;

namespace assay {

class ChartBox;
class ControlPlot;
class FrontScatter;
class PlainLabel;
class SharedFilter;
class SpreadStrips;
class Waterfall;

/// How fast, how reliable and how dear what answered here was, in a period.
class InsightsPage : public QWidget
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives the page.
    /// `filter`: the one that other pages share, not owned; without it the page has its own.
    explicit InsightsPage(InsightsService* service, SharedFilter* filter = nullptr, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeBoxes();
    HistoryFilter filter() const;
    void ask();
    void onAnswer(const InsightsAnswer& answer);
    void showSpeeds(const InsightsAnswer& answer);
    void showFront(const InsightsAnswer& answer);
    void showSteadiness(const InsightsAnswer& answer);
    void showHours(const InsightsAnswer& answer);
    void onRun(const RunRecord& run);

    InsightsService* m_service;
    SharedFilter* m_filter;
    QComboBox* m_grouping = nullptr;
    QComboBox* m_measure = nullptr;
    PlainLabel* m_count = nullptr;
    PlainLabel* m_empty = nullptr;
    QWidget* m_boxes = nullptr;
    SpreadStrips* m_speeds = nullptr;
    ChartBox* m_speedsBox = nullptr;
    FrontScatter* m_front = nullptr;
    ChartBox* m_frontBox = nullptr;
    ControlPlot* m_control = nullptr;
    ChartBox* m_controlBox = nullptr;
    SpreadStrips* m_hours = nullptr;
    ChartBox* m_hoursBox = nullptr;
    Waterfall* m_waterfall = nullptr;
    ChartBox* m_waterfallBox = nullptr;
    InsightsAnswer m_answer;
    QTimer m_again; ///< reads the changed ledger
    bool m_asked = false;
    bool m_isAsking = false;
    bool m_takesSimulated = false;
};

} // namespace assay
