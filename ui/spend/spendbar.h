// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendreport.h"
#include "ui/spend/spendperiod.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace assay {

class PlainLabel;

/// What the page is about beside its filter: period, grouping, and which days.
class SpendBar : public QWidget
{
    Q_OBJECT

public:
    explicit SpendBar(QWidget* parent = nullptr);

    const SpendPeriod& period() const { return m_period; }
    void setPeriod(const SpendPeriod& period);
    SpendGrouping grouping() const;
    QTimeZone zone() const;

Q_SIGNALS:
    void changed();
    void exportWanted();

private:
    QButtonGroup* addChoices(QHBoxLayout* row, const QStringList& names, const QString& name);
    QToolButton* addStep(QHBoxLayout* row, const QString& icon, const QString& name, int step);
    void addGroupings();
    void showPeriod();

    SpendPeriod m_period;
    QButtonGroup* m_units = nullptr;
    QButtonGroup* m_zones = nullptr;
    PlainLabel* m_title = nullptr;
    QComboBox* m_groupings = nullptr;
};

} // namespace assay
