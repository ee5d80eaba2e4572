// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace assay {

class ChartBox;
class FlatTable;
class GatewayBar;
class GatewayCallModel;
class GatewayKeyModel;
class HourChart;
class PlainLabel;
class RecipePanel;
class TestPanel;

/// One address for all tools: on and off, who may call and for how much, what runs now, and how a tool is connected.
/// While it is hidden it looks at no call.
class GatewayPage : public QWidget
{
    Q_OBJECT

public:
    /// `control`: not owned, outlives the page.
    explicit GatewayPage(GatewayControl* control, QWidget* parent = nullptr);

    /// What the recipes offer, `provider/model`.
    void setModels(const QStringList& models);

Q_SIGNALS:
    void runWanted(const QString& runId); ///< to be shown in History

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* makeFailure();
    QWidget* makeKeys();
    QWidget* makeKeyEmpty();
    QWidget* makeCalls();
    QWidget* makeCallEmpty();
    QWidget* makeSide();
    void connectParts();
    void fitSide();
    void showStatus();
    void showKeys(const QList<GatewayKeyRow>& keys);
    void showCalls();
    void showSelection();
    void showOptions();
    void askNewKey();
    void toggleKey();
    void askRemove();
    void openCall(int row);
    void stopCall(int row);
    void showTraffic();
    const GatewayKeyRow* chosenKey() const;

    GatewayControl* m_control;
    QStringList m_models;
    QTimer m_pulse; ///< while it is shown: what keys have spent
    GatewayBar* m_bar = nullptr;
    QWidget* m_failure = nullptr;
    PlainLabel* m_failureText = nullptr;
    QPushButton* m_nearby = nullptr;
    QStackedWidget* m_keyPages = nullptr;
    FlatTable* m_keyTable = nullptr;
    GatewayKeyModel* m_keys = nullptr;
    PlainLabel* m_keyCount = nullptr;
    QPushButton* m_toggle = nullptr;
    QPushButton* m_remove = nullptr;
    QStackedWidget* m_callPages = nullptr;
    FlatTable* m_callTable = nullptr;
    GatewayCallModel* m_calls = nullptr;
    PlainLabel* m_live = nullptr;
    QButtonGroup* m_filter = nullptr;
    PlainLabel* m_callEmpty = nullptr;
    PlainLabel* m_callHint = nullptr;
    QPushButton* m_startHere = nullptr;
    QScrollArea* m_side = nullptr;
    RecipePanel* m_recipes = nullptr;
    TestPanel* m_test = nullptr;
    HourChart* m_hour = nullptr;
    ChartBox* m_hourBox = nullptr;
    PlainLabel* m_problem = nullptr;
};

} // namespace assay
