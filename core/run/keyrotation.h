// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/routememory.h"
#include "core/secrets/secretstore.h"

namespace assay {

/// The keys of the endpoint that a lane asks now, and which of them is next.
class KeyRotation
{
public:
    /// The key to send: the first of the endpoint's that is neither marked nor used up here, where all are marked the
    /// first. `memory` may be null. Fails as `SecretStore::keysFor`.
    Result<FoundSecret> take(const SecretStore& secrets, const Endpoint& endpoint, const QString& model,
        const RouteMemory* memory, HealthTime now);
    /// What the answer to the key taken last says of it. A refusal that is not about the key itself (a model or region
    /// it may not use) lets other keys of the endpoint go first for this model, and says nothing of the others.
    void note(const Error& error, RouteMemory* memory, HealthTime now);
    /// Puts the key taken last aside; the next `take` gives another one.
    void setAside() { m_aside.append(m_current); }
    /// There is another key that was neither put aside nor marked.
    bool hasOther(const RouteMemory* memory, HealthTime now) const;
    /// For the next endpoint.
    void clear();

private:
    bool usable(qsizetype key, const RouteMemory* memory, HealthTime now) const;
    QByteArray hereOnly(qsizetype key) const;

    QList<FoundSecret> m_keys;
    QList<QByteArray> m_fingerprints; // of m_keys
    QByteArray m_place; // endpoint and model; only where there is a choice of keys
    QList<qsizetype> m_aside;
    qsizetype m_current = 0;
};

} // namespace assay
