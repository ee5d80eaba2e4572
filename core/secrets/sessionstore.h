// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/secretstore.h"

#include <QHash>
#include <QMutex>

namespace assay {

/// Keys that live as long as the program does, for people who do not want them kept. Used from any thread.
class SessionStore final : public SecretStore
{
public:
    /// Fails with Authentication when there is none.
    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override;
    /// Keeps a cleaned key in place of the one before. Fails with Secret when the text cannot be a key.
    Result<void> write(const Endpoint& endpoint, const Secret& key);
    void remove(const Endpoint& endpoint);

private:
    mutable QMutex m_mutex;
    QHash<QString, Secret> m_keys; // by keyAccount(), so that a changed address never gets an old key
};

} // namespace assay
