// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace assay {

/// A line of one pixel under a bar or between two parts, in the theme's colour for separators.
class Hairline final : public QWidget
{
    Q_OBJECT

public:
    explicit Hairline(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace assay
