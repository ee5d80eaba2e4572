// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanetrack.h"

#include <algorithm>
#include <variant>

namespace assay {

void LaneSample::note(const StreamEvent& event, LaneProgress::Clock::time_point now)
{
    progress.note(event, now);
    if (isOutput(event) && !isTerminal(progress.state))
        progress.state = LaneState::Streaming;
    if (const auto* delta = std::get_if<TextDelta>(&event)) {
        text += delta->text;
    } else if (const auto* refusal = std::get_if<RefusalDelta>(&event)) {
        text += refusal->text;
    } else if (const auto* thought = std::get_if<ReasoningDelta>(&event)) {
        reasoning += thought->text;
    } else if (const auto* call = std::get_if<ToolCallDelta>(&event)) {
        const qsizetype index = std::clamp<qsizetype>(call->index, 0, 127);
        while (toolCalls.size() <= index)
            toolCalls.append(ToolCall{});
        ToolCall& open = toolCalls[index];
        if (!call->id.isEmpty())
            open.id = call->id;
        if (!call->name.isEmpty())
            open.name = call->name;
        open.arguments += call->arguments;
    }
}

void LaneSample::end(const LaneRecord& record, LaneProgress::Clock::time_point now)
{
    progress.record = record;
    progress.state = record.state;
    progress.retryCause.reset();
    if (!progress.lastToken)
        progress.lastToken = now;
    if (!record.toolCalls.isEmpty())
        toolCalls = record.toolCalls;
}

LaneSample* LaneTrack::add(int turn, const ModelChoice& model, const QString& runId, int laneInRun)
{
    auto sample = std::make_unique<LaneSample>();
    sample->model = model;
    sample->runId = runId;
    sample->laneInRun = laneInRun;
    sample->progress.simulated = model.endpoint.simulated;
    sample->progress.local = model.endpoint.local;
    Turn& samples = m_turns[turn];
    samples.samples.push_back(std::move(sample));
    samples.shown = static_cast<int>(samples.samples.size()) - 1;
    return samples.samples.back().get();
}

const LaneTrack::Turn* LaneTrack::find(int turn) const
{
    const auto found = m_turns.find(turn);
    return found == m_turns.end() ? nullptr : &found->second;
}

int LaneTrack::count(int turn) const
{
    const Turn* found = find(turn);
    return found ? static_cast<int>(found->samples.size()) : 0;
}

LaneSample* LaneTrack::sample(int turn, int index) const
{
    const Turn* found = find(turn);
    return found && index >= 0 && index < static_cast<int>(found->samples.size())
        ? found->samples[static_cast<std::size_t>(index)].get()
        : nullptr;
}

int LaneTrack::shownIndex(int turn) const
{
    const Turn* found = find(turn);
    return found ? found->shown : -1;
}

void LaneTrack::show(int turn, int index)
{
    if (sample(turn, index) != nullptr)
        m_turns[turn].shown = index;
}

QList<LaneSample*> LaneTrack::running() const
{
    QList<LaneSample*> out;
    for (const auto& [turn, samples] : m_turns) {
        for (const auto& sample : samples.samples) {
            if (sample->progress.isRunning())
                out.append(sample.get());
        }
    }
    return out;
}

bool LaneTrack::isRunning() const
{
    return !running().isEmpty();
}

std::optional<QString> LaneTrack::answer(int turn) const
{
    const LaneSample* sample = shown(turn);
    if (sample == nullptr || sample->text.trimmed().isEmpty() || sample->progress.isRunning()
        || sample->progress.state == LaneState::Refused)
        return std::nullopt;
    return sample->text;
}

int LaneTrack::agreement(int turn) const
{
    const Turn* found = find(turn);
    const LaneSample* sample = shown(turn);
    if (found == nullptr || sample == nullptr)
        return 0;
    return static_cast<int>(std::ranges::count_if(
        found->samples, [&](const auto& other) { return other->text.trimmed() == sample->text.trimmed(); }));
}

} // namespace assay
