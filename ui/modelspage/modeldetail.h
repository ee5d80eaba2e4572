// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/modelspage/modelsservice.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace assay {

/// Everything known about the selected model: prices with their sources, abilities, limits, dates.
class ModelDetail : public QWidget
{
    Q_OBJECT

public:
    explicit ModelDetail(QWidget* parent = nullptr);

    void show(const ModelRow& row);
    void clear();

Q_SIGNALS:
    void laneWanted(const assay::ModelRow& row);
    void ownPriceWanted(const assay::ModelRow& row);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addHeading(const QString& text);
    void addText(const QString& text, bool muted = false);
    void addRate(const QString& name, const QString& figure);
    void addPrices(const ModelRow& row);
    void addFacts(const ModelRow& row);
    void empty();

    ModelRow m_row;
    QWidget* m_facts = nullptr;
    QVBoxLayout* m_lines = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_price = nullptr;
};

} // namespace assay
