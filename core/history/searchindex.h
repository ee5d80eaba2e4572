// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/connection.h"
#include "core/history/statement.h"

#include <memory>

namespace assay {

/// Feeds the full-text indexes from the texts of the runs. Prepared on the writing connection: gone before it.
class SearchIndex
{
public:
    static Result<std::unique_ptr<SearchIndex>> prepare(const Connection& connection);

    /// The next runs, at most `batch`, in one transaction; returns how many wait still.
    Result<qint64> next(qint64 batch);

private:
    explicit SearchIndex(const Connection& connection)
        : m_connection(connection)
    {
    }
    Result<qint64> add(qint64 batch);

    const Connection& m_connection;
    Statement m_state;
    Statement m_source;
    Statement m_addWords;
    Statement m_secure;
    Statement m_addGrams;
    Statement m_rememberWords;
    Statement m_rememberGrams;
};

} // namespace assay
