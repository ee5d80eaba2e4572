// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/answercomposer.h"
#include "core/gateway/answerstore.h"
#include "core/run/lanewatcher.h"
#include "core/wire/choicemerger.h"

#include <memory>
#include <optional>
#include <vector>

namespace assay {

class GatewayExchange;

/// The answers of a request that wants several: each is a lane of the exchange's one run, routed, reserved and priced
/// by itself, and all are told to the client as one answer. The first that fails ends them all.
class GatewayChoices final : public RunWatcher
{
public:
    GatewayChoices(GatewayExchange& exchange, const QList<LaneSpec>& lanes);

    /// What choice `index` sends: one answer is asked for, by a seed of its own where the client gave one, since the
    /// same seed would bring the same answer.
    static ChatRequest requestFor(ChatRequest chat, int index);

    /// Holds the providers back that are answering; others are when they begin.
    void setCongested(bool congested);
    bool hasBegun() const { return m_merger != nullptr; }
    QStringList warnings() const;

    void laneStateChanged(int, LaneState) override { }
    void laneRetryScheduled(int, std::chrono::milliseconds, const Error&) override { }
    void laneHeld(int) override { }
    void laneBroken(int lane) override { m_choices[static_cast<std::size_t>(lane)].composer->endWithFirstBroken(); }
    void laneStreamed(int lane, const StreamEvent& event) override;
    void laneAnswered(int lane, const QByteArray& bytes) override;
    void laneFinished(int lane, const LaneRecord& record) override;
    void runFinished(RunRecord&& record) override;

private:
    struct Choice {
        LaneSpec lane;
        std::unique_ptr<AnswerComposer> composer;
        qsizetype place = 0; ///< of its endpoints, the one that answers
        bool isNoticed = false; ///< it is known who serves
        bool isSpeaking = false;
    };

    bool isHeard() const;
    void notice(int lane, qsizetype place);
    void send(int lane, const QByteArray& bytes);
    void explainEnds(QList<LaneRecord>& lanes) const;
    void answer(const QList<LaneRecord>& lanes, const LaneRecord& whole);
    KeptAnswer kept(const QList<LaneRecord>& lanes, const LaneRecord& whole) const;

    GatewayExchange& m_exchange;
    std::vector<Choice> m_choices;
    std::unique_ptr<ChoiceMerger> m_merger; ///< once one has begun
    std::optional<int> m_failed; ///< the first that did
    bool m_isCongested = false;
};

} // namespace assay
