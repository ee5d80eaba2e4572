// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/importers/linefeed.h"
#include "core/importers/usagetable.h"

#include <memory>

namespace assay {

/// What one line of a log was.
enum class LineKind : quint8 { Other, Added, Replaced, Dropped, Bad };

/// Reads the lines of one kind of log into a table. One object a thread; the files come one after another.
class LogReader
{
public:
    virtual ~LogReader() = default;
    /// Whether a file of this name is one of the tool's logs.
    virtual bool wants(std::string_view fileName) const = 0;
    /// A file begins, or goes on where `state` was taken. `number`: the file's within this import.
    virtual void begin(const QByteArray& path, const QByteArray& state, quint32 number) = 0;
    /// A line that looks like a JSON object.
    virtual LineKind read(const FeedLine& line) = 0;
    /// What is needed to go on behind the last whole line that was read.
    virtual QByteArray state() const { return {}; }
};

/// Claude Code's session files (`projects/*/*.jsonl`, sub-agents included). An answer is written several times while it
/// streams, and again in resumed sessions, with the same message and request id.
std::unique_ptr<LogReader> makeClaudeCodeReader(UsageTable& table, UsageGroups& groups);

/// Codex CLI's session files (`sessions/**/rollout-*.jsonl`). Its `token_count` events hold running totals, come again
/// when nothing was used, and are copied into forked sessions.
std::unique_ptr<LogReader> makeCodexReader(UsageTable& table, UsageGroups& groups);

} // namespace assay
