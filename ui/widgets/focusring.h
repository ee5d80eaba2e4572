// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace assay {

/// Draws the focus ring over `pane` while the focus is in `content` or one of its children.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    FocusRing(QWidget* pane, QWidget* content);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace assay
