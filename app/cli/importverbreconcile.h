// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/importverbrun.h"

#include <QJsonObject>

namespace assay {

/// One class of one model: what the provider's export counts, and what own runs count.
struct ReconciledClass {
    QString name; ///< a usage class, or `messages`
    qint64 exported = 0;
    qint64 own = 0;
    QString reason; ///< code word for the likely reason; empty where both are the same
};

struct ReconciledModel {
    QString model; ///< `provider/model`
    QList<ReconciledClass> classes;
    std::optional<qint64> exportedPico; ///< what the export says or what its usage costs; nothing if that has no price
    qint64 ownPico = 0; ///< known cost of own runs
    qint64 ownUnpriced = 0;
};

struct Reconciliation {
    QString source;
    QString file;
    QDate from; ///< the days the export covers, both included
    QDate to;
    QList<ReconciledModel> models;
};

/// Compares an export with own runs of its days (UTC), by model and class. Stores nothing.
Result<Reconciliation> reconcileExport(Composition& services, ImportKind kind, const QString& file);

QJsonObject toJson(const Reconciliation& found);
void print(const Reconciliation& found);

} // namespace assay
