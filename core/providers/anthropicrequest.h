// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>

namespace assay {

/// Body of `POST /v1/messages` (Anthropic Messages, version 2023-06-01). With a chat path that names the model, as on
/// Vertex AI, the body has `anthropic_version` in place of `model`.
Result<QJsonObject> anthropicBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What of the request the body leaves out.
QStringList anthropicWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

} // namespace assay
