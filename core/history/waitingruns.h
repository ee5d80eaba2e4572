// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/support/result.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace assay {

/// Runs that wait to be written, in the order in which they came, and the memory they hold.
class WaitingRuns
{
public:
    struct Run {
        RunRecord record;
        std::function<void(const Result<QString>& id)> done; ///< if somebody waits
    };

    static constexpr std::size_t kMostRuns = 1024;
    static constexpr qsizetype kMostBytes = qsizetype(16) * 1024 * 1024;
    /// Enough to share one fsync among, few enough that nobody waits long for the others.
    static constexpr std::size_t kLargestGroup = 512;
    static constexpr qsizetype kLargestGroupBytes = qsizetype(8) * 1024 * 1024;
    /// Runs that need not wait for more.
    static constexpr std::size_t kFullGroup = 256;
    static constexpr qsizetype kFullGroupBytes = qsizetype(4) * 1024 * 1024;

    void add(Run run);
    /// The oldest, as many as go into one commit; one at least, if there is any.
    std::vector<Run> takeGroup();

    bool isEmpty() const { return m_runs.empty(); }
    /// Whoever brings more has to wait.
    bool isFull() const { return m_runs.size() >= kMostRuns || m_bytes >= kMostBytes; }
    /// Worth a commit.
    bool isGroup() const { return m_runs.size() >= kFullGroup || m_bytes >= kFullGroupBytes; }

private:
    std::deque<std::pair<Run, qsizetype>> m_runs; // with what each holds
    qsizetype m_bytes = 0;
};

/// About what a record holds in memory: its long texts and the requests as they left.
qsizetype bytesHeldBy(const RunRecord& record);

} // namespace assay
