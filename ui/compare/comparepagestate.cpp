// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ComparePage that is taken up again by the next start.
#include "core/support/whendone.h"
#include "ui/compare/comparelibrary.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparestate.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/lanearea.h"
#include "ui/compare/promptedit.h"
#include "ui/text/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

CompareState ComparePage::state() const
{
    const FollowUp& follow = m_composer->followUp();
    CompareState state{.lineUp = currentLineUp({}),
        .draft = m_composer->prompt(),
        .arrangement = m_area->arrangement(),
        .current = m_area->current(),
        .follow = follow.kind,
        .editedTurn = follow.turn,
        .limit = m_composer->forecast()->limit(),
        .blind = m_blind};
    state.draft.system = m_composer->systemText();
    if (const LaneView* shared = laneOf(follow.lane); shared != nullptr && follow.kind == FollowUp::Kind::Shared)
        state.sharedLane = shared->index();
    if (m_talk.isEmpty())
        return state;
    const TurnNode& node = m_talk.node(m_talk.current());
    const QString asked = node.prompt.written.isEmpty() ? node.prompt.text : node.prompt.written;
    // A pair that is being judged is not taken up: its answers would come back with their names.
    state.thread = m_blind ? QString() : m_talk.thread();
    state.run = m_blind ? QString() : node.runId;
    state.asked = isRunning() || m_blind ? asked : QString();
    return state;
}

void ComparePage::restoreLanes(const LineUp& lineUp)
{
    if (lineUp.lanes.isEmpty())
        return;
    while (m_lanes.size() > lineUp.lanes.size())
        delete m_lanes.takeLast();
    for (qsizetype i = 0; i < lineUp.lanes.size(); ++i) {
        const LineUpEntry& entry = lineUp.lanes.at(i);
        const ModelChoice model = choiceOf(entry.model);
        if (i >= m_lanes.size())
            makeLane(model);
        else if (m_lanes.at(i)->model() != model)
            m_lanes.at(i)->setModel(model);
        m_lanes.at(i)->setOwnSettings(entry.settings);
    }
    lanesChanged();
    setCommonSettings(lineUp.common);
    Q_EMIT lineUpChanged(this->lineUp());
}

// As the model list has it. A model that is not offered, or not yet (a local server that is asked first), keeps its
// name and cannot be asked until it is.
ModelChoice ComparePage::choiceOf(const ModelRef& ref) const
{
    const QList<ModelChoice> found = chooseModels({ref}, m_services.models);
    if (!found.isEmpty())
        return found.first();
    ModelChoice gone;
    gone.ref = ref;
    gone.endpoint.id = ref.provider;
    return gone;
}

void ComparePage::restore(const CompareState& state)
{
    if (isRunning())
        return;
    m_area->setLanes({});
    restoreLanes(state.lineUp);
    m_area->setArrangement(state.arrangement);
    m_area->setCurrent(state.current);
    m_composer->forecast()->setLimit(state.limit);
    m_composer->clearPrompt();
    m_composer->setPrompt(state.draft);
    const auto draftAgain = [this, state] {
        m_composer->setSystemText(state.draft.system);
        if (m_composer->promptEdit()->toPlainText().isEmpty())
            m_composer->setPromptText(state.asked);
    };
    CompareLibrary* library = m_services.support.library;
    if (state.thread.isEmpty() || library == nullptr) {
        draftAgain();
        return;
    }
    whenDone(library->thread(state.thread), this, [this, state, draftAgain](const Result<QList<RunRecord>>& runs) {
        const bool stored = runs && std::ranges::contains(*runs, state.run, &RunRecord::id);
        if (!stored)
            draftAgain(); // sent, and gone before anything was written down
        if (!runs || runs->isEmpty() || isRunning() || !m_talk.isEmpty())
            return;
        openThread(*runs);
        restoreLanes(state.lineUp);
        m_composer->setSystemText(state.draft.system);
        restorePlace(state);
    });
}

void ComparePage::restorePlace(const CompareState& state)
{
    for (int turn = 0; turn < m_talk.size(); ++turn) {
        if (m_talk.node(turn).runId == state.run)
            showTurn(turn);
    }
    FollowUp follow{.kind = state.follow, .turn = state.editedTurn};
    if (follow.kind == FollowUp::Kind::Shared) {
        const LaneView* lane = m_lanes.value(state.sharedLane);
        follow = lane == nullptr
            ? FollowUp{.kind = FollowUp::Kind::Own}
            : FollowUp{.kind = FollowUp::Kind::Shared, .lane = lane->uid(), .letter = laneLetter(lane->index())};
    }
    m_composer->setFollowUp(follow);
}

// An answer that was cut off: its lane is asked to go on, as a turn of its own. The parts are never spliced.
void ComparePage::continueAnswer(LaneView* lane)
{
    const int from = lane->turn();
    if (from < 0 || m_blind || lane->track().isRunning() || !lane->track().answer(from))
        return;
    const QString words
        = tr("Continue your answer exactly where it stopped, in the same language. Repeat nothing of it.");
    int turn = -1;
    for (const int child : m_talk.node(from).children) {
        if (m_talk.node(child).prompt.text == words && lane->track().count(child) == 0)
            turn = child;
    }
    if (turn < 0)
        turn = m_talk.add(from, {.text = words, .system = m_talk.node(from).prompt.system});
    showTurn(turn);
    m_composer->setFollowUp({.kind = FollowUp::Kind::Own});
    launch({lane}, turn);
}

} // namespace assay
