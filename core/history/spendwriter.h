// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendrollup.h"
#include "core/history/statement.h"

namespace assay {

/// Adds a roll-up to the tables, inside the caller's transaction.
class SpendWriter
{
public:
    static Result<SpendWriter> prepare(const Connection& connection);
    SpendWriter() = default; ///< not prepared: only to be assigned to

    Result<void> write(const Connection& connection, const SpendRollup& rollup);
    /// The transaction was rolled back: numbers of groups that it made are gone.
    void forget() { m_ids.clear(); }

private:
    Result<qint64> idOf(const Connection& connection, const SpendGroup& group);

    Statement m_insertGroup;
    Statement m_findGroup;
    Statement m_addDay;
    Statement m_addSlot;
    Statement m_addTag;
    QMap<SpendGroup, qint64> m_ids; // a group that is committed keeps its number for ever
};

} // namespace assay
