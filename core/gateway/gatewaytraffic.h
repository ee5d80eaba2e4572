// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <array>
#include <chrono>
#include <deque>

namespace assay {

/// `Error::providerCode` of calls that their user stopped in the gateway, apart from those whose client left.
inline const QString kStoppedHere = QStringLiteral("stopped_here");
/// What the ledger calls the format of embeddings.
inline const QString kEmbeddingsFormat = QStringLiteral("openai-embeddings");

/// A call of the gateway, for a list of what goes on.
struct GatewayCall {
    QString id;
    QDateTime startedAt;
    QString keyName;
    QString model;
    QString format; ///< name of the client's format: `openai-chat`, `anthropic`, …
    QString servedBy;
    LaneState state = LaneState::Queued;
    std::optional<Money> cost;
    std::chrono::microseconds duration{0};
};

/// Requests that the gateway turned away before anything was sent, those alike together. They are in no ledger.
struct RefusedCall {
    quint64 number = 0; ///< counts up; set by TrafficLog
    QDateTime firstAt; ///< UTC
    QDateTime lastAt; ///< UTC
    qint64 count = 1; ///< how many were alike
    QString keyName; ///< empty: no key of this gateway
    QString format; ///< as of GatewayCall
    QString model; ///< as asked for; empty: it was not read
    QString path;
    int status = 0; ///< that the client was answered with
    QString why; ///< one sentence, not translated
};

struct TrafficMinute {
    qint64 minute = 0; ///< whole minutes since 1970-01-01 UTC
    int requests = 0; ///< of models, with those that were refused
    int failed = 0; ///< that ended without a whole answer
    int refused = 0;
    friend bool operator==(const TrafficMinute&, const TrafficMinute&) = default;
};

/// What the gateway does just now, as copies.
struct GatewaySnapshot {
    QList<GatewayCall> running; ///< newest first
    QList<RunRecord> ended; ///< newest first, without texts
    QList<RefusedCall> refused; ///< newest first
    QList<TrafficMinute> hour; ///< sixty, the current one last
    double perMinute = 0; ///< over the last sixty seconds, about
};

/// Counts by minute for an hour, and the last refusals, in a fixed room however many come. Time is the caller's.
class TrafficLog
{
public:
    static constexpr int kMinutes = 60;
    static constexpr std::size_t kRefusals = 32; ///< different ones
    static constexpr qsizetype kText = 300; ///< characters of what a client wrote

    void began(const QDateTime& at) { ++minute(at).requests; }
    void failed(const QDateTime& startedAt) { ++minute(startedAt).failed; }
    /// `firstAt` says when.
    void refused(RefusedCall call);

    QList<TrafficMinute> hour(const QDateTime& now) const;
    /// The current minute, and of the one before the part that is less than sixty seconds ago.
    double perMinute(const QDateTime& now) const;
    QList<RefusedCall> refusals() const; ///< newest first

private:
    TrafficMinute& minute(const QDateTime& at);
    const TrafficMinute* find(qint64 number) const;

    std::array<TrafficMinute, kMinutes> m_minutes{}; ///< by their number modulo sixty
    TrafficMinute m_past; ///< takes what is older than an hour
    std::deque<RefusedCall> m_refusals; ///< the one seen last at the end
    quint64 m_number = 0;
};

} // namespace assay
