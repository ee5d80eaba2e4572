// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"

namespace assay {

/// Which runs sent the requests of a run again. Every call blocks its thread for an indexed query.
class ReplayFinder
{
public:
    explicit ReplayFinder(const HistoryStore& history)
        : m_history(history)
    {
    }
    /// Ids in the order in which they were made.
    Result<QStringList> replaysOf(const QString& runId) const;

private:
    const HistoryStore& m_history;
};

} // namespace assay
