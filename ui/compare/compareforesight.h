// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneforecast.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

namespace assay {

class ComparePage;
class LaneView;

/// What will happen when Run is pressed: what each model will not get, and what the run may cost. A moment after the
/// prompt or the lanes have changed. Belongs to the page.
class CompareForesight : public QObject
{
    Q_OBJECT

public:
    explicit CompareForesight(ComparePage& page);

private:
    void look();
    void show(const QList<LaneForecast>& forecasts);

    ComparePage& m_page;
    QTimer m_delay;
    QList<QPointer<LaneView>> m_lanes; ///< that were asked about last
    QHash<LaneView*, QStringList> m_warnings; ///< of each, without those of the forecast
    int m_generation = 0; ///< of the question; an older answer is dropped
    bool m_asking = false;
    bool m_again = false; ///< something changed while the answer to the last question was awaited
};

} // namespace assay
