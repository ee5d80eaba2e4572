// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Embeddings that were given before. The same text always has the same embedding, so here a cache costs nobody
// anything; it is opt-in all the same, as for chat.

#include "core/gateway/gatewayworker.h"
#include "core/gateway/relayexchange.h"
#include "core/run/attemptresult.h"
#include "core/support/ids.h"
#include "core/wire/jsonpatch.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// A cached answer has cost nobody anything.
QByteArray forNothing(const QByteArray& document)
{
    const auto members = jsonMembers(document);
    if (!members)
        return document;
    return patchedObject(*members, {{.name = "usage", .value = R"({"prompt_tokens":0,"total_tokens":0})"}});
}

} // namespace

/// True if nothing needs to be sent: the client has its answer, or has been refused.
bool RelayExchange::answerAgain()
{
    if (m_reuse.idempotencyKey.isEmpty())
        return answerCached();
    const auto claimed = claimRequest(m_worker.idempotency(), m_worker.answers(), m_reuse, m_start);
    if (claimed.conflict) {
        refuse(*claimed.conflict);
        return true;
    }
    if (!claimed.first) {
        m_hasClaim = true;
        return answerCached();
    }
    if (m_connection) {
        m_connection->reply(200,
            {{.name = "content-type", .value = "application/json"},
                {.name = "x-generation-id", .value = claimed.first->generation.toLatin1()},
                {.name = "idempotent-replayed", .value = "true"}},
            claimed.first->document);
    }
    deleteLater();
    return true;
}

bool RelayExchange::answerCached()
{
    if (m_reuse.clear)
        m_worker.answers().forget(m_reuse.digest);
    const auto found = m_reuse.cache ? m_worker.answers().find(m_reuse.digest, m_start) : std::nullopt;
    if (!found)
        return false;
    m_runId = newId();
    m_worker.traffic().began(m_startedAt);
    recordHit(found->answer);
    if (m_connection) {
        m_connection->reply(200,
            {{.name = "content-type", .value = "application/json"},
                {.name = "x-generation-id", .value = "gen-" + m_runId.toLatin1()},
                {.name = "x-openrouter-cache-status", .value = "HIT"},
                {.name = "x-openrouter-cache-age", .value = QByteArray::number(qint64(found->age.count()))},
                {.name = "x-openrouter-cache-ttl", .value = QByteArray::number(qint64(found->left.count()))},
                {.name = "x-openrouter-cache-source-id", .value = found->answer.generation.toLatin1()}},
            m_shape == EmbeddingsShape::OpenAi ? forNothing(found->answer.document) : found->answer.document);
    }
    deleteLater();
    return true;
}

/// A hit is a call that cost nothing: it has no attempt, so that no figure of speed or health counts it.
void RelayExchange::recordHit(const KeptAnswer& kept)
{
    LaneRecord lane;
    lane.model = {.provider = kept.provider, .model = kept.model};
    lane.state = LaneState::Complete;
    lane.cost = notBilled();
    RunRecord run;
    run.id = m_runId;
    run.surface = u"gateway"_s;
    run.key = m_key.id;
    run.clientFormat = kEmbeddingsFormat;
    run.tags = {u"cache-hit"_s};
    run.startedAt = m_startedAt;
    run.lanes = {lane};
    m_worker.settle(std::move(run), m_key);
}

void RelayExchange::keepAnswer()
{
    if (m_reuse.isEmpty() || m_head.status != 200)
        return;
    const KeptAnswer kept{.generation = u"gen-"_s + m_runId,
        .model = m_attempt.model,
        .provider = m_record.servedBy,
        .blocks = {},
        .end = {},
        .document = m_body};
    const auto now = m_worker.services().clock->steady();
    if (m_reuse.cache)
        m_worker.answers().keep(m_reuse.digest, kept, now, m_reuse.time);
    if (!m_reuse.idempotencyKey.isEmpty())
        m_worker.answers().keep(m_reuse.idempotencyKey, kept, now, kReplayTime);
}

/// Only what has certainly cost nothing may be sent again under the same key.
void RelayExchange::settleClaim(const LaneRecord& lane)
{
    if (!std::exchange(m_hasClaim, false))
        return;
    const bool isFree = lane.cost.amount && lane.cost.amount->isZero();
    m_worker.idempotency().settle(m_reuse.idempotencyKey, lane.state == LaneState::Complete || !isFree);
}

} // namespace assay
