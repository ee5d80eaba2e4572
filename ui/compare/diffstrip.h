// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

#include <utility>

namespace assay {

/// The narrow strip between two texts: where each side has something of its own, in its lane's colour. A click goes to
/// the difference.
class DiffStrip : public QWidget
{
    Q_OBJECT

public:
    explicit DiffStrip(QWidget* parent = nullptr);

    /// Begin and end of each difference as shares of the height.
    void setSpans(const QList<std::pair<double, double>>& left, int leftLane,
        const QList<std::pair<double, double>>& right, int rightLane);

Q_SIGNALS:
    void chosen(int change);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QList<std::pair<double, double>> m_left;
    QList<std::pair<double, double>> m_right;
    int m_leftLane = 0;
    int m_rightLane = 1;
};

} // namespace assay
