// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace assay {

/// A small instance of a JSON Schema (Gemini's upper-case type names too) with values that look at home in the
/// conversation: numbers and places found in `prompt` are used in order. Required properties are filled, and all of
/// them where the schema requires none. `pattern` and conditional keywords are not honoured.
QJsonValue schemaInstance(const QJsonObject& schema, const QString& prompt);

} // namespace assay
