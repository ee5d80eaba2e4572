// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/support/result.h"

#include <QList>
#include <QString>

namespace assay {

/// A file as part of a message: PNG, JPEG, WebP and GIF as an image, PDF as a document, UTF-8 text as text under its
/// name. At most 20 MiB. Fails naming the file and what can be attached.
Result<ContentPart> readAttachment(const QString& path);

/// Tools from a JSON file: a list of `{"name", "description", "parameters"}`, or of OpenAI's `{"type": "function",
/// "function": {…}}`. Fails naming file and entry.
Result<QList<ToolSpec>> readTools(const QString& path);

/// A JSON Schema file that the answer must follow; its base name becomes the format's name.
Result<OutputFormat> readSchema(const QString& path);

} // namespace assay
