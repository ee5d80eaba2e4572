// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/importedusage.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>

namespace assay {

/// What an import did, as `import list` shows it.
struct ImportOutcome {
    QString place; ///< folder or file
    qint64 files = 0;
    qint64 bytesRead = 0;
    qint64 added = 0; ///< messages that were new
    qint64 changed = 0; ///< messages of before with a later copy
    qint64 duplicates = 0; ///< copies that were dropped
    qint64 badLines = 0;
    friend bool operator==(const ImportOutcome&, const ImportOutcome&) = default;
};

/// One import, stored whole or not at all.
struct ImportBatch {
    QString source;
    qint64 revision = 0; ///< of the state it was made from; another one in the file makes it fail
    ImportOutcome outcome;
    QList<ImportFile> files; ///< new or read further
    QList<ImportGroup> groups; ///< new ones
    QList<ImportDelta> deltas;
    /// Called on the writer thread until it returns nothing: packed messages, a piece at a time.
    std::function<std::optional<QByteArray>()> nextSegment;
    bool replacesSegments = false; ///< the pieces stand for all messages, those stored before go
};

/// What the ledger knows of a source.
struct ImportState {
    qint64 revision = 0; ///< 0: never imported
    qint64 segments = 0;
    QList<ImportFile> files;
};

struct ImportSource {
    QString source;
    QDateTime importedAt;
    ImportOutcome last;
    ImportSum total;
};

enum class ImportGrouping : std::uint8_t { Slot, Day, Source, Provider, Model, Project, Session, DayAndModel };

/// Narrows imported usage. Empty members match everything.
struct ImportFilter {
    std::optional<qint64> fromSlot;
    std::optional<qint64> toSlot; ///< not included
    QString source;
};

/// Imported usage of one group.
struct ImportedRow {
    QString source; ///< empty unless grouped by source
    QDate day; ///< UTC; valid when grouped by day
    qint64 slot = 0; ///< when grouped by slot
    QString provider; ///< when grouped by provider or model
    QString model; ///< when grouped by model
    QString key; ///< of the other groupings: project, session
    ImportSum sum;
};

} // namespace assay
