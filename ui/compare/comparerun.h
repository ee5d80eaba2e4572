// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparesession.h"
#include "ui/compare/laneview.h"

#include <QList>
#include <QObject>
#include <QPointer>

namespace assay {

/// One session and the lanes on the page it feeds: all of them, or the one that is asked again. Lanes may go while it
/// runs.
class CompareRun : public QObject
{
    Q_OBJECT

public:
    CompareRun(std::unique_ptr<CompareSession> session, const QList<LaneView*>& lanes, QObject* parent);
    ~CompareRun() override;

    void start(const RunSpec& spec);
    void cancelAll();
    /// False if the lane is none of this run's, or has ended.
    bool cancel(const LaneView* lane);
    bool retryNow(const LaneView* lane);

Q_SIGNALS:
    void laneChanged();
    void laneEnded(assay::LaneView* lane);
    void finished(const assay::RunRecord& record);

private:
    LaneView* laneAt(int index) const;
    int openIndexOf(const LaneView* lane) const;

    std::unique_ptr<CompareSession> m_session;
    QList<QPointer<LaneView>> m_lanes;
};

} // namespace assay
