// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>

namespace assay {

/// How the answer is asked for.
enum class AnswerForm : std::uint8_t { Stream, Whole };

/// The POST of an OpenAI-like API at `path` below its base address (`/chat/completions`, `/responses`). An address that
/// already ends in either path is taken as the same server. Fails with the address's error first, then the body's.
Result<HttpRequest> openAiPost(const EndpointAccess& access, const QString& path, const QString& model,
    const Result<QJsonObject>& body, AnswerForm form);
/// The same for a body that is JSON text already.
Result<HttpRequest> openAiPost(const EndpointAccess& access, const QString& path, const QString& model,
    const Result<QByteArray>& body, AnswerForm form);

} // namespace assay
