// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/secretstore.h"

#include "core/secrets/keytext.h"

#include <algorithm>

namespace assay {

Result<QList<FoundSecret>> SecretStore::keysFor(const Endpoint& endpoint) const
{
    auto first = keyFor(endpoint);
    if (!first)
        return std::unexpected(first.error());
    QList<FoundSecret> out{*std::move(first)};
    // AWS keys come in pairs under fixed names; an empty key is one that is not needed.
    if (endpoint.auth == AuthScheme::None || endpoint.auth == AuthScheme::AwsSigV4 || out.first().key.isEmpty())
        return out;
    for (int n = 2; n <= kMostKeys; ++n) {
        auto more = keyFor(numberedKey(endpoint, n));
        if (!more || more->key.isEmpty())
            break;
        const auto isSame = [&](const FoundSecret& other) { return other.key.reveal() == more->key.reveal(); };
        if (std::ranges::none_of(out, isSame))
            out.append(*std::move(more));
    }
    return out;
}

} // namespace assay
