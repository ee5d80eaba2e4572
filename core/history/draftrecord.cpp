// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/draftrecord.h"

#include "core/domain/rundocument.h"
#include "core/history/budgets/processowner.h"

#include <QJsonDocument>

namespace assay {

namespace {

constexpr qint64 kForgottenAfter = 24 * 3600; // seconds

} // namespace

QList<Draft> draftsOf(const RunRecord& soFar)
{
    QList<Draft> drafts;
    for (const auto& lane : soFar.lanes) {
        RunRecord part = soFar;
        part.lanes = {lane};
        part.lanes[0].text.clear(); // these two have columns of their own
        part.lanes[0].reasoning.clear();
        part.lanes[0].sent.reset(); // big, and written down every half second
        part.prompt.clear();
        drafts.append({.runId = soFar.id,
            .lane = lane.index,
            .model = lane.model.toString(),
            .prompt = soFar.prompt,
            .text = lane.text,
            .reasoning = lane.reasoning,
            .savedAt = {},
            .record = QJsonDocument(runDocument(part)).toJson(QJsonDocument::Compact),
            .owner = {}});
    }
    return drafts;
}

RunRecord runOfDrafts(const QList<Draft>& drafts)
{
    RunRecord run;
    for (const auto& draft : drafts) {
        auto part = runFromDocument(QJsonDocument::fromJson(draft.record).object());
        if (!part || part->lanes.size() != 1) {
            part = RunRecord();
            part->startedAt = draft.savedAt;
            part->lanes.resize(1);
            part->lanes[0].model = ModelRef::parse(draft.model);
        }
        auto lane = part->lanes.takeFirst();
        lane.index = draft.lane;
        lane.text = draft.text;
        lane.reasoning = draft.reasoning;
        const auto lanes = run.lanes;
        run = *std::move(part);
        run.lanes = lanes;
        run.lanes.append(std::move(lane));
        run.id = draft.runId;
        run.prompt = draft.prompt;
    }
    return run;
}

bool isAbandoned(const Draft& draft, const QDateTime& now)
{
    switch (ownerState(draft.owner)) {
    case OwnerState::Alive: return false;
    case OwnerState::Gone: return true;
    case OwnerState::Unknown: break;
    }
    return draft.savedAt.secsTo(now) > kForgottenAfter;
}

} // namespace assay
