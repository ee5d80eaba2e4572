// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ComparePage that takes up a stored conversation.
#include "ui/compare/comparepage.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/turnstrip.h"
#include "ui/text/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

Prompt promptOf(const RunRecord& run)
{
    Prompt prompt{.text = run.prompt, .system = run.system};
    if (!run.place.prompt.values.isEmpty()) {
        prompt.written = run.place.prompt.text;
        prompt.values = run.place.prompt.values;
    }
    if (run.lanes.isEmpty() || !run.lanes.first().request || run.lanes.first().request->messages.isEmpty())
        return prompt;
    // The first part is the text; what follows it was attached.
    const ChatMessage& message = run.lanes.first().request->messages.last();
    if (!message.parts.isEmpty()) {
        if (const auto* text = std::get_if<TextPart>(&message.parts.first()))
            prompt.text = text->text;
    }
    for (qsizetype i = 1; i < message.parts.size(); ++i)
        prompt.attachments.append({.name = ComparePage::tr("File %1").arg(i), .part = message.parts.at(i)});
    return prompt;
}

} // namespace

void ComparePage::restoreRun(const RunRecord& run, int turn)
{
    const auto now = LaneProgress::Clock::now();
    for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i) {
        const LaneRecord& record = run.lanes.at(i);
        const int column = run.place.columnOf(i);
        ModelChoice model = choiceOf(record.model);
        model.endpoint.simulated = record.simulated;
        model.endpoint.local = record.local;
        while (column >= m_lanes.size() && m_lanes.size() < kMaximumLanes)
            makeLane(model);
        if (column < 0 || column >= m_lanes.size())
            continue;
        LaneSample* sample = m_lanes.at(column)->track().add(turn, model, run.id, i);
        sample->progress.started = true;
        sample->progress.begin = now;
        sample->text = record.text.isEmpty() ? record.refusal : record.text;
        sample->reasoning = record.reasoning;
        sample->end(record, now);
    }
}

void ComparePage::openThread(const QList<RunRecord>& runs)
{
    if (isRunning() || runs.isEmpty() || m_blind)
        return;
    setLineUp({});
    m_talk = Conversation();
    m_talk.setIds(runs.first().place.thread.isEmpty() ? m_talk.thread() : runs.first().place.thread,
        runs.first().place.prompt.id);
    QHash<QString, int> turnOf;
    for (const RunRecord& run : runs) {
        int turn = turnOf.value(run.place.sampleOf, -1);
        if (turn < 0) {
            const int parent = turnOf.value(run.place.parent, -1);
            std::optional<TurnNode::Shared> shared;
            if (run.place.promoted && parent >= 0 && *run.place.promoted < m_lanes.size()) {
                const LaneView* lane = m_lanes.at(*run.place.promoted);
                shared = TurnNode::Shared{.lane = lane->uid(),
                    .letter = laneLetter(lane->index()),
                    .answer = lane->track().answer(parent).value_or(QString())};
            }
            turn = m_talk.add(parent, promptOf(run), shared);
            m_talk.node(turn).runId = run.id;
        }
        turnOf.insert(run.id, turn);
        restoreRun(run, turn);
    }
    lanesChanged();
    m_composer->setSystemText(m_talk.node(m_talk.current()).prompt.system);
    m_composer->setFollowUp({.kind = FollowUp::Kind::Own});
    showTurn(m_talk.current());
    Q_EMIT lineUpChanged(lineUp());
}

} // namespace assay
