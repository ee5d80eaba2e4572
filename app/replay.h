// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "ui/text/rundrift.h"

#include <QStringList>

namespace assay {

/// How one lane of a run can be asked again today.
struct ReplayLane {
    int lane = 0; ///< in the run
    ModelRef model;
    std::optional<LaneSpec> spec; ///< absent: not at all, `notes` say why
    bool isExact = false; ///< the kept bytes are sent; otherwise what was asked is written anew
    QStringList notes; ///< what is not as it was, one sentence each
};

/// What a replay of a run would send. Nothing differs silently: whatever does is said in a note.
struct ReplayPlan {
    RunRecord run;
    QList<ReplayLane> lanes;

    bool canSend() const;
};

/// `gone`: why the run has no content (RunMarks::gone). `lane`: only this one. Touches neither ledger nor network but
/// starts the simulated providers where a lane needs them.
ReplayPlan planReplay(Composition& services, const RunRecord& run, const QString& gone, std::optional<int> lane = {});

/// The run that sends all lanes of a plan that can be sent.
RunSpec replaySpec(const ReplayPlan& plan);

/// Says what the answers of then would cost at the prices of now.
void addPricesNow(Composition& services, QList<LaneDrift>& drifts, const QDateTime& now);

} // namespace assay
