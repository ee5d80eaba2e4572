// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace assay {

/// The outline of a text field: rounded, on the pane's colour, with the focus ring while what it holds has the focus.
class FieldBox : public QWidget
{
    Q_OBJECT

public:
    explicit FieldBox(QWidget* field, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_field;
};

} // namespace assay
