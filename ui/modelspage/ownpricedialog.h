// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/modelspage/modelsservice.h"

#include <QDialog>

class QCheckBox;
class QDateEdit;
class QLineEdit;

namespace assay {

class PlainLabel;

/// The user's own price for one model: a contract, or what a local model would cost.
class OwnPriceDialog : public QDialog
{
    Q_OBJECT

public:
    OwnPriceDialog(ModelsService* service, const ModelRow& row, QWidget* parent = nullptr);

private:
    void makeLayout();
    void submit();

    ModelsService* m_service;
    ModelRow m_row;
    QHash<UsageClass, QLineEdit*> m_fields;
    QCheckBox* m_always;
    QDateEdit* m_from;
    QCheckBox* m_hypothetical;
    PlainLabel* m_problem;
};

} // namespace assay
