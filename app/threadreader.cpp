// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/threadreader.h"

namespace assay {

Result<QList<RunRecord>> readThread(const HistoryStore& history, const QString& thread)
{
    const auto ids = history.threadRuns(thread);
    if (!ids)
        return std::unexpected(ids.error());
    QList<RunRecord> runs;
    for (const QString& id : *ids) {
        auto run = history.run(id);
        if (!run)
            return std::unexpected(run.error());
        runs.append(*std::move(run));
    }
    return runs;
}

} // namespace assay
