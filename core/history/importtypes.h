// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/usage.h"
#include "core/support/money.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>

namespace assay {

/// How far one file of a source was read.
struct ImportFile {
    QString path; ///< absolute
    qint64 device = 0;
    qint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0; ///< since 1970 UTC
    qint64 readTo = 0; ///< behind the last whole line that was read
    qint64 lines = 0; ///< in those bytes
    qint64 badLines = 0; ///< among them
    QByteArray checkSum; ///< tells whether those bytes are still the same
    QByteArray state; ///< what the reader of this format needs to go on from there
    friend bool operator==(const ImportFile&, const ImportFile&) = default;
};

/// What messages are summed by. The id is unique within its source.
struct ImportGroup {
    qint64 id = 0;
    QString provider;
    QString model;
    QString project; ///< folder the tool worked in, or project or workspace of an export; empty: unknown
    QString session; ///< empty: unknown
    friend bool operator==(const ImportGroup&, const ImportGroup&) = default;
};

/// Sums of messages. As what is added to a roll-up they may be negative, when a message is replaced by its later copy.
struct ImportSum {
    qint64 messages = 0;
    qint64 unpriced = 0; ///< messages whose cost nobody knows
    qint64 estimated = 0; ///< messages whose price had to be borrowed or guessed
    qint64 pico = 0; ///< known cost, pico-dollars
    qint64 reported = 0; ///< messages or rows that carried a cost of their own
    qint64 reportedPico = 0; ///< the sum of those
    std::array<qint64, kUsageClassCount> tokens{};

    ImportSum& operator+=(const ImportSum& other);
    bool isZero() const { return *this == ImportSum(); }
    friend bool operator==(const ImportSum&, const ImportSum&) = default;
};

/// What is added to the roll-up of one group and quarter of an hour.
struct ImportDelta {
    qint64 slot = 0; ///< quarters of an hour since 1970-01-01 UTC
    qint64 group = 0;
    ImportSum sum;
};
inline constexpr qint64 kImportSlotMs = 900'000;

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
