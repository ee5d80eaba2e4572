// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <utility>

namespace assay {

/// The lanes of a run while they stream: a table that is drawn over itself ten times a second on a terminal.
class LiveTable : public QObject
{
    Q_OBJECT

public:
    explicit LiveTable(const RunSpec& run);
    ~LiveTable() override;

    void show();
    void hide(); ///< draws the last state once more and leaves it

    void setState(int lane, LaneState state);
    void addEvents(const QList<std::pair<int, StreamEvent>>& events);
    void setRecord(const LaneRecord& record);

private:
    void draw();

    QList<LaneRecord> m_lanes;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qsizetype m_drawnLines = 0;
    bool m_shown = false;
};

} // namespace assay
