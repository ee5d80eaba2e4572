// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QList>
#include <QString>

namespace assay {

/// A key and where it was found, so that the user can be told.
struct FoundSecret {
    Secret key;
    QString source; ///< `environment OPENAI_API_KEY`, `keyring`, `none needed`
};

/// Where keys live. Answers at once: stores that may block are read ahead on their own thread.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// The key for an endpoint. Fails with Authentication and a sentence on what to do when there is none.
    virtual Result<FoundSecret> keyFor(const Endpoint& endpoint) const = 0;
    /// All keys of an endpoint, the one of `keyFor` first: that one, then those numbered 2, 3, … without a gap (see
    /// `numberedKey`). Fails as `keyFor`.
    Result<QList<FoundSecret>> keysFor(const Endpoint& endpoint) const;
};

} // namespace assay
