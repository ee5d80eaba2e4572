// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/runfork.h"

#include "ui/compare/comparepage.h"
#include "ui/compare/laneview.h"

#include <algorithm>

namespace assay {

namespace {

QString systemOf(const ChatRequest& request)
{
    QString out;
    for (const auto& message : request.messages) {
        if (message.role != Role::System)
            break;
        for (const auto& part : message.parts) {
            if (const auto* text = std::get_if<TextPart>(&part))
                out += text->text;
        }
    }
    return out;
}

int turnOf(const Conversation& talk, const RunRecord& run)
{
    for (int turn = 0; turn < talk.size(); ++turn) {
        const QString& id = talk.node(turn).runId;
        if (id == run.id || (!run.place.sampleOf.isEmpty() && id == run.place.sampleOf))
            return turn;
    }
    return -1;
}

/// Lanes of the conversation that this run did not have leave.
void keepColumns(ComparePage& page, const QList<int>& columns)
{
    const QList<LaneView*> lanes = page.lanes();
    for (int i = 0; i < static_cast<int>(lanes.size()); ++i) {
        if (!columns.contains(i))
            Q_EMIT lanes.at(i)->removeRequested();
    }
}

void takeSettings(ComparePage& page, const QList<std::pair<LaneView*, LaneSettings>>& settings)
{
    if (settings.isEmpty())
        return;
    const LaneSettings& first = settings.first().second;
    const bool isShared = std::ranges::all_of(settings, [&first](const auto& lane) { return lane.second == first; });
    for (const auto& [lane, own] : settings)
        lane->setOwnSettings(isShared ? std::optional<LaneSettings>() : own);
    page.setCommonSettings(isShared ? first : LaneSettings());
}

} // namespace

LaneSettings settingsOf(const ChatRequest& request, const QString& system)
{
    LaneSettings out{.sampling = request.sampling,
        .reasoning = request.reasoning,
        .system = {},
        .tools = request.tools,
        .toolChoice = request.toolChoice,
        .format = request.format,
        .passthrough = request.passthrough};
    if (const QString own = systemOf(request); own != system)
        out.system = own;
    return out;
}

bool openFork(ComparePage& page, const RunFork& fork)
{
    const auto run = std::ranges::find(fork.thread, fork.run, &RunRecord::id);
    if (page.isRunning() || page.isBlind() || run == fork.thread.end())
        return false;
    page.openThread(fork.thread);
    QList<int> columns;
    QList<std::pair<LaneView*, LaneSettings>> settings;
    for (int i = 0; i < static_cast<int>(run->lanes.size()); ++i) {
        const int column = run->place.columnOf(i);
        if ((fork.lane && *fork.lane != i) || column < 0 || column >= page.lanes().size())
            continue;
        columns.append(column);
        settings.append(
            {page.lanes().at(column), settingsOf(run->lanes.at(i).request.value_or(ChatRequest()), run->system)});
    }
    page.showTurn(turnOf(page.conversation(), *run));
    takeSettings(page, settings);
    keepColumns(page, columns);
    page.editTurn();
    return true;
}

} // namespace assay
