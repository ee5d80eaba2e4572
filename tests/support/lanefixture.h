// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/dialectregistry.h"
#include "core/run/lane.h"
#include "tests/support/manualclock.h"
#include "tests/support/scriptedtransport.h"

#include <memory>

namespace assay::testing {

/// A key for every endpoint, or none.
class FixedSecrets final : public SecretStore
{
public:
    explicit FixedSecrets(QByteArray key = "sk-test")
        : m_key(std::move(key))
    {
    }
    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override
    {
        if (endpoint.auth != AuthScheme::None && m_key.isEmpty())
            return fail(ErrorKind::Authentication, QStringLiteral("No key."));
        return FoundSecret{Secret(m_key), QStringLiteral("test")};
    }

private:
    QByteArray m_key;
};

/// $1 per million input tokens, $2 per million output tokens, for every model but those named `unpriced`.
class FlatPrices final : public PriceBook
{
public:
    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override;
};

/// An OpenAI-compatible endpoint on loopback.
Endpoint chatEndpoint(const QString& id, quint16 port = 1);

/// A lane that asks `id`/`model` at these endpoints.
LaneSpec laneSpec(const QList<Endpoint>& endpoints, const QString& model = QStringLiteral("m"));

/// Chunks of an OpenAI chat stream: one event a piece of text, then finish reason, usage and [DONE].
QList<QByteArray> chatStream(const QStringList& pieces, const QByteArray& finishReason = "stop");
QByteArray chatEvent(const QString& text);
HttpHead streamHead();

} // namespace assay::testing
