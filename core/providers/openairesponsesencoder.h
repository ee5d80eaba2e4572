// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace assay {

/// The body of a Responses request, not stored on the provider's side (`store: false`). Fails with InvalidRequest,
/// naming the field, on what cannot be carried.
Result<QJsonObject> openAiResponsesBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What openAiResponsesBody leaves out of this request, as sentences.
QStringList openAiResponsesWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

} // namespace assay
