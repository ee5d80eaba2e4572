// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"

namespace assay {

class JsonWriter;

// Gemini's `generateContent`, as Google's clients speak it. What other formats have in the body stands in the address:
// `POST /v1beta/models/{model}:generateContent` and `:streamGenerateContent`, whose pieces are server-sent events with
// `?alt=sse`, and otherwise the items of one JSON array
// (https://ai.google.dev/api/generate-content).

/// What the address of a request says.
struct GeminiAddress {
    QString model;
    QString verb; ///< `generateContent`, `streamGenerateContent`, …
};
/// Nothing if the path is none of this format's. `path` is decoded.
std::optional<GeminiAddress> geminiAddress(const QString& path);

/// How a stream is cut into pieces.
enum class GeminiFraming : std::uint8_t { Events, Array };
/// What a request of this address and query gets. `Events` for what is no stream.
GeminiFraming geminiFraming(const GeminiAddress& address, QByteArrayView query);

/// The body with the model and whether to stream, as the reader takes them, put before the client's own members.
/// Fails with InvalidRequest where the address asks for what there is not.
Result<QByteArray> geminiEnvelope(const GeminiAddress& address, const QByteArray& body);

/// Reads what `geminiEnvelope` made.
Result<ClientRequest> readGeminiGenerate(QByteArrayView body);

/// `{"error": {"code": 404, "message": "…", "status": "NOT_FOUND"}}`
QByteArray geminiErrorBody(const ClientError& error);

/// `usageMetadata`'s object.
void writeGeminiUsage(JsonWriter& out, const Usage& usage);

/// Its dialect is one that no provider has: a body of this format never goes on as it is.
std::unique_ptr<const ClientFormat> makeGeminiClientFormat(GeminiFraming framing = GeminiFraming::Events);

} // namespace assay
