// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"

#include <QWidget>

namespace assay {

/// A tinted label with sign and word; painted whole, so that changes cost no layout of others.
class StateBadge : public QWidget
{
    Q_OBJECT

public:
    explicit StateBadge(QWidget* parent = nullptr);

    void setLook(const StateLook& look);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    StateLook m_look;
};

} // namespace assay
