// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QSqlQuery>
#include <QVariantList>

namespace assay {

class Connection;

/// A statement that is prepared once and run often. Binds only what differs from the run before: binding one value
/// costs Qt Sql more than SQLite needs to store it, and most columns of most rows repeat (NULL, zero, the same model).
class Statement
{
public:
    static Result<Statement> prepare(const Connection& connection, QLatin1StringView text);
    /// Not prepared: only to be assigned to.
    Statement() = default;

    Result<void> run(const Connection& connection, const QVariantList& values);
    QSqlQuery& query() { return m_query; }

private:
    explicit Statement(QSqlQuery query)
        : m_query(std::move(query))
    {
    }

    QSqlQuery m_query;
    QVariantList m_bound;
};

} // namespace assay
