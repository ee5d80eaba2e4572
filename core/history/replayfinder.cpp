// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/replayfinder.h"

#include "core/history/connection.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kReplays = "SELECT r.id FROM run r WHERE r.seq IN (SELECT l.run FROM lane_replay p"
                          " JOIN lane l ON l.seq = p.lane WHERE p.of_run = ?) ORDER BY r.at_us, r.seq"_L1;

} // namespace

Result<QStringList> ReplayFinder::replaysOf(const QString& runId) const
{
    return m_history.read([&runId](const Connection& connection) { return connection.texts(kReplays, {runId}); });
}

} // namespace assay
