// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QGridLayout;
class QLineEdit;

namespace assay {

class ForecastButton;
class PlainLabel;

/// What the next run may mean for each lane, and the field for the most it may cost. Closes when one presses elsewhere.
class ForecastPanel : public QDialog
{
    Q_OBJECT

public:
    explicit ForecastPanel(ForecastButton* button);

    void popup();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeLanes();
    void makeLimit();
    void place();
    void takeLimit();

    ForecastButton* m_button;
    QWidget* m_table;
    QGridLayout* m_grid;
    QLineEdit* m_limit;
    PlainLabel* m_problem;
};

} // namespace assay
