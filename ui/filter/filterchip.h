// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/filtertext.h"

#include <QAbstractButton>

namespace assay {

/// One thing that a filter says. A click or Return changes it; its cross, Delete or Backspace removes it.
class FilterChip : public QAbstractButton
{
    Q_OBJECT

public:
    FilterChip(FilterPart part, const QString& words, QWidget* parent);

    FilterPart part() const { return m_part; }
    QRect crossBox() const; ///< where a click removes
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void editWanted();
    void removeWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    FilterPart m_part;
    bool m_overCross = false;
    bool m_pressedCross = false;
};

} // namespace assay
