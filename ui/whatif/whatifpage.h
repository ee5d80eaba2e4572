// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/whatif/whatifservice.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QPushButton;

namespace assay {

class FlatTable;
class PlainLabel;
class SettingsBox;
class WhatIfCostModel;
class WhatIfPolicyModel;

/// What a period would have cost on another model, and how other ways of routing would have done. Nothing is sent.
class WhatIfPage : public QWidget
{
    Q_OBJECT

public:
    /// `service`: not owned, outlives the page.
    explicit WhatIfPage(WhatIfService* service, QWidget* parent = nullptr);

    /// What can be chosen, `provider/model`.
    void setModels(const QStringList& models);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeCosts();
    QWidget* makePolicies();
    void fillPeriods();
    WhatIfPeriod period() const;
    void askCosts();
    void addModel();
    void removeModel();
    void replay();
    void showCost(const WhatIfCost& answer);
    void showPolicies(const WhatIfPolicies& answer);

    WhatIfService* m_service;
    bool m_hasAsked = false;
    QComboBox* m_period = nullptr;
    PlainLabel* m_really = nullptr;
    QComboBox* m_model = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_remove = nullptr;
    PlainLabel* m_noModel = nullptr;
    WhatIfCostModel* m_costs = nullptr;
    FlatTable* m_costTable = nullptr;
    QButtonGroup* m_world = nullptr;
    PlainLabel* m_over = nullptr;
    PlainLabel* m_verdict = nullptr;
    PlainLabel* m_notes = nullptr;
    WhatIfPolicyModel* m_policies = nullptr;
    FlatTable* m_policyTable = nullptr;
};

} // namespace assay
