// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace assay {

/// Says that everything on the page is simulated. Can be closed.
class SampleRibbon : public QWidget
{
    Q_OBJECT

public:
    explicit SampleRibbon(QWidget* parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace assay
