// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/secretstore.h"

#include <QList>

#include <memory>

namespace assay {

/// Several stores in the order they are asked; the first that has the key wins.
///
/// Servers on the user's own machine mostly run without a key: where no store has one for a local endpoint, the answer
/// is an empty key, `none needed`.
class LayeredStore final : public SecretStore
{
public:
    explicit LayeredStore(QList<std::shared_ptr<const SecretStore>> stores);

    /// Without a hit: the first failure that is more than "there is none" (a locked keyring, a key file that cannot be
    /// read), because mending it may bring the key; otherwise Authentication.
    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override;

private:
    QList<std::shared_ptr<const SecretStore>> m_stores;
};

} // namespace assay
