// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace assay {

/// Names of the `{{variables}}` of a text in the order of their first appearance. A name is letters, digits, `_`, `-`
/// or `.`, with spaces around it allowed.
QStringList promptVariables(const QString& text);

/// The text with its variables replaced. A variable without a value stays as it is.
QString fillVariables(const QString& text, const QJsonObject& values);

} // namespace assay
