// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routesource.h"
#include "core/wire/geminigenerate.h"
#include "core/wire/httprequestreader.h"

#include <QByteArray>

namespace assay {

// The small documents of Google's clients. Sources: https://ai.google.dev/api/models, …/api/tokens, …/api/embeddings.

/// Is a list or a model wanted in Google's form? `/v1/models` is OpenAI's, too: there the header of the key tells.
bool asksAsGemini(const IncomingRequest& request);
/// Such a path without its version.
QString geminiListPath(const QString& path);
QByteArray geminiModelList(const QList<ListedModel>& models);
QByteArray geminiModel(const ListedModel& model);

/// The request whose tokens are to be counted: the body, or what it wraps.
QByteArray geminiCounted(const QByteArray& body);

/// The body of `:embedContent` or `:batchEmbedContents` as `/v1/embeddings` takes it. Fails with InvalidRequest where
/// a content is no text.
Result<QByteArray> geminiEmbeddings(const GeminiAddress& address, const QByteArray& body);

} // namespace assay
