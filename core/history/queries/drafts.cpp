// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/drafts.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kDrafts = "SELECT run_id, lane, model, prompt, text, reasoning, saved_us, record, owner FROM journal"
                         " ORDER BY run_id, lane"_L1;

} // namespace

Result<QList<Draft>> readDrafts(const Connection& connection)
{
    auto query = connection.prepare(kDrafts);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    QList<Draft> drafts;
    while (query->next()) {
        RowReader row(*query);
        Draft draft;
        draft.runId = row.text();
        draft.lane = row.number();
        draft.model = row.text();
        draft.prompt = row.text();
        draft.text = row.text();
        draft.reasoning = row.text();
        draft.savedAt = row.date();
        draft.record = row.text().toUtf8();
        draft.owner = row.text();
        drafts.append(std::move(draft));
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return drafts;
}

} // namespace assay
