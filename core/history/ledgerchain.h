// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/history/rows.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Which table a row of the chain belongs to; part of what is hashed.
enum class ChainRow : char {
    Run = 'R',
    RunLabel = 'G',
    Lane = 'L',
    Attempt = 'A',
    CostLine = 'C',
    RunText = 'P',
    LaneText = 'T',
    Estimate = 'E',
};

/// The hash of one lane: SHA-256 over the hash of the lane before it, its run, the labels of its run if it has any,
/// itself, its attempts, cost lines, and estimates if it has any, in this order. Each row is its table's letter, the
/// number of its values, and each value as a letter (`n` NULL, `i`
/// integer as 8 bytes little-endian, `t` UTF-8, `b` bytes; the last two after their length as 8 bytes). It finds what
/// SQLite's own integrity check cannot: a changed amount in a well-formed page.
class ChainHash
{
public:
    explicit ChainHash(const QByteArray& previous);
    ChainHash& add(ChainRow table, const RowBuilder& values);
    QByteArray result() const;

private:
    QByteArray m_bytes; // little enough to be hashed at once
};

/// The hash of a text row, which stays in the ledger when the text is deleted.
QByteArray textHash(ChainRow table, const RowBuilder& values);

/// Recomputes the chain from `firstLane` (a `lane.seq`) on, trusting the hash stored before it.
Result<LedgerCheck> verifyChain(const Connection& connection, qint64 firstLane);
/// The last lanes only, for every start.
Result<LedgerCheck> verifyChainTail(const Connection& connection);
/// Chain, texts and roll-ups, all of it.
Result<LedgerCheck> verifyLedger(const Connection& connection);

} // namespace assay
