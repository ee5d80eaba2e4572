// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/routing/routememory.h"
#include "core/run/keyrotation.h"
#include "core/run/retrypolicy.h"

#include <chrono>
#include <optional>

namespace assay {

/// Where a lane stands in the chain of its endpoints, and where it can go from there.
class FallbackChain
{
public:
    void start(const LaneSpec& spec);

    qsizetype place() const { return m_index; }
    const Endpoint& endpoint() const { return m_endpoints.at(m_index); }
    /// Model id that this endpoint is sent.
    QString model() const { return target(m_index).model; }
    KeyRotation& keys() { return m_keys; }

    /// Passes endpoints whose breaker opened since the route was made; the names of those passed go to the end of
    /// `skipped` of the result. Only where there is a choice: who asks one endpoint gets its own answer, and so does
    /// a chain that is out as a whole before anything was tried.
    struct Passed {
        QStringList skipped;
        bool isAtEnd = false; ///< nothing is left to try
    };
    Passed passBroken(RouteMemory* memory, HealthTime now);

    /// What was tried and what is left, for the decision after a failure.
    RetryState state(bool requestSent, const RouteMemory* memory, HealthTime now) const;
    /// Does what was decided, apart from waiting.
    void follow(const RetryDecision& decision);

private:
    LaneTarget target(qsizetype index) const;
    std::optional<qsizetype> next(RetryStep step) const;
    void moveTo(qsizetype index);

    QList<Endpoint> m_endpoints;
    QList<LaneTarget> m_targets;
    QString m_model;
    QList<qsizetype> m_lastResorts;
    bool m_allowFallbacks = false;
    bool m_fallbackOnFilter = false;

    qsizetype m_index = 0;
    int m_sameEndpoint = 0;
    std::chrono::milliseconds m_waited{0};
    bool m_tried = false;
    KeyRotation m_keys; // of this endpoint
};

} // namespace assay
