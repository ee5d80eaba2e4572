// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QStringList>

namespace assay {

/// Body of Cohere's `POST /v2/chat`.
Result<QJsonObject> cohereBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What of the request the body leaves out or changes.
QStringList cohereWarnings(const ChatRequest& request, const Endpoint& endpoint);

} // namespace assay
