// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httprequestreader.h"

#include <QString>

#include <optional>

namespace assay {

/// The path without the version that clients put before it, as their base address has one or not; a view of `path`.
QStringView plainPath(QStringView path);

/// A path of Ollama's own API.
bool isOllamaPath(const QString& path);

/// A path of Google's API, below a version that only Google has.
bool isGeminiPath(const QString& path);

/// The methods a path is asked with, as a header `Allow` lists them; empty: there is no such path.
QByteArray allowedMethods(const QString& path);
/// Is a request's method among them? Also where there is no such path, so that it can be told.
bool isAllowed(const IncomingRequest& request);

/// The request as it would be had its client written the usual address: Azure's deployments and Google's and Azure's
/// paths for OpenAI's formats, a version that stands there twice (a base address with one, to a client that adds its
/// own), doubled slashes and one at the end. Nothing if the address is usual already. What Azure has in the address
/// (https://learn.microsoft.com/azure/ai-services/openai/reference) goes into the body as `model`.
std::optional<IncomingRequest> readdressed(const IncomingRequest& request);

} // namespace assay
