// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/charttable.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QWidget>

namespace assay {

/// A picture of numbers. It is made of marks (a bar, a day, a point) that the pointer and the arrow keys reach; each
/// says its exact value. What a chart draws goes to the screen, a picture or an SVG alike.
/// A new kind of chart overrides `draw`, the marks and `table`, nothing else.
class Chart : public QWidget
{
    Q_OBJECT

public:
    explicit Chart(QWidget* parent = nullptr);

    virtual ChartTable table() const = 0;

    int current() const { return m_current; } ///< the mark that is pointed at; -1: none
    void setCurrent(int mark);

    QImage picture(qreal scale) const;
    bool saveSvg(const QString& path) const; ///< false if the file cannot be written

Q_SIGNALS:
    void currentChanged(int mark);
    void activated(int mark); ///< clicked, or Return

protected:
    virtual void draw(QPainter& painter, const QRectF& area, const Theme& theme) const = 0;
    virtual int markCount() const = 0;
    virtual QRectF markBox(int mark, const QRectF& area) const = 0;
    /// Name and exact values, one a line.
    virtual QString markText(int mark) const = 0;
    virtual int markAt(QPointF point, const QRectF& area) const;
    /// Where an arrow key leads; `mark` where it leads nowhere.
    virtual int neighbour(int mark, Qt::Key key) const;
    /// Call after the data changed.
    void renew();

    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void showText();

    int m_current = -1;
};

} // namespace assay
