// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/continuation.h"

#include "core/support/ids.h"
#include "ui/text/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

Result<int> laneIndex(const RunRecord& run, const QString& name)
{
    for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i) {
        if (name.compare(laneLetter(i), Qt::CaseInsensitive) == 0 || name == QString::number(i + 1)
            || name == run.lanes.at(i).model.toString())
            return i;
    }
    return fail(ErrorKind::InvalidRequest,
        u"Run %1 has no lane '%2'; it has %3 (A to %4)."_s.arg(run.id.left(18), name, QString::number(run.lanes.size()),
            laneLetter(static_cast<int>(run.lanes.size()) - 1)));
}

bool hasAnswer(const LaneRecord& lane)
{
    return !lane.text.trimmed().isEmpty() && lane.state != LaneState::Refused;
}

} // namespace

Result<Continuation> findContinuation(const HistoryStore& history, const QString& run, const QString& from)
{
    auto record = history.resolveId(run).and_then([&](const QString& id) { return history.run(id); });
    if (!record)
        return std::unexpected(record.error());
    Continuation out{.parent = *std::move(record), .from = {}};
    if (!from.isEmpty()) {
        const auto lane = laneIndex(out.parent, from);
        if (!lane)
            return std::unexpected(lane.error());
        if (!hasAnswer(out.parent.lanes.at(*lane)))
            return fail(ErrorKind::InvalidRequest, u"Lane %1 of that run has no answer to go on from."_s.arg(from));
        out.from = *lane;
    }
    if (std::ranges::none_of(out.parent.lanes, hasAnswer))
        return fail(
            ErrorKind::InvalidRequest, u"No lane of run %1 has an answer to go on from."_s.arg(out.parent.id.left(18)));
    return out;
}

Result<ChatRequest> continuedRequest(const Continuation& continuation, const ModelRef& model, const ChatRequest& fresh)
{
    const QList<LaneRecord>& lanes = continuation.parent.lanes;
    auto lane = lanes.begin();
    if (continuation.from) {
        lane += *continuation.from;
    } else {
        lane = std::ranges::find_if(
            lanes, [&](const LaneRecord& other) { return other.model == model && hasAnswer(other); });
        if (lane == lanes.end())
            lane = std::ranges::find_if(lanes, hasAnswer);
    }
    ChatRequest request = fresh;
    QList<ChatMessage> before;
    if (lane->request) {
        before = lane->request->messages;
    } else {
        // A run of before requests were kept: its texts are all there is.
        if (!continuation.parent.system.isEmpty())
            before.append(ChatMessage::text(Role::System, continuation.parent.system));
        before.append(ChatMessage::text(Role::User, continuation.parent.prompt));
    }
    const bool ownSystem = !fresh.messages.isEmpty() && fresh.messages.first().role == Role::System;
    if (ownSystem)
        before.removeIf([](const ChatMessage& message) { return message.role == Role::System; });
    before.append(ChatMessage::text(Role::Assistant, lane->text));
    const qsizetype at = ownSystem ? 1 : 0;
    for (qsizetype i = 0; i < before.size(); ++i)
        request.messages.insert(at + i, before.at(i));
    return request;
}

ThreadPlace continuedPlace(const Continuation& continuation)
{
    const ThreadPlace& before = continuation.parent.place;
    ThreadPlace place;
    place.thread = before.thread.isEmpty() ? newId() : before.thread;
    place.parent = continuation.parent.id;
    place.turn = before.turn + 1;
    if (continuation.from)
        place.promoted = before.columnOf(*continuation.from);
    return place;
}

} // namespace assay
