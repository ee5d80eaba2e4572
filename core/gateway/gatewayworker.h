// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/answerstore.h"
#include "core/gateway/gatewayserver.h"
#include "core/gateway/httplistener.h"
#include "core/gateway/recentcalls.h"
#include "core/gateway/responsestore.h"
#include "core/gateway/threadstore.h"
#include "core/support/turnend.h"
#include "core/wire/clientformat.h"

#include <QBasicTimer>

#include <memory>
#include <vector>

namespace assay {

class GatewayExchange;

/// The part of the gateway that lives on its thread: takes requests, checks who may ask, and hands them out.
class GatewayWorker : public QObject, private HttpRequestTaker, private TurnEnd
{
    Q_OBJECT

public:
    GatewayWorker(const GatewayServices& services, std::shared_ptr<const std::atomic<bool>> watched);
    ~GatewayWorker() override;

    Result<quint16> begin(quint16 port); ///< on the thread, first
    void end(); ///< on the thread, last

    // What the owner sees and does (gatewayinspection.cpp); on the thread.
    static constexpr qsizetype kShownEnded = 50;
    GatewaySnapshot snapshot() const;
    bool stopCall(const QString& id);
    Secret lendKey(const QString& keyId);

    // What exchanges use.
    const GatewayServices& services() const { return m_services; }
    LaneServices laneServices() const;
    HttpTransport& transport() { return *m_transport; }
    bool isWatched() const { return *m_watched; }
    /// Null where nothing limits spend.
    std::shared_ptr<SpendGuard> guard() const;
    AnswerStore& answers() { return m_answers; }
    IdempotencyLog& idempotency() { return m_idempotency; }
    ResponseStore& responses() { return m_stored; }
    ThreadStore& threads() { return m_threads; }
    TrafficLog& traffic() { return m_traffic; }
    /// It is deleted once it has returned.
    void finished(GatewayExchange& exchange);
    /// `GatewayExchange::sendNow()` follows, when all that came in this turn of the event loop was taken.
    void sendSoon(GatewayExchange& exchange);
    /// A call has its record: into the ledger, the key's spend and the list of recent ones.
    void settle(RunRecord&& record, const VirtualKey& key);

Q_SIGNALS:
    void callChanged(const assay::GatewayCall& call);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void onRequest(HttpConnection* connection, const IncomingRequest& request) override;
    void admit(HttpConnection* connection, const IncomingRequest& request);
    void onRefused(HttpConnection* connection, const Error& error, const IncomingRequest* begun) override;
    bool refusesHead(HttpConnection* connection, const IncomingRequest& head) override;
    void unpack(HttpConnection* connection, const IncomingRequest& request);
    void turnEnded() override;
    void serve(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void startExchange(
        HttpConnection* connection, const ClientFormat& format, const IncomingRequest& request, const VirtualKey& key);
    void serveGemini(
        HttpConnection* connection, const ClientFormat& format, const IncomingRequest& request, const VirtualKey& key);

    // What no provider is asked for (gatewaysmall.cpp).
    bool serveSmall(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void serveList(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void serveGeneration(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    bool serveModels(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    bool serveOpenRouter(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void serveEndpoints(
        HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key, const QString& id);
    void serveCredits(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void showModel(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    QList<ListedModel> offered(const VirtualKey& key) const;
    void countTokens(HttpConnection* connection, const IncomingRequest& request, const ClientFormat& format);

    // Answers that clients may refer to (gatewaystored.cpp).
    void serveResponses(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void serveMessages(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);
    void serveStored(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key);

    const ClientFormat* formatFor(const IncomingRequest& request) const;
    const ClientFormat& errorFormat(const IncomingRequest& request) const;
    void refuse(HttpConnection* connection, const ClientFormat& format, const ClientError& error,
        const IncomingRequest* request = nullptr, const QString& keyName = {});

    GatewayServices m_services;
    std::shared_ptr<const std::atomic<bool>> m_watched;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<LaneAlarms> m_alarms;
    std::unique_ptr<HttpListener> m_listener;
    KeyRing m_keys;
    RecentCalls m_recent;
    TrafficLog m_traffic;
    AnswerStore m_answers;
    IdempotencyLog m_idempotency;
    ResponseStore m_stored;
    ThreadStore m_threads;
    std::unique_ptr<const ClientFormat> m_chat;
    std::unique_ptr<const ClientFormat> m_completion;
    std::unique_ptr<const ClientFormat> m_responses;
    std::unique_ptr<const ClientFormat> m_messages;
    std::unique_ptr<const ClientFormat> m_ollama;
    std::unique_ptr<const ClientFormat> m_generate;
    std::unique_ptr<const ClientFormat> m_gemini;
    std::unique_ptr<const ClientFormat> m_geminiArray;
    std::vector<std::unique_ptr<GatewayExchange>> m_exchanges;
    std::vector<std::unique_ptr<GatewayExchange>> m_ended; ///< may still be what is running
    std::vector<GatewayExchange*> m_sending;
    QBasicTimer m_clock;
    quint16 m_port = 0;
};

} // namespace assay
