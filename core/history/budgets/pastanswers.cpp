// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/pastanswers.h"

#include "core/history/connection.h"
#include "core/history/ledgerchain.h"
#include "core/history/rows.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// The hash of prompt and system message stands with the run, so the texts are not read.
constexpr auto kPast
    = "SELECT e.prompt_tokens, r.text_sha = ?,"
      " l.input, l.cache_read, l.cache_write, l.cache_write_1h, l.input_audio, l.input_image, l.input_video,"
      " l.cache_read_audio, l.output, l.reasoning, l.citation, l.output_audio, l.output_image, l.web_search"
      " FROM lane l JOIN run r ON r.seq = l.run LEFT JOIN estimate e ON e.lane = l.seq AND e.attempt = -1"
      " WHERE l.provider = ? AND l.model = ? AND l.state IN ('complete', 'truncated') AND l.error_kind IS NULL"
      " ORDER BY l.seq DESC LIMIT ?"_L1;

} // namespace

Result<QList<PastAnswer>> readPastAnswers(
    const Connection& connection, const ModelRef& model, const QString& prompt, const QString& system, int limit)
{
    auto query = connection.prepare(kPast);
    if (!query)
        return std::unexpected(query.error());
    const auto texts = RowBuilder().text(prompt).text(system);
    RowBuilder row;
    row.blob(textHash(ChainRow::RunText, texts)).text(model.provider).text(model.model).integer(limit);
    if (auto done = connection.run(*query, row.values()); !done)
        return std::unexpected(done.error());
    QList<PastAnswer> out;
    while (query->next()) {
        RowReader reader(*query);
        PastAnswer past;
        past.estimatedPrompt = reader.maybe();
        past.samePrompt = reader.flag();
        const Usage usage = reader.usage();
        past.prompt = usage.promptTokens();
        past.completion = usage.completionTokens();
        out.append(past);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return out;
}

} // namespace assay
