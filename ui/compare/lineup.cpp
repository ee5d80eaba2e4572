// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lineup.h"

#include "core/support/ids.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

QString ModelChoice::displayProvider() const
{
    if (!provider.isEmpty())
        return provider;
    return endpoint.name.isEmpty() ? ref.provider : endpoint.name;
}

RunSpec makeRunSpec(const QList<ModelChoice>& lanes, const Prompt& prompt, const QString& project)
{
    ChatRequest request;
    if (!prompt.system.trimmed().isEmpty())
        request.messages.append(ChatMessage::text(Role::System, prompt.system));
    request.messages.append(ChatMessage::text(Role::User, prompt.text));

    RunSpec spec{.id = newId(), .project = project, .surface = u"compare"_s, .lanes = {}};
    for (const ModelChoice& lane : lanes) {
        spec.lanes.append(LaneSpec{.index = static_cast<int>(spec.lanes.size()),
            .model = lane.ref,
            .endpoints = {lane.endpoint},
            .request = request,
            .allowFallbacks = false});
    }
    return spec;
}

QList<ModelChoice> chooseModels(const QList<ModelRef>& wanted, const QList<ModelChoice>& offered)
{
    QList<ModelChoice> chosen;
    for (const ModelRef& ref : wanted) {
        const auto found = std::ranges::find(offered, ref, &ModelChoice::ref);
        if (found != offered.end() && chosen.size() < kMaximumLanes)
            chosen.append(*found);
    }
    return chosen;
}

} // namespace assay
