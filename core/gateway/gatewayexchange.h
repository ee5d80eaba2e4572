// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/answercomposer.h"
#include "core/gateway/answerstore.h"
#include "core/gateway/gatewaychoices.h"
#include "core/gateway/gatewayserver.h"
#include "core/run/runcoordinator.h"
#include "core/support/recycled.h"
#include "core/wire/clientformat.h"

#include <QPointer>

#include <memory>
#include <optional>

namespace assay {

class GatewayWorker;

/// One chat request of a client from its body to the end of its answer: read, routed, run as a lane, and told in the
/// client's own format. A client that leaves cancels the lane; one that is slow holds the provider back.
class GatewayExchange final : public Recycled<GatewayExchange>, private HttpConnectionUser, private RunWatcher
{
public:
    GatewayExchange(GatewayWorker& worker, HttpConnection& connection, const ClientFormat& format, VirtualKey key);
    ~GatewayExchange() override;
    Q_DISABLE_COPY_MOVE(GatewayExchange)

    void start(const IncomingRequest& request);
    void cancel();
    /// The user's wish: the client is told, the ledger has what came. False: there is nothing to stop yet.
    bool stop();
    /// The gateway ends: the same, with its own words.
    void endNow();
    GatewayCall call() const; ///< without an id until it is routed
    /// Gives a sign of life if it is time for one.
    void tick(std::chrono::steady_clock::time_point now);

    // For the worker.
    void sendNow();
    std::size_t index() const { return m_index; }
    void setIndex(std::size_t index) { m_index = index; }

private:
    friend class GatewayChoices; ///< the other way to answer, with the same means

    void answerNothing();
    std::expected<LaneSpec, NoRoute> route(const ChatRequest& chat);
    void refuseUnrouted(const NoRoute& none);
    void startLane();
    void startChoices();
    void startRun(RunSpec&& spec, RunWatcher& watcher);
    void noticePlace();
    void noticeWhoServes(qsizetype place);
    void clientGone() override { cancel(); }
    void congestionChanged(bool congested) override;
    void laneStateChanged(int, LaneState) override { }
    void laneRetryScheduled(int, std::chrono::milliseconds, const Error&) override { }
    void laneHeld(int) override;
    void laneStreamed(int, const StreamEvent& event) override;
    void laneAnswered(int, const QByteArray& bytes) override;
    void laneBroken(int) override { m_composer->endWithFirstBroken(); }
    void laneFinished(int, const LaneRecord&) override { }
    void runFinished(RunRecord&& record) override;
    void answer(const LaneRecord& lane, const std::optional<ClientError>& fault);
    void beginStream();
    void giveSign();
    void sendSoon(const QByteArray& bytes);
    void endStream();
    void refuse(const ClientError& error);
    std::optional<ClientError> faultOf(const LaneRecord& lane, const AnswerComposer& told) const;
    AnswerEnd endOf(const LaneRecord& lane) const;
    AnswerHead answerHead(const LaneRecord* lane) const;
    QStringList warnings(const LaneSpec& spec, qsizetype place, const LaneRecord* ended) const;
    AnswerIdentity identityOf(const LaneSpec& lane, qsizetype place) const;
    const Endpoint& endpoint() const { return m_lane.endpoints[m_place]; }
    void announce(const LaneRecord* lane);
    void noteWhy(LaneRecord& lane) const;
    void leave();

    // Answers that were given before (gatewayreuse.cpp).
    bool answerAgain();
    void replay(const KeptAnswer& kept, const QList<HttpHeader>& headers);
    QByteArray toldAgain(const KeptAnswer& kept, const AnswerIdentity& identity) const;
    QByteArray choicesToldAgain(const KeptAnswer& kept, AnswerIdentity identity) const;
    void recordHit(const KeptAnswer& kept);
    KeptAnswer keptFrom(
        const LaneRecord& lane, const LaneSpec& spec, qsizetype place, const QList<AnswerBlock>& blocks) const;
    enum class AnswerFate : std::uint8_t { Told, Refused };
    void keepAnswer(const LaneRecord& lane, const KeptAnswer& kept, AnswerFate fate);
    void keepForLater(const QByteArray& document);

    GatewayWorker& m_worker;
    QPointer<HttpConnection> m_connection;
    const ClientFormat& m_format;
    const VirtualKey m_key;
    ClientRequest m_request;
    ReuseWish m_reuse;
    LaneSpec m_lane;
    qsizetype m_place = 0; ///< of its endpoints, the one that answers
    QString m_generation; ///< `gen-…`
    QString m_runId;
    QDateTime m_startedAt;
    std::chrono::steady_clock::time_point m_start;
    std::unique_ptr<AnswerComposer> m_composer;
    std::unique_ptr<GatewayChoices> m_choices; ///< in its place, where several answers are wanted
    std::optional<RunCoordinator> m_run;
    QByteArray m_pending; ///< written, not handed to the connection yet
    std::chrono::steady_clock::time_point m_lastSign;
    std::size_t m_index = 0; ///< among those of the worker
    bool m_sendPosted = false;
    bool m_streaming = false; ///< the head of a streamed answer is out
    bool m_wantsMetadata = false;
    bool m_gone = false;
    bool m_left = false; ///< nothing more is done
    bool m_isStopped = false; ///< by the user
    bool m_isEnding = false; ///< with the gateway
    bool m_isNoticed = false; ///< it is known who serves
};

} // namespace assay
