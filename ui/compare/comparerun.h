// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparesession.h"
#include "ui/compare/laneview.h"

#include <QList>
#include <QObject>
#include <QPointer>

namespace assay {

/// One session and the samples on the page it feeds: of all lanes, or of one that is asked again. Lanes may go while it
/// runs.
class CompareRun : public QObject
{
    Q_OBJECT

public:
    CompareRun(std::unique_ptr<CompareSession> session, const QList<LaneView*>& lanes, int turn, QObject* parent);
    ~CompareRun() override;

    void start(const RunSpec& spec);
    void cancelAll();
    /// False if the lane is none of this run's, or has ended.
    bool cancel(const LaneView* lane);
    bool retryNow(const LaneView* lane);
    int turn() const { return m_turn; }

Q_SIGNALS:
    void laneChanged();
    void textArrived(); ///< lanes have been given what came
    void laneEnded(assay::LaneView* lane);
    void finished(const assay::RunRecord& record);

private:
    struct Target {
        QPointer<LaneView> lane;
        LaneSample* sample = nullptr; ///< lives as long as the lane
    };
    Target targetAt(int index) const;
    QList<int> openIndexesOf(const LaneView* lane) const;

    std::unique_ptr<CompareSession> m_session;
    QList<Target> m_targets;
    int m_turn;
};

} // namespace assay
