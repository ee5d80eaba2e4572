// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QStringList>

namespace assay {

/// Body of Converse and ConverseStream of Amazon Bedrock: the model is in the path, streaming too. What only some
/// models know goes under `additionalModelRequestFields`.
Result<QJsonObject> bedrockBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What of the request the body leaves out or changes.
QStringList bedrockWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

} // namespace assay
