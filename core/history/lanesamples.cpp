// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/lanesamples.h"

#include "core/history/connection.h"
#include "core/history/queries/search.h"
#include "core/history/rows.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// The period alone, so that the index of times answers it without a look at the rows.
constexpr auto kCount = "SELECT count(*) FROM run r WHERE r.at_us >= ? AND r.at_us < ?"_L1;
constexpr auto kSelect
    = "SELECT r.at_us, r.id, r.text_sha, CASE l.served_by WHEN '' THEN l.provider ELSE l.served_by END, l.model, "
      "l.provider,"
      " l.state, l.error_kind, l.output, coalesce(l.input, 0) + coalesce(l.cache_read, 0) + coalesce(l.cache_write, 0)"
      " + coalesce(l.cache_write_1h, 0), coalesce(l.cache_read, 0) > 0, l.cost_pico,"
      " (SELECT count(*) FROM attempt a WHERE a.lane = l.seq),"
      " l.dns_us, l.connect_us, l.tls_us, l.first_byte_us, l.first_token_us, l.first_text_us, l.last_token_us,"
      " l.total_us FROM run r CROSS JOIN lane l ON l.run = r.seq"
      " WHERE r.at_us >= ? AND r.at_us < ? AND r.seq % ? = 0"_L1;
constexpr auto kCounted
    = "SELECT CASE l.served_by WHEN '' THEN l.provider ELSE l.served_by END, l.model, l.provider, l.state,"
      " l.error_kind, coalesce(l.cache_read, 0) > 0, count(*) FROM run r CROSS JOIN lane l ON l.run = r.seq"
      " WHERE r.at_us >= ? AND r.at_us < ?"_L1;
constexpr qint64 kEver = 1LL << 62;

LaneMeasurement sampleOf(const QSqlQuery& query)
{
    RowReader row(query);
    LaneMeasurement sample;
    sample.at = row.date();
    sample.runId = row.text();
    sample.promptHash = row.blob();
    sample.endpoint = row.text();
    sample.model = row.text();
    sample.provider = row.text();
    sample.state = row.laneState();
    sample.error = row.text();
    sample.visibleTokens = row.maybe();
    sample.promptTokens = row.maybe();
    sample.fromCache = row.flag();
    sample.cost = row.maybe().transform(&Money::fromPico);
    sample.attempts = row.number();
    sample.timing = row.timing();
    return sample;
}

struct Question {
    qint64 since = 0;
    qint64 until = 0;
    SqlCondition condition; ///< without the dates
};

Result<Question> questionOf(const Connection& connection, const HistoryFilter& filter)
{
    HistoryFilter rest = filter;
    rest.since = {};
    rest.until = {};
    const auto words = wordsCondition(connection, rest.words);
    if (!words)
        return std::unexpected(words.error());
    Question question{.since = toMicroseconds(filter.since).value_or(-kEver),
        .until = toMicroseconds(filter.until).value_or(kEver),
        .condition = laneConditionOf(rest)};
    question.condition.text += words->text;
    question.condition.values += words->values;
    return question;
}

Result<QSqlQuery> asked(const Connection& connection, const QString& statement, const QVariantList& values)
{
    const QByteArray text = statement.toLatin1();
    auto query = connection.prepare(QLatin1StringView(text));
    if (!query)
        return query;
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    return query;
}

Result<void> readEvery(const Connection& connection, const Question& question, SampleSet& set)
{
    set.samples.clear();
    auto query = asked(connection, kSelect + question.condition.text + u" ORDER BY r.at_us"_s,
        QVariantList{question.since, question.until, set.every} + question.condition.values);
    if (!query)
        return std::unexpected(query.error());
    while (query->next())
        set.samples.append(sampleOf(*query));
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return {};
}

Result<SampleSet> readSamples(const Connection& connection, const HistoryFilter& filter, qint64 mostRuns)
{
    const auto question = questionOf(connection, filter);
    if (!question)
        return std::unexpected(question.error());
    auto count = asked(connection, kCount, {question->since, question->until});
    if (!count)
        return std::unexpected(count.error());
    SampleSet set;
    set.runs = count->next() ? count->value(0).toLongLong() : 0;
    set.every = std::max<qint64>(1, (set.runs + mostRuns - 1) / mostRuns);
    if (auto done = readEvery(connection, *question, set); !done)
        return std::unexpected(done.error());
    // Most runs of the period may not be meant: what is rare is read more closely, or whole.
    const qint64 found = set.samples.size();
    if (set.every == 1 || found * 2 > mostRuns)
        return set;
    set.every = std::max<qint64>(1, set.every * (found + 1) / mostRuns);
    if (auto done = readEvery(connection, *question, set); !done)
        return std::unexpected(done.error());
    return set;
}

Result<QList<LaneCount>> readCounts(const Connection& connection, const HistoryFilter& filter)
{
    const auto question = questionOf(connection, filter);
    if (!question)
        return std::unexpected(question.error());
    auto query = asked(connection, kCounted + question->condition.text + u" GROUP BY 1, 2, 3, 4, 5, 6"_s,
        QVariantList{question->since, question->until} + question->condition.values);
    if (!query)
        return std::unexpected(query.error());
    QList<LaneCount> counts;
    while (query->next()) {
        RowReader row(*query);
        counts.append({.endpoint = row.text(),
            .model = row.text(),
            .provider = row.text(),
            .state = row.laneState(),
            .error = row.text(),
            .fromCache = row.flag(),
            .lanes = row.integer()});
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return counts;
}

} // namespace

Result<QList<LaneCount>> readLaneCounts(const HistoryStore& history, const HistoryFilter& filter)
{
    return history.read([&](const Connection& connection) { return readCounts(connection, filter); });
}

Result<SampleSet> readLaneSamples(const HistoryStore& history, const HistoryFilter& filter, qint64 mostRuns)
{
    return history.read([&](const Connection& connection) { return readSamples(connection, filter, mostRuns); });
}

} // namespace assay
