// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keytext.h"

#include <algorithm>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

QString originOf(const QUrl& url)
{
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    return u"%1://%2:%3"_s.arg(url.scheme(), url.host(QUrl::FullyEncoded).toLower()).arg(port);
}

} // namespace

Result<Secret> cleanedKey(QByteArrayView text, const QString& source)
{
    const QByteArrayView key = text.trimmed();
    if (key.isEmpty())
        return fail(ErrorKind::Secret, u"The key from %1 is empty; copy it again."_s.arg(source));
    if (std::ranges::any_of(key, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        return fail(ErrorKind::Secret,
            u"The key from %1 holds a line break or another control character; copy it again as one line."_s.arg(
                source));
    if (std::ranges::any_of(key, [](unsigned char c) { return c > 0x7f; }))
        return fail(ErrorKind::Secret,
            u"The key from %1 holds a character that is not plain ASCII; copy it again without quotes or blanks around it."_s
                .arg(source));
    return Secret::copyOf(key);
}

QStringList keyAccounts(const Endpoint& endpoint)
{
    const QString origin = originOf(endpoint.baseUrl);
    QStringList accounts{u"%1 %2"_s.arg(endpoint.id, origin)};
    if (endpoint.priceProvider() != endpoint.id)
        accounts.append(u"%1 %2"_s.arg(endpoint.priceProvider(), origin));
    return accounts;
}

QString keyAccount(const Endpoint& endpoint)
{
    return keyAccounts(endpoint).constFirst();
}

Endpoint numberedKey(const Endpoint& endpoint, int n)
{
    Endpoint out = endpoint;
    out.id = u"%1#%2"_s.arg(endpoint.id).arg(n);
    out.catalogProvider.clear();
    out.local = false; // a store must not answer "none needed" for a second key
    for (auto& variable : out.keyVariables)
        variable += u"_%1"_s.arg(n);
    return out;
}

std::optional<FoundSecret> withoutKey(const Endpoint& endpoint)
{
    if (endpoint.auth != AuthScheme::None)
        return std::nullopt;
    return FoundSecret{.key = {}, .source = u"none needed"_s};
}

Error noKeyError(const Endpoint& endpoint)
{
    const QString name = endpoint.name.isEmpty() ? endpoint.id : endpoint.name;
    const QString sentence = endpoint.keyVariables.isEmpty()
        ? u"There is no key for %1; store one with 'assay keys set %2'."_s.arg(name, endpoint.id)
        : u"There is no key for %1; store one with 'assay keys set %2', or set the environment variable %3."_s.arg(
              name, endpoint.id, endpoint.keyVariables.constFirst());
    return fail(ErrorKind::Authentication, sentence).error();
}

} // namespace assay
