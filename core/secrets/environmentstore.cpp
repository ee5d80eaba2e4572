// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/environmentstore.h"

#include "core/secrets/keytext.h"

namespace assay {

using namespace Qt::StringLiterals;

namespace {

const QString kAwsId = u"AWS_ACCESS_KEY_ID"_s;
const QString kAwsSecret = u"AWS_SECRET_ACCESS_KEY"_s;
const QString kAwsSession = u"AWS_SESSION_TOKEN"_s;
const QString kAwsBearer = u"AWS_BEARER_TOKEN_BEDROCK"_s;

QStringList variablesOf(const Endpoint& endpoint)
{
    if (endpoint.auth == AuthScheme::AwsSigV4 && endpoint.keyVariables.isEmpty())
        return {kAwsBearer, kAwsId};
    return endpoint.keyVariables;
}

} // namespace

EnvironmentStore::EnvironmentStore(QProcessEnvironment environment)
    : m_environment(std::move(environment))
{
}

bool EnvironmentStore::isSet(const QString& variable) const
{
    return !m_environment.value(variable).trimmed().isEmpty();
}

Result<FoundSecret> EnvironmentStore::read(const QString& variable) const
{
    const QString source = u"environment %1"_s.arg(variable);
    const Secret value(m_environment.value(variable).toUtf8());
    return cleanedKey(value.reveal(), source).transform([&](const Secret& key) {
        return FoundSecret{.key = key, .source = source};
    });
}

Result<FoundSecret> EnvironmentStore::readAwsPair() const
{
    if (!isSet(kAwsSecret))
        return fail(ErrorKind::Authentication, u"%1 is set but %2 is not; set both."_s.arg(kAwsId, kAwsSecret));
    SecretBytes joined;
    for (const QString& variable : {kAwsId, kAwsSecret, kAwsSession}) {
        if (!isSet(variable))
            continue;
        const auto part = read(variable);
        if (!part)
            return part;
        if (!joined.empty())
            joined.push_back(':');
        const QByteArrayView text = part->key.reveal();
        joined.insert(joined.end(), text.begin(), text.end());
    }
    return FoundSecret{.key = Secret(std::move(joined)), .source = u"environment %1"_s.arg(kAwsId)};
}

Result<FoundSecret> EnvironmentStore::keyFor(const Endpoint& endpoint) const
{
    if (auto none = withoutKey(endpoint))
        return *std::move(none);
    const QStringList variables = variablesOf(endpoint);
    for (const QString& variable : variables) {
        if (!isSet(variable))
            continue;
        if (endpoint.auth == AuthScheme::AwsSigV4 && variable == kAwsId)
            return readAwsPair();
        return read(variable);
    }
    return std::unexpected(noKeyError(endpoint));
}

} // namespace assay
