// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/signlabel.h"

#include <QWidget>

class QHBoxLayout;

namespace assay {

class PlainLabel;

/// One line of a settings box: sign, word, what is to say about it, and room for controls at the end.
class FactRow : public QWidget
{
    Q_OBJECT

public:
    FactRow(const Sign& sign, const QString& word, QWidget* parent = nullptr);

    void setSign(const Sign& sign);
    void setDetail(const QString& detail);
    QString detail() const;
    /// Stands between the word and the detail.
    void addField(QWidget* field);
    void addControl(QWidget* control);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SignLabel* m_sign;
    PlainLabel* m_word;
    PlainLabel* m_detail;
    QHBoxLayout* m_row;
};

} // namespace assay
