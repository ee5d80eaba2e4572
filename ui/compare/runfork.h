// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "ui/compare/lanesettings.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

class ComparePage;

/// A run to be asked differently: all of it is taken up, nothing is sent.
struct RunFork {
    QList<RunRecord> thread; ///< its conversation, oldest first; holds the run
    QString run;
    std::optional<int> lane; ///< only this one; absent: all
    QStringList notes; ///< what could not be taken up as it was
};

/// What a lane asked with, read back from its request. `system`: of the run; a lane with another one keeps it.
LaneSettings settingsOf(const ChatRequest& request, const QString& system);

/// Shows the turn of the run with its answers, its lanes with their settings, and its prompt ready to be edited: Run
/// asks it anew, as a branch beside it. False where the page is busy with a run or a blind pair; nothing is changed.
bool openFork(ComparePage& page, const RunFork& fork);

} // namespace assay
