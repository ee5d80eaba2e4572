// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routememory.h"

#include "core/support/sha256.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kKeyDeadFor = 10min;
constexpr auto kStickyFor = 10min;
constexpr qsizetype kMostSticky = 10'000; // conversations; beyond it the expired ones are swept
constexpr qsizetype kMostPlaces = 4096; // endpoints × models
constexpr qsizetype kMostMarks = 1024; // of keys; beyond it the expired ones are swept
constexpr double kMeanShare = 0.1; // weight of the newest answer in the rolling mean
constexpr qsizetype kHashedCharacters = 4096; // of a message; its length tells long ones with one beginning apart

QString textOf(const ChatMessage& message)
{
    QString out;
    for (const auto& part : message.parts) {
        if (const auto* text = std::get_if<TextPart>(&part))
            out += text->text.left(kHashedCharacters) + u' ' + QString::number(text->text.size());
    }
    return out;
}

} // namespace

void RouteMemory::learn(const QList<AttemptRecord>& attempts)
{
    const QMutexLocker lock(&m_mutex);
    for (const auto& attempt : attempts)
        take(attempt);
}

void RouteMemory::note(const AttemptRecord& attempt)
{
    const QMutexLocker lock(&m_mutex);
    take(attempt);
}

void RouteMemory::take(const AttemptRecord& attempt)
{
    auto known = m_health.find({attempt.endpoint, attempt.model});
    if (known == m_health.end()) {
        if (m_health.size() >= kMostPlaces)
            makeRoom();
        known = m_health.insert({attempt.endpoint, attempt.model}, EndpointHealth());
    }
    known->note(healthSample(attempt));
    const auto tokens = attempt.usage.completionTokens();
    if (attempt.error || !tokens)
        return;
    const auto mean = m_meanOutput.find(attempt.model);
    if (mean == m_meanOutput.end()) {
        if (m_meanOutput.size() >= kMostPlaces)
            m_meanOutput.clear(); // a few answers bring back those in use
        m_meanOutput.insert(attempt.model, double(*tokens));
    } else
        *mean += kMeanShare * (double(*tokens) - *mean);
}

/// Half of the places go: first those that were asked once or twice, as names are that somebody mistyped or invented,
/// then those that were not asked for longest.
void RouteMemory::makeRoom()
{
    struct Rank {
        bool isKnown;
        HealthTime last;
        Place place;
    };
    std::vector<Rank> ranks;
    ranks.reserve(std::size_t(m_health.size()));
    for (auto it = m_health.cbegin(); it != m_health.cend(); ++it)
        ranks.push_back({.isKnown = it->samples() > 2, .last = it->lastAt(), .place = it.key()});
    const auto middle = ranks.begin() + std::ssize(ranks) / 2;
    std::ranges::nth_element(ranks, middle, {}, [](const Rank& rank) { return std::pair(rank.isKnown, rank.last); });
    for (auto rank = ranks.begin(); rank != middle; ++rank)
        m_health.remove(rank->place);
}

qsizetype RouteMemory::places() const
{
    const QMutexLocker lock(&m_mutex);
    return m_health.size();
}

Admission RouteMemory::admit(const QString& endpoint, const QString& model, HealthTime now)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_health.find({endpoint, model});
    return found == m_health.end() ? Admission::Yes : found->admit(now);
}

EndpointHealth RouteMemory::health(const QString& endpoint, const QString& model) const
{
    const QMutexLocker lock(&m_mutex);
    return m_health.value({endpoint, model});
}

void RouteMemory::describe(RouteCandidate& candidate, const RouteRequest& request, HealthTime now) const
{
    const bool wantsSpeeds = request.sort == RouteSort::Throughput || request.sort == RouteSort::Latency
        || request.preferredMinThroughput != Percentiles() || request.preferredMaxLatency != Percentiles();
    const QMutexLocker lock(&m_mutex);
    const auto found = m_health.constFind({candidate.endpoint, candidate.model});
    if (found == m_health.constEnd())
        return;
    applyBreaker(candidate, *found, now);
    if (wantsSpeeds)
        applySpeeds(candidate, *found, now);
}

