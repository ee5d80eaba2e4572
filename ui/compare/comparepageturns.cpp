// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ComparePage that knows turns: follow-ups, branches, stored conversations.
#include "core/support/whendone.h"
#include "ui/compare/comparelibrary.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/turnstrip.h"
#include "ui/text/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

int ComparePage::addTurn(const Prompt& prompt)
{
    const FollowUp followUp = m_composer->followUp();
    int parent = m_talk.isEmpty() ? -1 : m_talk.current();
    std::optional<TurnNode::Shared> shared;
    if (followUp.kind == FollowUp::Kind::Edit && followUp.turn < m_talk.size() && !m_talk.isEmpty()) {
        const TurnNode& edited = m_talk.node(m_talk.current());
        parent = edited.parent;
        shared = edited.shared;
    } else if (followUp.kind == FollowUp::Kind::New || m_talk.isEmpty()) {
        const QString promptId = m_nextPromptId;
        m_talk = Conversation();
        if (!promptId.isEmpty())
            m_talk.setIds(m_talk.thread(), promptId);
        m_nextPromptId.clear();
        parent = -1;
        for (LaneView* lane : std::as_const(m_lanes))
            lane->clearTurns();
    } else if (followUp.kind == FollowUp::Kind::Shared) {
        const LaneView* lane = laneOf(followUp.lane);
        if (const auto answer = lane != nullptr ? lane->track().answer(parent) : std::nullopt)
            shared = TurnNode::Shared{.lane = lane->uid(), .letter = laneLetter(lane->index()), .answer = *answer};
    }
    const int turn = m_talk.add(parent, prompt, shared);
    showTurn(turn);
    return turn;
}

ChatRequest ComparePage::requestFor(const LaneView* lane, int turn) const
{
    const LaneSettings& settings = settingsOf(lane);
    ChatRequest request;
    const QString system = settings.system ? *settings.system : m_talk.node(turn).prompt.system;
    if (!system.trimmed().isEmpty())
        request.messages.append(ChatMessage::text(Role::System, system));
    request.messages += m_talk.messages(turn, [lane](int earlier) { return lane->track().answer(earlier); });
    settings.applyTo(request);
    return request;
}

RunSpec ComparePage::nextRun() const
{
    const Prompt prompt = m_composer->prompt();
    const FollowUp& followUp = m_composer->followUp();
    int parent = m_talk.isEmpty() || followUp.kind == FollowUp::Kind::New ? -1 : m_talk.current();
    if (parent >= 0 && followUp.kind == FollowUp::Kind::Edit)
        parent = m_talk.node(parent).parent;
    const LaneView* shared = followUp.kind == FollowUp::Kind::Shared ? laneOf(followUp.lane) : nullptr;
    RunSpec spec{.project = m_services.project,
        .surface = u"compare"_s,
        .maxCost = m_composer->forecast()->limit(),
        .lanes = {}};
    for (const LaneView* lane : shownLanes()) {
        const LaneSettings& settings = settingsOf(lane);
        ChatRequest request;
        const QString system = settings.system ? *settings.system : prompt.system;
        if (!system.trimmed().isEmpty())
            request.messages.append(ChatMessage::text(Role::System, system));
        if (parent >= 0) {
            request.messages += m_talk.messages(parent, [lane](int turn) { return lane->track().answer(turn); });
            if (const auto answer = (shared != nullptr ? shared : lane)->track().answer(parent))
                request.messages.append(ChatMessage::text(Role::Assistant, *answer));
        }
        request.messages.append(promptMessage(prompt));
        settings.applyTo(request);
        spec.lanes.append(LaneSpec{.index = static_cast<int>(spec.lanes.size()),
            .model = lane->model().ref,
            .endpoints = {lane->model().endpoint},
            .request = request});
    }
    return spec;
}

void ComparePage::showTurn(int turn)
{
    if (turn < 0 || turn >= m_talk.size())
        return;
    m_talk.setCurrent(turn);
    for (LaneView* lane : std::as_const(m_lanes))
        lane->showTurn(turn);
    m_turn->showTurn(m_talk);
    m_turn->show();
    refreshRace();
    updateSharable();
    updateState();
    updateVersion();
    Q_EMIT turnShown(turn);
}

void ComparePage::editTurn()
{
    if (m_talk.isEmpty() || m_blind)
        return;
    const int turn = m_talk.current();
    m_composer->setPrompt(m_talk.node(turn).prompt);
    m_composer->setFollowUp({.kind = FollowUp::Kind::Edit, .turn = m_talk.depth(turn)});
    m_composer->promptEdit()->setFocus(Qt::ShortcutFocusReason);
}

void ComparePage::takePrompt(const QString& id, const QString& text, const QString& system)
{
    m_composer->setPrompt({.text = text, .system = system});
    m_composer->setFollowUp({.kind = FollowUp::Kind::New});
    m_nextPromptId = id;
    m_composer->setFocusToPrompt();
}

void ComparePage::goOnFrom(LaneView* lane)
{
    if (!lane->track().answer(m_talk.current()) || m_blind)
        return;
    m_composer->setFollowUp({.kind = FollowUp::Kind::Shared, .lane = lane->uid(), .letter = laneLetter(lane->index())});
    m_composer->promptEdit()->setFocus(Qt::ShortcutFocusReason);
}

void ComparePage::updateSharable()
{
    QList<std::pair<int, QString>> lanes;
    for (const LaneView* lane : std::as_const(m_lanes)) {
        if (!m_talk.isEmpty() && lane->track().answer(m_talk.current()) && !m_blind)
            lanes.append({lane->uid(), laneLetter(lane->index())});
    }
    m_composer->setSharable(lanes);
}

void ComparePage::rerun(LaneView* lane)
{
    if (m_talk.isEmpty() || lane->track().isRunning() || m_blind)
        return;
    m_reruns.insert(lane, m_talk.current());
    continueRerun(lane);
}

void ComparePage::continueRerun(LaneView* lane)
{
    const auto wanted = m_reruns.constFind(lane);
    if (wanted == m_reruns.constEnd() || lane->track().isRunning())
        return;
    for (const int turn : m_talk.path(*wanted)) {
        if (lane->track().answer(turn))
            continue;
        // A turn that was asked and gave no answer is not asked again and again.
        const LaneSample* last = lane->track().shown(turn);
        if (last != nullptr && last->model == lane->model() && last->progress.state != LaneState::Cancelled) {
            m_reruns.remove(lane);
            return;
        }
        launch({lane}, turn);
        return;
    }
    m_reruns.remove(lane);
    lane->showTurn(m_talk.current());
}

void ComparePage::updateVersion()
{
    if (m_services.support.library == nullptr || m_talk.isEmpty() || m_talk.depth(m_talk.current()) > 0)
        return;
    const Prompt& prompt = m_talk.node(m_talk.current()).prompt;
    whenDone(m_services.support.library->promptVersions(m_talk.promptId()), this,
        [this, id = m_talk.promptId(), text = prompt.written.isEmpty() ? prompt.text : prompt.written,
            system = prompt.system](const Result<QList<PromptVersion>>& versions) {
            if (!versions || id != m_talk.promptId() || m_talk.depth(m_talk.current()) > 0)
                return;
            for (const PromptVersion& version : *versions) {
                if (version.text == text && version.system == system)
                    m_turn->setVersion(tr("prompt version %1").arg(version.version));
            }
        });
}

} // namespace assay
