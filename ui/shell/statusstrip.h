// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/windowservices.h"

#include <QWidget>

namespace assay {

class PlainLabel;

/// The line at the bottom: project, whether everything is simulated, what was spent today and this month.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(const QString& project, QWidget* parent = nullptr);

    void setSimulated(bool simulated);
    void setSpend(const SpendSummary& spend);
    /// Where the gateway listens; empty: it is off.
    void setGateway(const QString& address);
    /// A remark that stays until the next one; empty: none.
    void setRemark(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PlainLabel* label(const QString& name, FontRole role, QColor Theme::* colour);

    PlainLabel* m_simulated;
    PlainLabel* m_remark;
    PlainLabel* m_gateway;
    PlainLabel* m_today;
    PlainLabel* m_todayFigure;
    PlainLabel* m_month;
    PlainLabel* m_monthFigure;
};

} // namespace assay
