// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

namespace assay {

/// The table of providers, flat as all tables of the window: no grid, a faint line a row, the selected row tinted.
class ProviderTable : public QTableView
{
    Q_OBJECT

public:
    explicit ProviderTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
};

} // namespace assay
