// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "ui/compare/compareservices.h"
#include "ui/theme/desktopchoices.h"
#include "ui/theme/theme.h"

#include <QDate>
#include <QList>
#include <QStringList>

namespace assay {

class GatewayControl;
class HistoryService;
class InsightsService;
class ModelsService;
class ProviderService;
class SpendService;
class WhatIfService;

/// What the status bar shows of the ledger.
struct SpendSummary {
    SpendTotal today;
    SpendTotal month;
    QDate date; ///< the local day that `today` means; names the month
};

/// Everything the window needs from the composition root. Values are copied in; later changes come through the
/// setters of `MainWindow`.
struct WindowServices {
    /// One session for each run, on the window's thread: `[&engine] { return std::make_unique<EngineSession>(&engine);
    /// }`.
    SessionFactory makeSession;
    QList<ModelChoice> models; ///< what can be added to the line-up, in the order of the picker
    QList<ModelRef> initialLanes; ///< the line-up at start; those not in `models` are left out
    QStringList samplePrompts; ///< the first one is filled in at start while all lanes are simulated
    QString project; ///< name shown in the status bar and written into runs
    ThemeChoice theme = ThemeChoice::System;
    DesktopChoices choices;
    QString profile; ///< the folder that holds everything, to be shown
    HistoryService* history = nullptr; ///< not owned, outlives the window; without it there is no History page
    InsightsService* insights = nullptr; ///< the same
    CompareSupport compare; ///< what the Compare page asks for besides
    ProviderService* providers = nullptr; ///< not owned, outlives the window; without it there is no Settings page
    ModelsService* catalogue = nullptr; ///< not owned, outlives the window; without it there is no Models page
    SpendService* spend = nullptr; ///< the same for the Spend page
    GatewayControl* gateway = nullptr; ///< the same for the Gateway page
    WhatIfService* whatIf = nullptr; ///< the same for the What-if page
};

} // namespace assay
