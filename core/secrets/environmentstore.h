// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/secretstore.h"

#include <QProcessEnvironment>

namespace assay {

/// Keys out of environment variables: those that the endpoint names, the first that is set and not empty.
///
/// AWS: `AWS_BEARER_TOKEN_BEDROCK` gives a bearer token, which holds no colon; `AWS_ACCESS_KEY_ID` gives
/// `ID:SECRET[:SESSION_TOKEN]` together with `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`. As in the AWS SDKs the
/// bearer token comes first where both are set.
class EnvironmentStore final : public SecretStore
{
public:
    /// `environment` is a copy: later changes of the process's environment are not seen.
    explicit EnvironmentStore(QProcessEnvironment environment);

    /// Fails with Authentication when no variable is set, with Secret when a value cannot be a key.
    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override;

private:
    Result<FoundSecret> read(const QString& variable) const;
    Result<FoundSecret> readAwsPair() const;
    bool isSet(const QString& variable) const;

    QProcessEnvironment m_environment;
};

} // namespace assay
