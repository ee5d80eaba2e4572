// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"

namespace assay {

/// Ollama's `/api/chat`. The format knows no call ids: results are paired with the calls before them, in order.
Result<ClientRequest> readOllamaChat(QByteArrayView body);

/// Ollama's `/api/generate`: a prompt instead of messages. `context`, `template` and `raw` say how a local model's
/// prompt is made, and have no effect.
Result<ClientRequest> readOllamaGenerate(QByteArrayView body);

/// `{"error": "…"}`
QByteArray ollamaErrorBody(const ClientError& error);

} // namespace assay
