// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/sessionstore.h"

#include "core/secrets/keytext.h"

using namespace Qt::StringLiterals;

namespace assay {

Result<FoundSecret> SessionStore::keyFor(const Endpoint& endpoint) const
{
    const QMutexLocker lock(&m_mutex);
    for (const auto& account : keyAccounts(endpoint)) {
        const auto key = m_keys.constFind(account);
        if (key != m_keys.constEnd())
            return FoundSecret{*key, u"this session"_s};
    }
    return std::unexpected(noKeyError(endpoint));
}

Result<void> SessionStore::write(const Endpoint& endpoint, const Secret& key)
{
    auto cleaned = cleanedKey(key.reveal(), u"the key"_s);
    if (!cleaned)
        return std::unexpected(cleaned.error());
    const QMutexLocker lock(&m_mutex);
    m_keys.insert(keyAccount(endpoint), std::move(*cleaned));
    return {};
}

void SessionStore::remove(const Endpoint& endpoint)
{
    const QMutexLocker lock(&m_mutex);
    m_keys.remove(keyAccount(endpoint));
}

} // namespace assay
