// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QJsonDocument>
#include <QString>
#include <QStringList>

namespace assay {

/// Where results go. All text but JSON passes through `plain()` here, so that names, answers and errors, which come
/// from outside, cannot steer the terminal; JSON has its own escapes for the same characters.
namespace out {

/// Without an end of line; exactly as it is where no terminal reads it.
void text(const QString& whole);
void line(const QString& text = {}); ///< to standard output, with a line end
void styled(const QString& text); ///< a line with the terminal's codes: what comes from outside is `oneLine()` already
void json(const QJsonDocument& document); ///< to standard output, indented
void note(const QString& text); ///< to standard error: progress and remarks, never results
/// To standard error: what was wrong and what to do.
void error(const QString& text);
void error(const Error& error);

bool isTerminal(); ///< standard output is one

/// Text without control characters but line ends and tabs (C0, C1, DEL): U+FFFD in their place.
QString plain(const QString& text);
/// For a field of one line: line ends and tabs are shown as ⏎ and ⇥, and what changes the direction of text as its code
/// (`<U+202E>`), so that a name cannot look like another one, or like two.
QString oneLine(const QString& text);

/// Columns padded to their widest cell; columns in `rightAligned` (0-based) end flush.
void table(const QStringList& header, const QList<QStringList>& rows, const QList<int>& rightAligned = {});

} // namespace out

} // namespace assay
