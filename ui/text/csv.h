// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace assay {

/// One line of CSV (RFC 4180) without its end. A cell that a spreadsheet would read as a formula (`=`, `+`, `-`, `@`,
/// tab or carriage return first, and no plain number) gets an apostrophe before it (OWASP, "CSV Injection").
QString csvLine(const QStringList& cells);
/// Lines with CRLF ends.
QString csvText(const QStringList& header, const QList<QStringList>& rows);

} // namespace assay
