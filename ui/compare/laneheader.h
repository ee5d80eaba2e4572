// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"

#include <QPoint>
#include <QWidget>

#include <optional>

class QMenu;
class QToolButton;

namespace assay {

class MetricsLine;
class SamplePager;
class StateBadge;

/// Top of a lane: the line in the lane's colour, shape, letter, model, provider, state, buttons, metrics.
class LaneHeader : public QWidget
{
    Q_OBJECT

public:
    explicit LaneHeader(int lane, QWidget* parent = nullptr);

    void setLane(int lane);
    void setModel(const QString& name, const QString& provider);
    /// `running`: any sample of the lane, also one that is not shown.
    void setProgress(const LaneProgress& progress, LaneProgress::Clock::time_point now, bool running);
    /// Neutral, with this number instead of the model; nothing: as usual.
    void setBlind(std::optional<int> number);
    /// The lane has settings of its own.
    void setOwnSettings(bool own);
    SamplePager* pager() const { return m_pager; }
    QPixmap dragPicture();
    void setMenu(QMenu* menu);

Q_SIGNALS:
    void stopRequested();
    void doubleClicked();
    void dragged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    QRect titleArea() const;
    void paintBlindTitle(QPainter& painter, const QRect& area) const;
    void updateNames();

    int m_lane;
    QString m_name;
    QString m_provider;
    std::optional<int> m_blind;
    QPoint m_pressed;
    QWidget* m_titleSpace;
    SamplePager* m_pager;
    QWidget* m_own;
    StateBadge* m_badge;
    QToolButton* m_stop;
    QToolButton* m_menu;
    MetricsLine* m_metrics;
};

} // namespace assay
