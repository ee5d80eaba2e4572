// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneforecast.h"

#include <QToolButton>

namespace assay {

/// What the next run may cost, in one line, with a gauge of the fullest context; pressed, it shows each lane and takes
/// the limit of a run.
class ForecastButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ForecastButton(QWidget* parent = nullptr);

    /// Empty: nothing is known, and nothing is shown.
    void setForecast(const QList<ForecastLane>& lanes);
    const QList<ForecastLane>& forecast() const { return m_lanes; }
    /// The most one run may cost; absent: no limit.
    void setLimit(std::optional<Money> limit);
    std::optional<Money> limit() const { return m_limit; }
    void showPanel();

Q_SIGNALS:
    void limitChanged();
    void forecastChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QPixmap gauge() const;

    QList<ForecastLane> m_lanes;
    std::optional<Money> m_limit;
};

} // namespace assay
