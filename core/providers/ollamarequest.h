// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QStringList>

namespace assay {

/// Body of Ollama's native `POST /api/chat`. Model options go under `options`, where a passthrough may add more
/// (`num_ctx`); `keep_alive` and the like are passed through at the top.
Result<QJsonObject> ollamaBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What of the request the body leaves out or changes.
QStringList ollamaWarnings(const ChatRequest& request, const Endpoint& endpoint);

} // namespace assay
