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

LaneRecord laneOfHit(const KeptAnswer& kept)
{
    LaneRecord lane;
    lane.model = {.provider = kept.provider, .model = kept.model.section(u'/', 1)};
    lane.state = LaneState::Complete;
    lane.finishReason = kept.end.reason;
    lane.cost = notBilled();
    for (const auto& block : kept.blocks) {
        if (block.kind == AnswerBlock::Kind::Text)
            lane.text += block.text;
    }
    return lane;
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

/// As one answer tells it, in the client's format.
QByteArray GatewayExchange::toldAgain(const KeptAnswer& kept, const AnswerIdentity& identity) const
{
    const auto writer = m_format.writer(identity, m_request);
    if (!m_request.chat.stream)
        return writer->whole(kept.blocks, kept.end);
    QByteArray out = writer->begin();
    for (const auto& block : kept.blocks)
        out += writer->event(eventOf(block));
    return out + writer->end(kept.end);
}

QByteArray GatewayExchange::choicesToldAgain(const KeptAnswer& kept, AnswerIdentity identity) const
{
    const auto merger = m_format.merger(identity, m_request);
    QByteArrayList told;
    for (const auto& choice : kept.choices) {
        identity.model = choice.model;
        identity.provider = choice.provider;
        const QByteArray own = toldAgain(choice, identity);
        told.append(m_request.chat.stream ? merger->piece(static_cast<int>(told.size()), own) : own);
    }
    return m_request.chat.stream ? told.join() + merger->end(kept.end) : merger->whole(told, kept.end);
}

void GatewayExchange::replay(const KeptAnswer& kept, const QList<HttpHeader>& headers)
{
    const AnswerIdentity identity{.id = kept.generation,
        .model = kept.model,
        .provider = kept.provider,
        .created = m_startedAt.toSecsSinceEpoch()};
    const QByteArray body = kept.choices.isEmpty() ? toldAgain(kept, identity) : choicesToldAgain(kept, identity);
    QList<HttpHeader> all{
        {.name = "content-type", .value = m_request.chat.stream ? m_format.streamType() : "application/json"_ba},
        {.name = "x-generation-id", .value = kept.generation.toLatin1()}};
    all += headers;
    if (!m_request.chat.stream) {
        m_connection->reply(200, all, body);
        leave();
        return;
    }
    m_pending = body;
    m_connection->beginChunks(AnswerHead(200, all));
    endStream();
    leave();
}

/// A hit is a call that cost nothing: it has no attempt, so that no figure of speed or health counts it.
void GatewayExchange::recordHit(const KeptAnswer& kept)
{
    RunRecord run;
    if (kept.choices.isEmpty())
        run.lanes.append(laneOfHit(kept));
    for (const auto& choice : kept.choices) {
        run.lanes.append(laneOfHit(choice));
        run.lanes.last().index = static_cast<int>(run.lanes.size()) - 1;
    }
    run.id = m_runId;
    run.surface = u"gateway"_s;
    run.key = m_key.id;
    run.clientFormat = m_format.name();
    run.tags = {u"cache-hit"_s};
    run.startedAt = m_startedAt;
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

KeptAnswer GatewayExchange::keptFrom(
    const LaneRecord& lane, const LaneSpec& spec, qsizetype place, const QList<AnswerBlock>& blocks) const
{
    AnswerEnd end = endOf(lane);
    end.metadata.clear();
    return {.generation = m_generation,
        .model = spec.endpoints[place].id + u'/' + spec.target(place).model,
        .provider = spec.endpoints[place].id,
        .blocks = blocks,
        .end = end};
}

/// What became of the call, and of its answer what may be given again.
void GatewayExchange::keepAnswer(const LaneRecord& lane, const KeptAnswer& kept, AnswerFate fate)
{
    const auto now = m_worker.services().clock->steady();
    const bool isWhole = lane.state == LaneState::Complete && fate == AnswerFate::Told;
    if (isWhole) {
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
