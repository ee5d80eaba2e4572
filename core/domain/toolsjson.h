// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/support/result.h"

namespace assay {

/// Tools as people write them: a list of `{"name", "description", "parameters"}`, or of OpenAI's `{"type": "function",
/// "function": {…}}`. `source` names the text in errors.
Result<QList<ToolSpec>> toolsFromJson(const QByteArray& json, const QString& source);

/// A JSON Schema that the answer must follow; `name` becomes the format's name.
Result<OutputFormat> schemaFromJson(const QByteArray& json, const QString& name, const QString& source);

/// The way back, indented, for editing.
QString toolsText(const QList<ToolSpec>& tools);

} // namespace assay
