// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace assay {

/// The same request, asked twice.
struct LaneDrift {
    int lane = 0; ///< in the run that was repeated
    LaneRecord then;
    LaneRecord now;
    std::optional<Money> thenAtPricesNow; ///< what the usage of then costs at the prices of now; absent: unknown
};

/// Whether both were sent the very same bytes; nothing where those of one of them were not kept.
std::optional<bool> isSameRequest(const LaneDrift& drift);

/// A figure then and now, as people read it.
struct DriftRow {
    QString name;
    QString then;
    QString now;
    bool isChanged = false; ///< not for times and speeds, which never are the same twice
};

class RunDrift
{
    Q_DECLARE_TR_FUNCTIONS(assay::RunDrift)

public:
    static QList<DriftRow> rows(const LaneDrift& drift);
    /// How alike the answers are, in a few words: `the same`, `92 % the same words, 4 changes`.
    static QString likeness(const LaneDrift& drift);
};

/// The document of `assay history drift`, for one lane (docs/data-dictionary.md).
QJsonObject driftJson(const LaneDrift& drift);

/// The lanes of `now` that repeat lanes of `then`.
QList<LaneDrift> driftOf(const RunRecord& then, const RunRecord& now);

} // namespace assay
