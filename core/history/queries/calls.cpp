// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/calls.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// By place in the file, which is the order of time: there is no index on started_us.
constexpr auto kRecent
    = "SELECT endpoint, model, started_us, http_status, request_id, request_sent,"
      " input, cache_read, cache_write, cache_write_1h, input_audio, input_image, input_video, cache_read_audio,"
      " output, reasoning, citation, output_audio, output_image, web_search,"
      " cost_state, cost_pico, reported_pico, price_revision, cost_note,"
      " dns_us, connect_us, tls_us, first_byte_us, first_token_us, first_text_us, last_token_us, total_us,"
      " error_kind, error_detail, error_http_status, error_code, error_request_id, error_retry_after_ms"
      " FROM attempt WHERE lane > (SELECT coalesce(max(seq), 0) - ? FROM lane) AND started_us >= ?"
      " ORDER BY lane DESC, idx DESC LIMIT ?"_L1;
constexpr auto kCalls
    = "SELECT r.at_us, l.provider, l.model, l.served_by, l.simulated, l.local, l.state,"
      " l.input, l.cache_read, l.cache_write, l.cache_write_1h, l.input_audio, l.input_image, l.input_video,"
      " l.cache_read_audio, l.output, l.reasoning, l.citation, l.output_audio, l.output_image, l.web_search,"
      " l.cost_pico, l.first_token_us, l.total_us"
      " FROM run r JOIN lane l ON l.run = r.seq WHERE r.at_us >= ? AND r.at_us < ? ORDER BY r.at_us, l.seq"_L1;

std::unexpected<Error> damaged(const Connection& connection)
{
    return fail(ErrorKind::Storage, u"A record of the history file %1 is damaged."_s.arg(connection.path()));
}

std::optional<std::chrono::microseconds> duration(std::optional<qint64> count)
{
    return count ? std::optional(std::chrono::microseconds(*count)) : std::nullopt;
}

LedgerCall callOf(RowReader& row)
{
    LedgerCall call;
    call.at = fromMicroseconds(row.integer());
    call.model.provider = row.text();
    call.model.model = row.text();
    call.servedBy = row.text();
    call.simulated = row.flag();
    call.local = row.flag();
    call.state = row.laneState();
    call.usage = row.usage();
    if (const auto pico = row.maybe())
        call.cost = Money::fromPico(*pico);
    call.firstToken = duration(row.maybe());
    call.total = duration(row.maybe());
    return call;
}

} // namespace

Result<QList<AttemptRecord>> recentAttempts(const Connection& connection, const QDateTime& since, int limit)
{
    auto query = connection.prepare(kRecent);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {limit, toMicroseconds(since).value_or(0), limit}); !done)
        return std::unexpected(done.error());
    QList<AttemptRecord> out;
    while (query->next()) {
        RowReader row(*query);
        out.append(row.attempt());
        if (row.isDamaged())
            return damaged(connection);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    std::ranges::reverse(out);
    return out;
}

Result<QList<LedgerCall>> callsBetween(const Connection& connection, const QDateTime& from, const QDateTime& to)
{
    auto query = connection.prepare(kCalls);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {toMicroseconds(from).value_or(0), toMicroseconds(to).value_or(0)}); !done)
        return std::unexpected(done.error());
    QList<LedgerCall> out;
    while (query->next()) {
        RowReader row(*query);
        out.append(callOf(row));
        if (row.isDamaged())
            return damaged(connection);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return out;
}

} // namespace assay
