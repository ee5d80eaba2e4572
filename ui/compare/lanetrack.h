// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"
#include "ui/compare/lineup.h"

#include <QList>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace assay {

/// One answer of a lane to a turn. Asking again makes another one; none is ever overwritten.
struct LaneSample {
    ModelChoice model; ///< who was asked
    QString runId;
    int laneInRun = 0;
    LaneProgress progress;
    QString text;
    QString reasoning;
    QList<ToolCall> toolCalls;

    void note(const StreamEvent& event, LaneProgress::Clock::time_point now);
    /// Text and tool calls of the record take the place of what was streamed, where it has more.
    void end(const LaneRecord& record, LaneProgress::Clock::time_point now);
};

/// All answers of one lane: several samples a turn. Samples keep their address until the track is cleared.
class LaneTrack
{
public:
    LaneSample* add(int turn, const ModelChoice& model, const QString& runId, int laneInRun);
    void clear() { m_turns.clear(); }

    int count(int turn) const;
    LaneSample* sample(int turn, int index) const; ///< null if there is none
    int shownIndex(int turn) const; ///< -1: none
    LaneSample* shown(int turn) const { return sample(turn, shownIndex(turn)); }
    void show(int turn, int index);
    bool isRunning() const;
    QList<LaneSample*> running() const;
    /// The text a follow-up goes on from: of the sample that is shown. Nothing without a usable answer.
    std::optional<QString> answer(int turn) const;
    /// Samples of the turn that say the same as the shown one, itself included.
    int agreement(int turn) const;

private:
    struct Turn {
        std::vector<std::unique_ptr<LaneSample>> samples;
        int shown = -1;
    };
    const Turn* find(int turn) const;

    std::map<int, Turn> m_turns;
};

} // namespace assay
