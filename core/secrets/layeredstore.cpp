// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/layeredstore.h"

#include "core/secrets/keytext.h"

namespace assay {

using namespace Qt::StringLiterals;

LayeredStore::LayeredStore(QList<std::shared_ptr<const SecretStore>> stores)
    : m_stores(std::move(stores))
{
}

Result<FoundSecret> LayeredStore::keyFor(const Endpoint& endpoint) const
{
    if (auto none = withoutKey(endpoint))
        return *std::move(none);
    std::optional<Error> failure;
    for (const auto& store : m_stores) {
        auto found = store->keyFor(endpoint);
        if (found)
            return found;
        // "Set the variable and its partner" says more than "there is no key", so the first sentence stands.
        const bool says = found.error().kind != ErrorKind::Authentication;
        if (!failure || (says && failure->kind == ErrorKind::Authentication))
            failure = std::move(found).error();
    }
    if (endpoint.local)
        return FoundSecret{.key = {}, .source = u"none needed"_s};
    const Error missing = noKeyError(endpoint);
    if (failure && failure->kind != ErrorKind::Authentication)
        failure->detail = missing.detail + u' ' + failure->detail;
    return std::unexpected(failure.value_or(missing));
}

} // namespace assay
