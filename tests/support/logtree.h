// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <utility>

namespace assay::testing {

/// A message as it stands in Claude Code's logs.
struct LoggedMessage {
    QByteArray id = "msg_01A";
    QByteArray request = "req_01A";
    QByteArray model = "claude-sonnet-4-5-20250929";
    QByteArray time = "2025-10-01T10:00:00.000Z";
    qint64 input = 10;
    qint64 output = 20;
    qint64 cacheRead = 3;
    qint64 cache5m = 4;
    qint64 cache1h = 5;
    QByteArray session = "5e551010-0000-4000-8000-000000000001";
    QByteArray project = "/home/dev/project";
    QByteArray text = "an answer"; ///< as it stands inside a JSON string
    QByteArray more; ///< members of the line, each with a comma in front
    QByteArray moreUsage; ///< members of the usage, each with a comma in front

    QByteArray line() const; ///< without a line end
};

/// Lines of Codex CLI's logs, each with its line end: running totals, and the head of a session (of a fork with its
/// parent) with its model.
QByteArray codexCount(const char* time, qint64 input, qint64 cached, qint64 output, qint64 reasoning);
QByteArray codexHead(const char* id, const char* parent = "");

/// Lines that name a usage and are no message of a model.
QByteArray linesWithoutMessage();

void writeFile(const QString& path, const QByteArray& bytes); ///< makes the folders too
void appendFile(const QString& path, const QByteArray& bytes);

} // namespace assay::testing
