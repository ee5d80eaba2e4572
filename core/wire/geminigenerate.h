// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"

namespace assay {

// Gemini's `generateContent`, as Google's clients speak it. What other formats have in the body stands in the address:
// `POST /v1beta/models/{model}:generateContent` and `:streamGenerateContent?alt=sse`
// (https://ai.google.dev/api/generate-content).

/// What the address of a request says.
struct GeminiAddress {
    QString model;
    QString verb; ///< `generateContent`, `streamGenerateContent`, …
};
/// Nothing if the path is none of this format's. `path` is decoded.
std::optional<GeminiAddress> geminiAddress(const QString& path);

/// The body with the model and whether to stream, as the reader takes them, put before the client's own members.
/// Fails with InvalidRequest where the address asks for what there is not.
Result<QByteArray> geminiEnvelope(const GeminiAddress& address, const QString& query, const QByteArray& body);

/// Reads what `geminiEnvelope` made.
Result<ClientRequest> readGeminiGenerate(QByteArrayView body);

/// `{"error": {"code": 404, "message": "…", "status": "NOT_FOUND"}}`
QByteArray geminiErrorBody(const ClientError& error);

/// Its dialect is one that no provider has: a body of this format never goes on as it is.
std::unique_ptr<const ClientFormat> makeGeminiClientFormat();

} // namespace assay
