// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an exchange gives an answer that was given before.

#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewayworker.h"
#include "core/run/attemptresult.h"
#include "core/support/ids.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

StreamEvent eventOf(const AnswerBlock& block)
{
    switch (block.kind) {
    case AnswerBlock::Kind::Reasoning: return ReasoningDelta{.text = block.text, .signature = block.signature};
    case AnswerBlock::Kind::Refusal: return RefusalDelta{block.text};
    case AnswerBlock::Kind::ToolCall:
        return ToolCallDelta{.index = block.callIndex,
            .id = block.callId,
            .name = block.callName,
            .arguments = block.text,
            .signature = block.signature};
    case AnswerBlock::Kind::Text: break;
    }
    return TextDelta{block.text};
}

/// A cached answer has cost nobody anything.
AnswerEnd forNothing(AnswerEnd end)
{
    end.usage = {};
    end.usage.set(UsageClass::Input, 0);
    end.usage.set(UsageClass::Output, 0);
    end.cost = notBilled();
    end.timing = {};
    end.metadata.clear();
    return end;
}

} // namespace

/// True if nothing needs to be sent: the client has its answer, or has been refused.
bool GatewayExchange::answerAgain()
{
    const auto now = m_start;
    if (!m_reuse.idempotencyKey.isEmpty()) {
        const auto claimed = claimRequest(m_worker.idempotency(), m_worker.answers(), m_reuse, now);
        if (claimed.conflict)
            refuse(*claimed.conflict);
        else if (claimed.first)
            replay(*claimed.first, {{.name = "idempotent-replayed", .value = "true"}});
        if (claimed.conflict || claimed.first)
            return true;
    }
    if (m_reuse.clear)
        m_worker.answers().forget(m_reuse.digest);
    const auto found = m_reuse.cache ? m_worker.answers().find(m_reuse.digest, now) : std::nullopt;
    if (!found)
        return false;
    KeptAnswer hit = found->answer;
    hit.end = forNothing(hit.end);
    m_runId = newId();
    hit.generation = u"gen-"_s + m_runId;
    m_worker.traffic().began(m_startedAt);
    recordHit(hit);
    m_worker.idempotency().settle(m_reuse.idempotencyKey, false);
    replay(hit,
        {{.name = "x-openrouter-cache-status", .value = "HIT"},
            {.name = "x-openrouter-cache-age", .value = QByteArray::number(qint64(found->age.count()))},
            {.name = "x-openrouter-cache-ttl", .value = QByteArray::number(qint64(found->left.count()))},
            {.name = "x-openrouter-cache-source-id", .value = found->answer.generation.toLatin1()}});
    return true;
}

void GatewayExchange::replay(const KeptAnswer& kept, const QList<HttpHeader>& headers)
{
    const auto writer = m_format.writer(AnswerIdentity{.id = kept.generation,
                                            .model = kept.model,
                                            .provider = kept.provider,
                                            .created = m_startedAt.toSecsSinceEpoch()},
        m_request);
    QList<HttpHeader> all{
        {.name = "content-type", .value = m_request.chat.stream ? m_format.streamType() : "application/json"_ba},
        {.name = "x-generation-id", .value = kept.generation.toLatin1()}};
    all += headers;
    if (!m_request.chat.stream) {
        m_connection->reply(200, all, writer->whole(kept.blocks, kept.end));
        leave();
        return;
    }
    m_pending = writer->begin();
    for (const auto& block : kept.blocks)
        m_pending += writer->event(eventOf(block));
    m_pending += writer->end(kept.end);
    m_connection->beginChunks(AnswerHead(200, all));
    endStream();
    leave();
}

/// A hit is a call that cost nothing: it has no attempt, so that no figure of speed or health counts it.
void GatewayExchange::recordHit(const KeptAnswer& kept)
{
    LaneRecord lane;
    lane.model = {.provider = kept.provider, .model = kept.model.section(u'/', 1)};
    lane.state = LaneState::Complete;
    lane.finishReason = kept.end.reason;
    lane.cost = kept.end.cost;
    for (const auto& block : kept.blocks) {
        if (block.kind == AnswerBlock::Kind::Text)
            lane.text += block.text;
    }
    RunRecord run;
    run.id = m_runId;
    run.surface = u"gateway"_s;
    run.key = m_key.id;
    run.clientFormat = m_format.name();
    run.tags = {u"cache-hit"_s};
    run.startedAt = m_startedAt;
    run.lanes = {lane};
    m_worker.settle(std::move(run), m_key);
}

/// So that a later request can refer to the answer.
void GatewayExchange::keepForLater(const QByteArray& document)
{
    if (!m_request.isKept || document.isEmpty())
        return;
    if (m_format.dialect() == "anthropic"_L1)
        m_worker.threads().keep(m_key.id, m_request.chat.native.body, document);
    else
        m_worker.responses().keep(m_key.id, m_request.chat.native.body, document);
}

void GatewayExchange::keepAnswer(const LaneRecord& lane, AnswerFate fate)
{
    const auto now = m_worker.services().clock->steady();
    const bool isWhole = lane.state == LaneState::Complete && fate == AnswerFate::Told;
    if (isWhole) {
        AnswerEnd end = endOf(lane);
        end.metadata.clear();
        const KeptAnswer kept{.generation = m_generation,
            .model = endpoint().id + u'/' + m_lane.target(m_place).model,
            .provider = endpoint().id,
            .blocks = m_composer->blocks(),
            .end = end};
        if (m_reuse.cache)
            m_worker.answers().keep(m_reuse.digest, kept, now, m_reuse.time);
        if (!m_reuse.idempotencyKey.isEmpty())
            m_worker.answers().keep(m_reuse.idempotencyKey, kept, now, kReplayTime);
    }
    if (m_reuse.idempotencyKey.isEmpty())
        return;
    // Only what has certainly cost nothing may be sent again under the same key.
    const bool isFree = lane.cost.amount && lane.cost.amount->isZero();
    m_worker.idempotency().settle(m_reuse.idempotencyKey, isWhole || !isFree);
}

} // namespace assay
