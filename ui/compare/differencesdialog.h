// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lanesettings.h"

#include <QDialog>

class QTableWidget;

namespace assay {

class PlainLabel;

/// What the lanes do not share, as a table; a box to see what they share as well.
class DifferencesDialog : public QDialog
{
    Q_OBJECT

public:
    DifferencesDialog(QList<LaneIdentity> lanes, QWidget* parent);

private:
    void fill(bool all);

    QList<LaneIdentity> m_lanes;
    PlainLabel* m_verdict;
    QTableWidget* m_table;
};

} // namespace assay
