// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/retention.h"

#include "core/history/runmarks.h"

namespace assay {

namespace {

constexpr int kBatch = 200; // so that new runs do not wait long behind one removal

} // namespace

Result<qint64> applyRetention(HistoryStore& history, const QDateTime& now)
{
    RunKeeper keeper(history);
    qint64 removed = 0;
    for (;;) {
        const auto expired = keeper.expired(now, kBatch);
        if (!expired)
            return std::unexpected(expired.error());
        if (expired->isEmpty())
            return removed;
        if (const auto done = keeper.deleteContent(*expired, GoneReason::Retention).result(); !done)
            return std::unexpected(done.error());
        removed += expired->size();
    }
}

} // namespace assay
