// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/cost.h"
#include "core/domain/endpoint.h"
#include "core/domain/lanestate.h"
#include "core/domain/model.h"
#include "core/domain/routetrace.h"
#include "core/domain/sentrequest.h"
#include "core/domain/streamevent.h"
#include "core/domain/threadplace.h"
#include "core/domain/usage.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace assay {

struct ToolCall {
    QString id;
    QString name;
    QString arguments;
    friend bool operator==(const ToolCall&, const ToolCall&) = default;
};

/// One HTTP call to one endpoint. Every attempt is kept, because every attempt may be billed.
struct AttemptRecord {
    QString endpoint; ///< endpoint id
    QString model; ///< model id sent
    QDateTime startedAt; ///< UTC
    int httpStatus = 0;
    QString requestId;
    Timing timing;
    Usage usage;
    Cost cost;
    std::optional<Error> error;
    bool requestSent = false; ///< at least one body byte left this machine
    friend bool operator==(const AttemptRecord&, const AttemptRecord&) = default;
};

/// What one endpoint of a lane is sent, where they differ.
struct LaneTarget {
    QString model; ///< model id as this endpoint names it
    int modelRank = 0; ///< 0: the model asked for; 1, 2, …: fallback models in their order
    std::optional<qint64> contextTokens; ///< absent: unknown
    friend bool operator==(const LaneTarget&, const LaneTarget&) = default;
};

/// What a lane is asked to do. Everything is copied in, so nothing changes under a running lane.
struct LaneSpec {
    int index = 0; ///< place in the run, 0-based
    ModelRef model;
    QList<Endpoint> endpoints; ///< in the order to try; compare lanes hold exactly one
    ChatRequest request;
    bool allowFallbacks = false;
    bool mayReason = false; ///< the model may think for minutes before the first token
    QList<LaneTarget> targets; ///< one an endpoint; empty: each is sent `model.model`
    bool fallbackOnFilter = false; ///< a filtered answer goes to the next model
    RouteTrace route; ///< how the endpoints were chosen; empty: pinned
    std::optional<SentRequest> repeat; ///< sent byte by byte instead of `request`, which must say the same
    std::optional<LaneOrigin> replayOf; ///< the lane whose request it is

    LaneTarget target(qsizetype endpoint) const
    {
        return endpoint < targets.size() ? targets[endpoint] : LaneTarget{.model = model.model};
    }
};

struct LaneRecord {
    int index = 0;
    ModelRef model; ///< as asked for
    QString servedBy; ///< endpoint id that answered last
    QString servedModel; ///< model id the answer named; empty if it named none
    QString upstreamProvider; ///< the upstream that a router named
    QString responseId;
    QString fingerprint; ///< the provider's name for the build that answered (OpenAI `system_fingerprint`)
    bool simulated = false;
    bool local = false;
    LaneState state = LaneState::Queued;
    QString text;
    QString reasoning;
    QString refusal;
    QList<ToolCall> toolCalls;
    std::optional<FinishReason> finishReason;
    QString nativeFinishReason;
    std::optional<qint64> promptEstimate; ///< prompt tokens as we counted them before sending
    Usage usage; ///< of the attempt that answered
    bool usageDisagrees = false;
    QByteArray rawUsage;
    Cost cost; ///< of all attempts together
    Timing timing; ///< of the attempt that answered
    QList<AttemptRecord> attempts;
    std::optional<Error> error;
    std::optional<ChatRequest> request; ///< what was asked; kept for runs of a conversation only
    RouteTrace route; ///< how the endpoints were chosen; empty: pinned to one
    std::optional<SentRequest> sent; ///< of the attempt that was made last
    std::optional<LaneOrigin> replayOf; ///< the lane whose request was sent again
    friend bool operator==(const LaneRecord&, const LaneRecord&) = default;
};

/// What a run was made for. Only answers are what the user wanted; the others are the overhead of getting them.
enum class RunPurpose : std::uint8_t { Answer, Judge, Title, Test };
QLatin1StringView runPurposeName(RunPurpose purpose);
std::optional<RunPurpose> runPurposeFromName(QStringView name);

struct RunSpec {
    QString id; ///< UUIDv7; made by the caller so that it can show the run before it is stored
    QString project;
    QString surface; ///< `compare`, `cli`, `gateway`, `eval`
    QString key; ///< id of the gateway's virtual key it came with; empty: none
    QStringList tags; ///< the user's own labels, for spend
    RunPurpose purpose = RunPurpose::Answer;
    std::optional<Money> maxCost; ///< lanes whose worst case does not fit under it are not sent
    QList<LaneSpec> lanes;
    ThreadPlace place;
};

struct RunRecord {
    QString id;
    QString project;
    QString surface;
    QString key; ///< as in RunSpec
    QString clientFormat; ///< of a call of the gateway: what its client speaks (`openai-chat`, …); empty: not known
    QStringList tags;
    RunPurpose purpose = RunPurpose::Answer;
    QDateTime startedAt; ///< UTC
    std::chrono::microseconds duration{0};
    QString prompt; ///< text of the last user message, for lists and search
    QString system; ///< text of the system message
    QList<LaneRecord> lanes;
    ThreadPlace place;
    friend bool operator==(const RunRecord&, const RunRecord&) = default;
};

} // namespace assay
