// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewaychoices.h"

#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewayworker.h"
#include "core/gateway/wholecall.h"
#include "core/wire/jsonpatch.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

/// Each choice is routed by itself, as if it were the only one.
void GatewayExchange::startChoices()
{
    RunSpec spec;
    for (int i = 0; i < m_request.choices; ++i) {
        auto lane = route(GatewayChoices::requestFor(m_request.chat, i));
        if (!lane)
            return refuseUnrouted(lane.error());
        spec.lanes.append(std::move(*lane));
    }
    m_lane = spec.lanes.constFirst();
    m_choices = std::make_unique<GatewayChoices>(*this, spec.lanes);
    startRun(std::move(spec), *m_choices);
}

GatewayChoices::GatewayChoices(GatewayExchange& exchange, const QList<LaneSpec>& lanes)
    : m_exchange(exchange)
{
    m_choices.reserve(static_cast<std::size_t>(lanes.size()));
    for (const auto& lane : lanes) {
        auto& choice = m_choices.emplace_back();
        choice.lane = lane;
        choice.composer = std::make_unique<AnswerComposer>(exchange.m_format, exchange.m_request);
        if (!exchange.m_reuse.isEmpty())
            choice.composer->collectBlocks();
    }
}

ChatRequest GatewayChoices::requestFor(ChatRequest chat, int index)
{
    auto& seed = chat.sampling.seed;
    if (seed && *seed <= std::numeric_limits<qint64>::max() - index)
        *seed += index;
    if (chat.native.dialect != "openai-chat"_L1)
        return chat;
    const auto members = jsonMembers(chat.native.body);
    if (!members) {
        chat.native = {}; // it is written anew
        return chat;
    }
    QList<MemberPatch> patches{{.name = "n", .value = {}}};
    if (seed)
        patches.append({.name = "seed", .value = QByteArray::number(*seed)});
    chat.native.body = patchedObject(*members, patches);
    return chat;
}

bool GatewayChoices::isHeard() const
{
    return !m_exchange.m_gone && m_exchange.m_connection && !m_failed;
}

void GatewayChoices::setCongested(bool congested)
{
    m_isCongested = congested;
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        if (m_choices[i].isSpeaking)
            m_exchange.m_run->setPaused(static_cast<int>(i), congested);
    }
}

QStringList GatewayChoices::warnings() const
{
    QStringList out;
    for (const auto& choice : m_choices) {
        const auto own = m_exchange.warnings(choice.lane, choice.place, nullptr);
        for (const auto& warning : own) {
            if (!out.contains(warning))
                out.append(warning);
        }
    }
    return out;
}

/// The whole carries the name of whoever is known first.
void GatewayChoices::notice(int lane, qsizetype place)
{
    auto& choice = m_choices[static_cast<std::size_t>(lane)];
    if (std::exchange(choice.isNoticed, true) && place == choice.place)
        return;
    choice.place = place;
    const auto identity = m_exchange.identityOf(choice.lane, place);
    choice.composer->serveFrom(identity, choice.lane.endpoints[place].dialect);
    if (m_merger)
        return;
    m_merger = m_exchange.m_format.merger(identity, m_exchange.m_request);
    m_exchange.m_lane = choice.lane;
    m_exchange.m_place = place;
    m_exchange.m_isNoticed = true;
}

void GatewayChoices::send(int lane, const QByteArray& bytes)
{
    if (m_exchange.m_request.chat.stream && !bytes.isEmpty())
        m_exchange.sendSoon(m_merger->piece(lane, bytes));
}

void GatewayChoices::laneStreamed(int lane, const StreamEvent& event)
{
    if (!isHeard())
        return;
    auto& choice = m_choices[static_cast<std::size_t>(lane)];
    notice(lane, m_exchange.m_run->place(lane).value_or(choice.place));
    if (!std::exchange(choice.isSpeaking, true) && m_isCongested)
        m_exchange.m_run->setPaused(lane, true);
    send(lane, choice.composer->event(event));
}

