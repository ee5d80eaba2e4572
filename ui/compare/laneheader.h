// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace assay {

class MetricsLine;
class StateBadge;

/// Top of a lane: the line in the lane's colour, shape, letter, model, provider, state, buttons, metrics.
class LaneHeader : public QWidget
{
    Q_OBJECT

public:
    explicit LaneHeader(int lane, QWidget* parent = nullptr);

    void setLane(int lane);
    void setModel(const QString& name, const QString& provider);
    void setProgress(const LaneProgress& progress, LaneProgress::Clock::time_point now);
    void setMenu(QMenu* menu);

Q_SIGNALS:
    void stopRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRect titleArea() const;
    void updateNames();

    int m_lane;
    QString m_name;
    QString m_provider;
    QWidget* m_titleSpace;
    StateBadge* m_badge;
    QToolButton* m_stop;
    QToolButton* m_menu;
    MetricsLine* m_metrics;
};

} // namespace assay
