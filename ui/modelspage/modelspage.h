// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lineup.h"
#include "ui/modelspage/modeltablemodel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QMenu;
class QTableView;

namespace assay {

class ModelDetail;
class PlainLabel;

/// The catalogue and what can be asked: search, filter, prices and where they come from, newer prices, own prices.
class ModelsPage : public QWidget
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives the page.
    explicit ModelsPage(ModelsService* service, QWidget* parent = nullptr);

Q_SIGNALS:
    void laneWanted(const assay::ModelChoice& model);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar();
    QMenu* makeNeeds();
    void makeTable();
    void onRows(const QList<ModelRow>& rows);
    void onSelected();
    void applyFilter();
    void updateCount();
    void updatePrices();
    void editPrice(const ModelRow& row);

    ModelsService* m_service;
    ModelTableModel* m_models;
    ModelFilterModel* m_shown;
    QLineEdit* m_search = nullptr;
    QComboBox* m_access = nullptr;
    QMenu* m_needs = nullptr;
    PlainLabel* m_count = nullptr;
    PlainLabel* m_notice = nullptr;
    QTableView* m_table = nullptr;
    ModelDetail* m_detail = nullptr;
    bool m_read = false;
};

} // namespace assay
