// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/connection.h"
#include "core/history/statement.h"

#include <memory>

namespace assay {

/// Writes what a run of a conversation has beyond its record: its place, the exact requests, the version of its prompt.
/// Inside the transaction of the record.
class ThreadWriter
{
public:
    static Result<std::unique_ptr<ThreadWriter>> prepare(const Connection& connection);

    /// `at`: microseconds since 1970 UTC.
    Result<void> appendPlace(qint64 run, const ThreadPlace& place, qint64 at);
    Result<void> appendRequest(qint64 lane, int column, const std::optional<ChatRequest>& request);

private:
    explicit ThreadWriter(const Connection& connection)
        : m_connection(connection)
    {
    }
    Result<std::optional<qint64>> versionOf(const PromptUse& prompt, qint64 at);
    Result<std::optional<qint64>> number(Statement& statement, const RowBuilder& values);

    const Connection& m_connection;
    Statement m_insertPlace;
    Statement m_insertBytes;
    Statement m_insertRequest;
    Statement m_findRequest;
    Statement m_insertLane;
    Statement m_insertPrompt;
    Statement m_insertVersion;
    Statement m_findVersion;
};

} // namespace assay
