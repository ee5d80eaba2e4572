// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routesource.h"
#include "core/wire/httprequestreader.h"
#include "core/wire/jsonvalue.h"

#include <QByteArray>

namespace assay {

// The small documents that clients of local model servers ask for before they chat.

/// Ollama's `POST /api/show`. Source: ollama/docs/api.md, "Show model information".
QByteArray ollamaModel(const ListedModel& model);
/// The model that the body of `/api/show` names as `model`, or as `name` in older clients.
Result<QString> ollamaShown(const QByteArray& body);
/// Ollama's `GET /api/ps`: nothing is loaded here.
QByteArray ollamaProcesses();
/// LM Studio's `GET /api/v0/models`, and one of it. Source: lmstudio.ai/docs/app/api/endpoints/rest.
QByteArray lmStudioList(const QList<ListedModel>& models);
QByteArray lmStudioModel(const ListedModel& model);

/// Embeddings are asked for in a few shapes that differ in little.
enum class EmbeddingsShape : std::uint8_t {
    OpenAi, ///< `/v1/embeddings`
    OllamaMany, ///< `/api/embed`: `input`, answered with `embeddings`
    OllamaOne, ///< `/api/embeddings`: `prompt`, answered with `embedding`
    GeminiMany, ///< `:batchEmbedContents`, made OpenAI's before (geminidocuments.h)
    GeminiOne, ///< `:embedContent`, likewise
};
/// Nothing if the path is none of them.
std::optional<EmbeddingsShape> embeddingsShape(const QString& path);
/// Is there something to embed, and are the kinds of the members right? Fails with InvalidRequest, naming the member.
Result<void> checkEmbeddings(EmbeddingsShape shape, const JsonValue& body);
/// The request as `/v1/embeddings` takes it, with the model's own name at its provider.
QByteArray embeddingsRequest(EmbeddingsShape shape, const QByteArray& body, const QString& model);
/// An answer of OpenAI's shape with an id, which Mistral's clients want; its own, where it has one.
QByteArray withAnswerId(const QByteArray& document, const QByteArray& id);
/// The provider's answer in the client's shape; unchanged where it is no list of vectors.
QByteArray embeddingsAnswer(EmbeddingsShape shape, const QByteArray& document, const QString& model);

} // namespace assay
