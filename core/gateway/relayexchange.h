// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/answerstore.h"
#include "core/gateway/gatewayserver.h"
#include "core/gateway/localdocuments.h"
#include "core/run/fallbackchain.h"
#include "core/secrets/keyecho.h"
#include "core/wire/clientformat.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <memory>

namespace assay {

class GatewayWorker;

/// An embeddings request, passed on to an OpenAI-compatible endpoint with only the model's name exchanged, or from and
/// to Ollama's shapes. Endpoints are chosen, tried again and followed by the next ones as for a chat, and usage and
/// cost go into the ledger likewise.
class RelayExchange : public QObject, private HttpConnectionUser, private HttpCallWatcher
{
    Q_OBJECT

public:
    RelayExchange(GatewayWorker& worker, HttpConnection& connection, const ClientFormat& errors, VirtualKey key);

    ~RelayExchange() override;

    void start(const IncomingRequest& request);
    /// Ends the call; what it cost is recorded.
    void cancel();
    /// The user's wish: the client is told. False: nothing is under way.
    bool stop();
    /// The gateway ends: the client is told that.
    void endNow();
    GatewayCall call() const; ///< without an id until it is routed

private:
    void clientGone() override { cancel(); }
    void congestionChanged(bool) override { }
    std::expected<LaneSpec, NoRoute> route(
        const QStringList& models, const QJsonObject& provider, const QString& session) const;
    void ask(const std::shared_ptr<SpendGuard>& guard);
    void answer();
    void refuse(const Error& error);
    void refuse(ClientError told);

    // Attempt after attempt (relayattempts.cpp).
    struct Unsent {
        Error error;
        bool isAttempt = false; ///< it failed on its way to an endpoint
    };
    void send();
    std::optional<Unsent> attempt();
    void callHead(const HttpHead& head) override { m_head = head; }
    void callBytes(const QByteArray& bytes) override { m_body += bytes; }
    void callClosed(const HttpOutcome& outcome) override;
    std::optional<Error> failureOf(const HttpOutcome& outcome) const;
    Error refusalOfProvider() const;
    void recordAttempt(const HttpOutcome& outcome, const std::optional<Error>& error);
    void afterFailure(const Error& error);
    bool mayBeBilled() const;
    void end(const std::optional<Error>& error);
    void record(const std::optional<Error>& error);
    HealthTime now() const;

    // Answers that were given before (relayreuse.cpp).
    bool answerAgain();
    bool answerCached();
    void recordHit(const KeptAnswer& kept);
    void keepAnswer();
    void settleClaim(const LaneRecord& lane);

    GatewayWorker& m_worker;
    QPointer<HttpConnection> m_connection;
    const ClientFormat& m_errors;
    const VirtualKey m_key;
    LaneSpec m_lane;
    FallbackChain m_chain; ///< over the endpoints of the lane
    QByteArray m_sent; ///< the body, as the client sent it
    QString m_runId;
    EmbeddingsShape m_shape = EmbeddingsShape::OpenAi;
    bool m_wantsId = false; ///< Mistral's clients take no answer without
    ReuseWish m_reuse;
    QString m_asked; ///< the model, as the client wrote it
    std::shared_ptr<std::atomic<bool>> m_isOver = std::make_shared<std::atomic<bool>>(false);
    bool m_isAsking = false; ///< the budgets
    bool m_isWaiting = false; ///< to try again
    bool m_isReserved = false; ///< the worst case of one attempt is held by the budgets
    bool m_isEnding = false; ///< with the gateway
    bool m_isStopped = false; ///< by the user
    bool m_isRecorded = false;
    bool m_isCancelled = false;
    bool m_hasClaim = false; ///< on its Idempotency-Key
    QDateTime m_startedAt;
    std::chrono::steady_clock::time_point m_start;
    LaneRecord m_record; ///< with the attempts that have ended
    AttemptRecord m_attempt; ///< the one that runs
    std::chrono::steady_clock::time_point m_attemptStart;
    HttpHead m_head;
    QByteArray m_body;
    KeyEcho m_echo;
    std::unique_ptr<HttpCall> m_call; // while it runs
};

} // namespace assay
