// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace assay {

/// Keeps a bar as high as `least` pixels, or as its text and `room` need, also when the text gets another size.
class BarHeight : public QObject
{
    Q_OBJECT

public:
    BarHeight(QWidget* bar, int least, int room);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    QWidget* m_bar;
    int m_least;
    int m_room;
};

} // namespace assay