void GatewayChoices::laneAnswered(int lane, const QByteArray& bytes)
{
    if (!isHeard())
        return;
    const auto& choice = m_choices[static_cast<std::size_t>(lane)];
    notice(lane, m_exchange.m_run->place(lane).value_or(choice.place)); // nothing but comments may have come
    send(lane, choice.composer->bytes(bytes));
}

/// A choice that failed takes the others with it, also those that have not begun.
void GatewayChoices::laneFinished(int lane, const LaneRecord& record)
{
    if (m_failed)
        return;
    auto& choice = m_choices[static_cast<std::size_t>(lane)];
    if (m_exchange.faultOf(record, *choice.composer)) {
        m_failed = lane;
        if (!record.error || record.error->kind != ErrorKind::Cancelled) // else all are being stopped
            m_exchange.m_run->stop(); // runFinished follows from inside
        return;
    }
    if (!isHeard())
        return;
    notice(lane, choice.place);
    if (!m_exchange.m_request.chat.stream)
        return;
    AnswerEnd end = m_exchange.endOf(record);
    end.metadata.clear(); // the whole has it
    const QByteArray last = choice.composer->finish();
    send(lane, last + choice.composer->end(end));
}

void GatewayChoices::runFinished(RunRecord&& record)
{
    record.clientFormat = m_exchange.m_format.name();
    explainEnds(record.lanes);
    const QList<LaneRecord> lanes = record.lanes;
    m_exchange.m_worker.settle(std::move(record), m_exchange.m_key);
    const LaneRecord whole = wholeCall(lanes);
    m_exchange.announce(&whole);
    if (!m_exchange.m_reuse.isEmpty())
        m_exchange.keepAnswer(whole, kept(lanes, whole),
            m_failed ? GatewayExchange::AnswerFate::Refused : GatewayExchange::AnswerFate::Told);
    if (!m_exchange.m_gone && m_exchange.m_connection)
        answer(lanes, whole);
    m_exchange.leave();
}

/// Why those ended that did not fail themselves.
void GatewayChoices::explainEnds(QList<LaneRecord>& lanes) const
{
    for (auto& lane : lanes) {
        m_exchange.noteWhy(lane);
        if (!m_exchange.m_isStopped && !m_exchange.m_isEnding && m_failed && *m_failed != lane.index && lane.error
            && !m_exchange.m_gone)
            lane.error->detail = u"Stopped, because another choice of the same request failed."_s;
    }
}

void GatewayChoices::answer(const QList<LaneRecord>& lanes, const LaneRecord& whole)
{
    if (m_failed) {
        const auto& choice = m_choices[static_cast<std::size_t>(*m_failed)];
        const auto error = m_exchange.faultOf(lanes[*m_failed], *choice.composer).value_or(ClientError());
        if (!m_exchange.m_streaming)
            return m_exchange.refuse(error);
        notice(*m_failed, choice.place);
        m_exchange.m_pending += m_merger->failed(*m_failed, choice.composer->failed(error));
        return m_exchange.endStream();
    }
    const AnswerEnd sum = m_exchange.endOf(whole);
    if (m_exchange.m_request.chat.stream) {
        m_exchange.beginStream();
        m_exchange.m_pending += m_merger->end(sum);
        return m_exchange.endStream();
    }
    QByteArrayList documents;
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        documents.append(m_choices[i].composer->whole(m_exchange.endOf(lanes[static_cast<qsizetype>(i)])));
    m_exchange.m_connection->reply(m_exchange.answerHead(&whole), m_merger->whole(documents, sum));
}

KeptAnswer GatewayChoices::kept(const QList<LaneRecord>& lanes, const LaneRecord& whole) const
{
    KeptAnswer out = m_exchange.keptFrom(whole, m_exchange.m_lane, m_exchange.m_place, {});
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const auto& choice = m_choices[i];
        out.choices.append(m_exchange.keptFrom(
            lanes[static_cast<qsizetype>(i)], choice.lane, choice.place, choice.composer->blocks()));
    }
    return out;
}

} // namespace assay