std::optional<qint64> RouteMemory::meanOutput(const QString& model) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_meanOutput.constFind(model);
    return found == m_meanOutput.constEnd() ? std::nullopt : std::optional(qint64(std::llround(*found)));
}

void RouteMemory::keyRefused(const QByteArray& fingerprint, HealthTime now)
{
    const QMutexLocker lock(&m_mutex);
    if (m_keys.size() >= kMostMarks)
        m_keys.removeIf([&](const auto& mark) { return mark->deadUntil <= now && mark->limitedUntil <= now; });
    m_keys[fingerprint].deadUntil = now + kKeyDeadFor;
}

void RouteMemory::keyLimited(const QByteArray& fingerprint, HealthTime until)
{
    const QMutexLocker lock(&m_mutex);
    m_keys[fingerprint].limitedUntil = until;
}

bool RouteMemory::hasKeyMarks() const
{
    const QMutexLocker lock(&m_mutex);
    return !m_keys.isEmpty();
}

bool RouteMemory::isKeyDead(const QByteArray& fingerprint, HealthTime now) const
{
    const QMutexLocker lock(&m_mutex);
    return now < m_keys.value(fingerprint).deadUntil;
}

bool RouteMemory::isKeyLimited(const QByteArray& fingerprint, HealthTime now) const
{
    const QMutexLocker lock(&m_mutex);
    return now < m_keys.value(fingerprint).limitedUntil;
}

void RouteMemory::served(const LaneRecord& lane, HealthTime now)
{
    if (lane.route.conversation.isEmpty() || lane.attempts.isEmpty() || lane.error)
        return;
    const bool cacheHit = lane.usage[UsageClass::CacheRead].value_or(0) > 0;
    const QMutexLocker lock(&m_mutex);
    const auto known = m_sticky.constFind(lane.route.conversation);
    const bool renews = known != m_sticky.constEnd() && known->endpoint == lane.servedBy;
    if (!cacheHit && !lane.route.isSession && !renews)
        return;
    if (m_sticky.size() >= kMostSticky)
        m_sticky.removeIf([&](const auto& entry) { return entry->until <= now; });
    if (m_sticky.size() < kMostSticky)
        m_sticky.insert(lane.route.conversation,
            {.endpoint = lane.servedBy, .model = lane.attempts.last().model, .until = now + kStickyFor});
}

std::optional<std::pair<QString, QString>> RouteMemory::servedBefore(const QString& conversation, HealthTime now) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_sticky.constFind(conversation);
    if (conversation.isEmpty() || found == m_sticky.constEnd() || found->until <= now)
        return std::nullopt;
    return std::pair(found->endpoint, found->model);
}

QString conversationKey(const QString& model, const QString& session, const ChatRequest& request)
{
    QByteArray bytes;
    const auto add = [&](const QString& text) { bytes.append(text.toUtf8()).append('\0'); };
    add(model);
    if (!session.isEmpty()) {
        add(u"session"_s);
        add(session);
        return QString::fromLatin1(sha256(bytes).toHex().first(32));
    }
    const auto isSystem = [](const ChatMessage& message) { return message.role == Role::System; };
    const auto system = std::ranges::find_if(request.messages, isSystem);
    const auto other = std::ranges::find_if_not(request.messages, isSystem);
    if (other == request.messages.end())
        return {};
    add(system == request.messages.end() ? QString() : textOf(*system));
    add(textOf(*other));
    return QString::fromLatin1(sha256(bytes).toHex().first(32));
}

QByteArray keyFingerprint(const Secret& key)
{
    // Only tells keys of one process apart. Not a cryptographic hash: those keep the key's bytes in a buffer of their
    // own.
    static const auto salts
        = std::pair(QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64());
    const QByteArrayView bytes = key.reveal();
    const auto part = [&](quint64 salt) {
        return QByteArray::number(
            static_cast<quint64>(qHashBits(bytes.data(), static_cast<std::size_t>(bytes.size()), salt)), 16);
    };
    return part(salts.first) + '-' + part(salts.second);
}

} // namespace assay
