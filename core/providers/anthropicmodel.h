// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QStringList>

namespace assay {

/// Generation of a Claude model, read from its id (`claude-opus-4-6`, `us.anthropic.claude-3-7-sonnet-20250219-v1:0`,
/// `claude-sonnet-4@20250514`). Generation 0 means an id we cannot read, as on servers that only speak the format.
struct ClaudeGeneration {
    int major = 0;
    int minor = 0;
    bool opus = false;

    static ClaudeGeneration of(const QString& model);
    bool known() const { return major > 0; }
    bool atLeast(int wantedMajor, int wantedMinor) const
    {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
    /// Models after Claude Opus 4.6 refuse every temperature, top_p or top_k that is not the default.
    bool fixedSampling() const { return atLeast(4, 7); }
    /// `thinking: {type: enabled, budget_tokens}`: Claude 3.7 up to 4.6.
    bool takesBudget() const { return !known() || (atLeast(3, 7) && !fixedSampling()); }
    /// `thinking: {type: adaptive}` with `output_config.effort`.
    bool takesAdaptive() const { return atLeast(4, 6); }
    bool takesEffort() const { return takesAdaptive() || (opus && atLeast(4, 5)); }
    bool takesThinking() const { return takesBudget() || takesAdaptive(); }
    /// Sent when the request names no output limit, which this API demands. It is the output limit of the smallest
    /// model of the generation, so that no model refuses it: Claude 4 and later 32,000 (Opus 4.1), 3.5 8,192, 3 4,096.
    qint64 defaultMaxTokens() const;
};

/// What a request's sampling and thinking become for one model.
struct ClaudePlan {
    Sampling sampling;
    qint64 maxTokens = 0;
    QJsonObject thinking; ///< empty: not sent
    QString effort; ///< empty: not sent
    QStringList warnings;
};

/// Fails with InvalidRequest, naming the field, on values that the API refuses for every model.
Result<ClaudePlan> planClaude(const ChatRequest& request, const QString& model, const EndpointQuirks& quirks);

} // namespace assay
