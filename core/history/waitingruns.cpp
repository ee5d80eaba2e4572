// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/waitingruns.h"

namespace assay {

namespace {

qsizetype bytesOf(const QString& text)
{
    return text.size() * static_cast<qsizetype>(sizeof(QChar));
}

} // namespace

qsizetype bytesHeldBy(const RunRecord& record)
{
    qsizetype out = bytesOf(record.prompt) + bytesOf(record.system);
    for (const auto& lane : record.lanes) {
        out += bytesOf(lane.text) + bytesOf(lane.reasoning) + bytesOf(lane.refusal) + lane.rawUsage.size();
        if (lane.sent)
            out += lane.sent->body.size();
        for (const auto& call : lane.toolCalls)
            out += call.arguments.size();
    }
    return out;
}

void WaitingRuns::add(Run run)
{
    const qsizetype bytes = bytesHeldBy(run.record);
    m_bytes += bytes;
    m_runs.emplace_back(std::move(run), bytes);
}

std::vector<WaitingRuns::Run> WaitingRuns::takeGroup()
{
    std::vector<Run> out;
    qsizetype bytes = 0;
    while (!m_runs.empty() && out.size() < kLargestGroup) {
        auto& [run, size] = m_runs.front();
        if (!out.empty() && bytes + size > kLargestGroupBytes)
            break;
        bytes += size;
        out.push_back(std::move(run));
        m_runs.pop_front();
    }
    m_bytes -= bytes;
    return out;
}

} // namespace assay
