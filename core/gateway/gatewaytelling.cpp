// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client is told beside its answer, or in its place.

#include "core/gateway/chainerror.h"
#include "core/gateway/gatewaydocuments.h"
#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewayworker.h"
#include "core/wire/clientadaptation.h"

using namespace Qt::StringLiterals;

namespace assay {

/// What the endpoint did not get, and what the answer cannot say. `ended` is absent while it streams.
QStringList GatewayExchange::warnings(const LaneSpec& spec, qsizetype place, const LaneRecord* ended) const
{
    const Endpoint& endpoint = spec.endpoints[place];
    QStringList out;
    for (const auto& field : std::as_const(m_request.ignored))
        out.append(u"%1 is not used"_s.arg(field));
    if (endpoint.dialect == m_request.chat.native.dialect)
        return out;
    if (ended && m_format.needsCounts() && !(ended->usage.promptTokens() && ended->usage.completionTokens()))
        out.append(u"usage is not known: %1 did not tell it, and 0 stands in its place"_s.arg(endpoint.id));
    for (const auto& field : fieldsLost(m_request.chat, endpoint.dialect) + m_request.untranslated)
        out.append(u"%1 is not sent: %2 speaks another format"_s.arg(field, endpoint.id));
    return out
        + m_worker.services().routes->warnings(
            adaptedTo(m_request.chat, endpoint.dialect), spec.target(place).model, endpoint);
}

/// Why the client gets an error instead of an answer, or at the end of it.
std::optional<ClientError> GatewayExchange::faultOf(const LaneRecord& lane, const AnswerComposer& told) const
{
    if (lane.error)
        return m_isEnding ? gatewayEnds() : laneError(lane, m_request.models);
    if (lane.finishReason == FinishReason::Length || !told.holdsBrokenCall())
        return std::nullopt;
    ClientError out = clientError(Error{.kind = ErrorKind::Protocol,
        .detail = u"%1 called a tool with arguments that are no JSON object."_s.arg(lane.servedBy)});
    out.mayBeSentAgain = false; // it was billed
    out.provider = lane.servedBy;
    out.metadata = previousErrors(lane);
    return out;
}

} // namespace assay
