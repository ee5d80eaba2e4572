// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QJsonDocument>
#include <QString>
#include <QStringList>

namespace assay {

/// Where results go. Text from models and providers passes through `plain()`, so that it cannot steer the terminal.
namespace out {

/// As it is, without an end of line.
void text(const QString& whole);
void line(const QString& text = {}); ///< to standard output, with a line end
void json(const QJsonDocument& document); ///< to standard output, indented
void note(const QString& text); ///< to standard error: progress and remarks, never results
/// To standard error: what was wrong and what to do.
void error(const QString& text);
void error(const Error& error);

bool isTerminal(); ///< standard output is one

/// Text without control characters but line ends and tabs (C0, C1, DEL).
QString plain(const QString& text);

/// Columns padded to their widest cell; columns in `rightAligned` (0-based) end flush.
void table(const QStringList& header, const QList<QStringList>& rows, const QList<int>& rightAligned = {});

} // namespace out

} // namespace assay
