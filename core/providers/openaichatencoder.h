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

/// The body of a chat completions request. Fails with InvalidRequest, naming the field, on what cannot be carried.
Result<QJsonObject> openAiChatBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What openAiChatBody leaves out of this request, as sentences.
QStringList openAiChatWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// OpenAI's reasoning models (o1, o3, o4, gpt-5 but not its chat variants), also under a router's prefix. They refuse
/// sampling parameters, stop sequences and `max_tokens`.
bool isOpenAiReasoningModel(const QString& model);

/// `data:image/png;base64,…`
QString dataUrl(const QString& mediaType, const QByteArray& data);

} // namespace assay
