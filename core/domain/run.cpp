// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/run.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

QLatin1StringView laneStateName(LaneState state)
{
    switch (state) {
    case LaneState::Queued: return "queued"_L1;
    case LaneState::Connecting: return "connecting"_L1;
    case LaneState::Waiting: return "waiting"_L1;
    case LaneState::Streaming: return "streaming"_L1;
    case LaneState::Retrying: return "retrying"_L1;
    case LaneState::Complete: return "complete"_L1;
    case LaneState::Truncated: return "truncated"_L1;
    case LaneState::Refused: return "refused"_L1;
    case LaneState::Failed: return "failed"_L1;
    case LaneState::Cancelled: return "cancelled"_L1;
    case LaneState::Indeterminate: return "indeterminate"_L1;
    }
    std::unreachable();
}

QLatin1StringView runPurposeName(RunPurpose purpose)
{
    switch (purpose) {
    case RunPurpose::Answer: return "answer"_L1;
    case RunPurpose::Judge: return "judge"_L1;
    case RunPurpose::Title: return "title"_L1;
    case RunPurpose::Test: return "test"_L1;
    }
    std::unreachable();
}

std::optional<RunPurpose> runPurposeFromName(QStringView name)
{
    for (int i = 0; i <= static_cast<int>(RunPurpose::Test); ++i) {
        const auto purpose = static_cast<RunPurpose>(i);
        if (name == runPurposeName(purpose))
            return purpose;
    }
    return std::nullopt;
}

std::optional<LaneState> laneStateFromName(QStringView name)
{
    for (int i = 0; i <= static_cast<int>(LaneState::Indeterminate); ++i) {
        const auto state = static_cast<LaneState>(i);
        if (name == laneStateName(state))
            return state;
    }
    return std::nullopt;
}

} // namespace assay
