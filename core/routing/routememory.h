// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/routing/health.h"

#include <QByteArray>
#include <QHash>
#include <QMutex>

#include <utility>

namespace assay {

/// What lanes learn while they run and the router needs for the next one: health of each endpoint × model, keys that
/// were refused or limited, which endpoint served a conversation. Used from any thread; lives as long as the program,
/// and starts from the attempts of the ledger. Bounded: names of models come from clients.
class RouteMemory
{
public:
    /// Attempts of the past, oldest first.
    void learn(const QList<AttemptRecord>& attempts);
    void note(const AttemptRecord& attempt);

    Admission admit(const QString& endpoint, const QString& model, HealthTime now);
    /// A copy; an endpoint nobody asked yet is healthy.
    EndpointHealth health(const QString& endpoint, const QString& model) const;
    /// What `applyBreaker` and, where the request needs them, `applySpeeds` say of the candidate.
    void describe(RouteCandidate& candidate, const RouteRequest& request, HealthTime now) const;
    /// Rolling mean of the answers of a model, in tokens; absent before the first.
    std::optional<qint64> meanOutput(const QString& model) const;
    qsizetype places() const; ///< endpoints × models that something is known of

    // Keys are known by a fingerprint; a key that was replaced is a new one.

    /// Refused as a key (401, 402, a 403 that names the key): not used for ten minutes, in case somebody mends it
    /// meanwhile.
    void keyRefused(const QByteArray& fingerprint, HealthTime now);
    void keyLimited(const QByteArray& fingerprint, HealthTime until);
    bool hasKeyMarks() const; ///< any key was ever marked: without marks nobody need look
    bool isKeyDead(const QByteArray& fingerprint, HealthTime now) const;
    bool isKeyLimited(const QByteArray& fingerprint, HealthTime now) const;

    // Sticky routing (13.2): a conversation comes back to the endpoint that holds its prompt in the cache.

    /// Remembers who served a lane: after a success with a cache hit, or any success of a named session. Kept for ten
    /// minutes, renewed by each success.
    void served(const LaneRecord& lane, HealthTime now);
    /// Endpoint and model id that served the conversation last.
    std::optional<std::pair<QString, QString>> servedBefore(const QString& conversation, HealthTime now) const;

private:
    struct KeyMark {
        HealthTime deadUntil{0};
        HealthTime limitedUntil{0};
    };
    struct Sticky {
        QString endpoint;
        QString model;
        HealthTime until{0};
    };
    using Place = std::pair<QString, QString>;

    void take(const AttemptRecord& attempt);
    void makeRoom();

    mutable QMutex m_mutex; // guards all below
    QHash<Place, EndpointHealth> m_health;
    QHash<QString, double> m_meanOutput;
    QHash<QByteArray, KeyMark> m_keys;
    QHash<QString, Sticky> m_sticky;
};

/// What a conversation is remembered by: the model as asked for, and the session the client named, or else the first
/// system and the first other message (SHA-256, so that no text is kept).
QString conversationKey(const QString& model, const QString& session, const ChatRequest& request);

/// One-way, and different in every process.
QByteArray keyFingerprint(const Secret& key);

} // namespace assay
