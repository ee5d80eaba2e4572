// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/gatewayserver.h"
#include "core/wire/answerrelay.h"
#include "core/wire/clientformat.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace assay {

class GatewayWorker;
class RunCoordinator;

/// One chat request of a client from its body to the end of its answer: read, routed, run as a lane, and told in the
/// client's own format. A client that leaves cancels the lane; one that is slow holds the provider back.
class GatewayExchange : public QObject
{
    Q_OBJECT

public:
    GatewayExchange(GatewayWorker& worker, HttpConnection& connection, const ClientFormat& format, VirtualKey key);
    ~GatewayExchange() override;

    void start(const IncomingRequest& request);
    void cancel();
    /// Gives a sign of life if it is time for one.
    void tick(std::chrono::steady_clock::time_point now);

private:
    Result<LaneSpec> route(const IncomingRequest& request);
    void startLane();
    void noticeWhoServes(qsizetype place);
    void onStreamed(const StreamEvent& event);
    void onAnswered(const QByteArray& bytes);
    void write(const StreamEvent& event);
    void onFinished(const RunRecord& record);
    void beginStream();
    void sendSoon(const QByteArray& bytes);
    void sendNow();
    void finishStream(const LaneRecord& lane);
    void finishWhole(const LaneRecord& lane);
    void refuse(const ClientError& error);
    ClientError errorOf(const LaneRecord& lane) const;
    AnswerEnd endOf(const LaneRecord& lane) const;
    QList<HttpHeader> answerHeaders(const LaneRecord* lane) const;
    QStringList warnings() const;
    const Endpoint& endpoint() const { return m_lane.endpoints[m_place]; }
    void announce(const LaneRecord* lane);
    void leave();
    AnswerIdentity identity() const;
    AnswerWriter& writer();
    StreamEvent tagged(const StreamEvent& event) const;

    GatewayWorker& m_worker;
    QPointer<HttpConnection> m_connection;
    const ClientFormat& m_format;
    const VirtualKey m_key;
    const QString m_formatName;
    ClientRequest m_request;
    LaneSpec m_lane;
    qsizetype m_place = 0; ///< of its endpoints, the one that answers
    QString m_generation; ///< `gen-…`
    QString m_runId;
    QDateTime m_startedAt;
    std::chrono::steady_clock::time_point m_start;
    RunCoordinator* m_run = nullptr; // child
    std::unique_ptr<AnswerWriter> m_writer;
    AnswerCollector m_collected;
    std::unique_ptr<AnswerRelay> m_relay; ///< while the answer can be passed on as it comes
    QList<StreamEvent> m_unwritten; ///< events of an answer that will be relayed, if it is a stream
    QByteArray m_body; ///< of an answer in one document
    bool m_isRelayed = false; ///< its first bytes were
    QByteArray m_pending; ///< written, not handed to the connection yet
    std::chrono::steady_clock::time_point m_lastSign;
    bool m_sendPosted = false;
    bool m_streaming = false; ///< the head of a streamed answer is out
    bool m_begun = false; ///< its first event too
    bool m_wantsMetadata = false;
    bool m_gone = false;
    bool m_isNoticed = false; ///< it is known who serves
    bool m_isNative = false; ///< the endpoint speaks the client's own format
};

} // namespace assay
