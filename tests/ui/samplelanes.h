// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scriptedsession.h"
#include "ui/compare/lineup.h"

#include <QStringList>

namespace assay {

struct SampleTiming {
    int firstToken = 500;
    int perToken = 12;
    int tokens = 0; ///< 0: as the text has
};

/// A lane that streams `text` in pieces of about four characters and completes.
inline ScriptedLane streamingLane(const QString& text, const SampleTiming& timing, LaneRecord record,
    const QString& reasoning = {}, int reasoningMs = 0)
{
    ScriptedLane lane{{0, LaneState::Connecting}, {60, LaneState::Waiting}};
    int at = timing.firstToken;
    lane.append({at, LaneState::Streaming});
    const int thoughts = static_cast<int>(reasoning.size() / 4 + 1);
    for (qsizetype i = 0; i < reasoning.size(); i += 4)
        lane.append({at + static_cast<int>(i / 4) * reasoningMs / thoughts,
            StreamEvent(ReasoningDelta{reasoning.mid(i, 4), {}})});
    at += reasoning.isEmpty() ? 0 : reasoningMs;
    qint64 tokens = 0;
    for (qsizetype i = 0; i < text.size(); i += 4, ++tokens) {
        lane.append({at, StreamEvent(TextDelta{text.mid(i, 4)})});
        at += timing.perToken;
    }
    using std::chrono::milliseconds;
    record.text = text;
    record.reasoning = reasoning;
    record.timing.firstToken = milliseconds(timing.firstToken);
    record.timing.firstText = milliseconds(timing.firstToken + (reasoning.isEmpty() ? 0 : reasoningMs));
    record.timing.lastToken = milliseconds(at);
    record.timing.total = milliseconds(at + 20);
    if (!record.usage.has(UsageClass::Output))
        record.usage.set(UsageClass::Output, tokens);
    record.usage.set(UsageClass::Input, 214);
    lane.append({at + 20, record});
    return lane;
}

inline ModelChoice sampleModel(const QString& name, const QString& provider, bool simulated = false)
{
    ModelChoice model;
    model.ref = {provider.toLower(), name.toLower().replace(u' ', u'-')};
    model.name = name;
    model.provider = provider;
    model.endpoint.id = provider.toLower();
    model.endpoint.name = provider;
    model.endpoint.simulated = simulated;
    return model;
}

} // namespace assay
