// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/recentcalls.h"

#include <algorithm>

namespace assay {

void RecentCalls::add(const RunRecord& record)
{
    RunRecord& kept = m_records.emplace_back(record);
    kept.prompt.clear();
    kept.system.clear();
    for (auto& lane : kept.lanes) {
        lane.text.clear();
        lane.reasoning.clear();
        lane.refusal.clear();
        lane.toolCalls.clear();
        lane.sent.reset();
    }
    if (m_records.size() > kKept)
        m_records.pop_front();
}

const RunRecord* RecentCalls::find(const QString& id, const QString& key) const
{
    const auto found = std::ranges::find_if(m_records, [&](const RunRecord& record) {
        return record.key == key
            && (record.id == id || (!record.lanes.isEmpty() && record.lanes.first().responseId == id));
    });
    return found == m_records.end() ? nullptr : &*found;
}

QList<RunRecord> RecentCalls::newest(qsizetype most) const
{
    const auto count = std::min(most, static_cast<qsizetype>(m_records.size()));
    return {m_records.rbegin(), m_records.rbegin() + count};
}

} // namespace assay
