// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/flattable.h"

namespace assay {

/// The table of providers: a flat table whose states have a sign.
class ProviderTable : public FlatTable
{
    Q_OBJECT

public:
    explicit ProviderTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
};

} // namespace assay
