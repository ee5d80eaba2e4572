// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace assay::testing {

/// What the writer that is going to die does.
enum class Journey : std::uint8_t {
    Create, ///< makes the history and appends to it
    Use, ///< opens one with runs in it: drafts, appends, marks, removes content, empties the log
    Migrate, ///< opens one of version 1 and appends
};

struct CampaignResult {
    int points = 0; ///< places at which something happened to the writer
    int kills = 0;
    int errors = 0; ///< calls that were let fail
    qint64 acknowledged = 0; ///< runs whose storing was confirmed before
    QStringList faults; ///< each point that broke a promise; empty is the aim
};

/// Lets a writer process die or its disk fail at `points` places spread over all its calls that change a file, each
/// time from the start, and looks at the history afterwards: it opens, every acknowledged run is there with its exact
/// money, every other one is there whole or not at all, the hash chain and the sums fit.
/// The process that calls it must start with `if (isCrashWriter(arguments)) return crashWriter(arguments);`.
CampaignResult crashCampaign(const QString& shim, int points, quint32 seed);

bool isCrashWriter(const QStringList& arguments);
int crashWriter(const QStringList& arguments);

} // namespace assay::testing
