// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/boundedcache.h"
#include "core/support/result.h"
#include "core/wire/clientformat.h"
#include "core/wire/httprequestreader.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace assay {

/// An answer that may be given again, or one choice of it.
struct KeptAnswer {
    QString generation; ///< of the call that it was made for
    QString model;
    QString provider;
    QList<AnswerBlock> blocks;
    AnswerEnd end;
    QList<KeptAnswer> choices; ///< of an answer that has several: all of them; then there are no blocks
    QByteArray document; ///< of embeddings: the answer as it came; they have no blocks
};

/// Answers of the gateway by what was asked, for as long as their clients want: in memory, and no more than so much of
/// it. The oldest go first. Time is the caller's.
class AnswerStore
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Found {
        KeptAnswer answer;
        std::chrono::seconds age{0};
        std::chrono::seconds left{0};
    };

    explicit AnswerStore(qsizetype room = 64LL * 1024 * 1024)
        : m_entries(room)
    {
    }

    std::optional<Found> find(const QByteArray& key, TimePoint now) const;
    void keep(const QByteArray& key, const KeptAnswer& answer, TimePoint now, std::chrono::seconds time);
    void forget(const QByteArray& key);
    qsizetype size() const { return m_entries.size(); } ///< bytes, roughly

private:
    struct Entry {
        KeptAnswer answer;
        TimePoint since;
        TimePoint until;
    };

    BoundedCache<QByteArray, Entry> m_entries;
};

/// Requests that carry an `Idempotency-Key`: a client that sends one again gets the first answer and does not pay
/// twice. As Stripe has it: kept for a day, a changed request under the same key is refused.
class IdempotencyLog
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class Verdict { New, Running, Done, Changed };

    /// Claims the key for this request, or says what became of it before.
    Verdict claim(const QByteArray& key, const QByteArray& request, TimePoint now);
    /// The request has its answer, or nothing left this machine and it may be sent again.
    void settle(const QByteArray& key, bool isAnswered);

private:
    struct Claim {
        QByteArray request;
        TimePoint since;
        bool isDone = false;
    };

    QHash<QByteArray, Claim> m_claims;
};

/// How a request wants to be answered from what is kept, by its headers: OpenRouter's `X-OpenRouter-Cache`, `-TTL`
/// (1 to 86,400 s, otherwise 300) and `-Clear`, and `Idempotency-Key`.
struct ReuseWish {
    QByteArray digest; ///< of the request; empty: nothing is wanted
    bool cache = false;
    bool clear = false; ///< forget what is kept first
    std::chrono::seconds time{300};
    QByteArray idempotencyKey; ///< with the virtual key's id; empty: none

    bool isEmpty() const { return digest.isEmpty(); }
};
/// Fails with InvalidRequest, naming the header.
Result<ReuseWish> readReuse(const IncomingRequest& request, const QString& virtualKey);

/// What an `Idempotency-Key` says before anything is sent. Neither: the request goes on, and holds the claim.
struct ClaimedRequest {
    std::optional<KeptAnswer> first; ///< the answer that the request had already
    std::optional<ClientError> conflict;
};
ClaimedRequest claimRequest(
    IdempotencyLog& log, const AnswerStore& answers, const ReuseWish& wish, AnswerStore::TimePoint now);

/// How long the first answer is kept for its `Idempotency-Key`.
inline constexpr std::chrono::hours kReplayTime{24};

/// What a request is recognised by: SHA-256 over key, path and body, blanks outside strings left out. The order of
/// members matters.
QByteArray requestDigest(const QString& virtualKey, const QString& path, QByteArrayView body);

} // namespace assay
