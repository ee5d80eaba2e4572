// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/keyrotation.h"

using namespace std::chrono_literals;

namespace assay {

namespace {
constexpr auto kLimitedWithoutHint = 30s;
} // namespace

Result<FoundSecret> KeyRotation::take(const SecretStore& secrets, const Endpoint& endpoint, const QString& model,
    const RouteMemory* memory, HealthTime now)
{
    if (m_keys.isEmpty()) {
        auto keys = secrets.keysFor(endpoint);
        if (!keys)
            return std::unexpected(keys.error());
        m_keys = *std::move(keys);
        for (const auto& key : std::as_const(m_keys))
            m_fingerprints.append(m_keys.size() > 1 || !key.key.isEmpty() ? keyFingerprint(key.key) : QByteArray());
        if (m_keys.size() > 1)
            m_place = '@' + endpoint.id.toUtf8() + '/' + model.toUtf8();
    }
    m_current = 0;
    for (qsizetype i = 0; i < m_keys.size(); ++i) {
        if (usable(i, memory, now)) {
            m_current = i;
            break;
        }
    }
    return m_keys.at(m_current);
}

bool KeyRotation::usable(qsizetype key, const RouteMemory* memory, HealthTime now) const
{
    const auto& fingerprint = m_fingerprints.at(key);
    if (m_aside.contains(key))
        return false;
    if (!memory)
        return true;
    return !memory->isKeyDead(fingerprint, now) && !memory->isKeyLimited(fingerprint, now)
        && (m_place.isEmpty() || !memory->isKeyDead(hereOnly(key), now));
}

/// What a key is remembered by for this endpoint and model alone.
QByteArray KeyRotation::hereOnly(qsizetype key) const
{
    return m_fingerprints.at(key) + m_place;
}

void KeyRotation::note(const Error& error, RouteMemory* memory, HealthTime now)
{
    if (!memory || m_keys.isEmpty() || m_fingerprints.at(m_current).isEmpty() || error.httpStatus == 0)
        return;
    switch (error.kind) {
    case ErrorKind::Permission:
        if (!m_place.isEmpty())
            memory->keyRefused(hereOnly(m_current), now);
        break;
    case ErrorKind::Authentication:
    case ErrorKind::QuotaExhausted: memory->keyRefused(m_fingerprints.at(m_current), now); break;
    case ErrorKind::RateLimited:
        memory->keyLimited(m_fingerprints.at(m_current), now + error.retryAfter.value_or(kLimitedWithoutHint));
        break;
    default: break;
    }
}

bool KeyRotation::hasOther(const RouteMemory* memory, HealthTime now) const
{
    for (qsizetype i = 0; i < m_keys.size(); ++i) {
        if (i != m_current && usable(i, memory, now))
            return true;
    }
    return false;
}

void KeyRotation::clear()
{
    m_keys.clear();
    m_fingerprints.clear();
    m_place.clear();
    m_aside.clear();
    m_current = 0;
}

} // namespace assay
