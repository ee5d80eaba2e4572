// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/queries/runlist.h"
#include "core/history/queries/search.h"
#include "core/history/rows.h"
#include "core/history/runfinder.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kPlaceOf = "SELECT seq, at_us FROM run WHERE id = ?"_L1;
// Rows are never removed and numbered without gaps: no need to count.
constexpr auto kAll = "SELECT coalesce(max(seq), 0) FROM run"_L1;
constexpr auto kStarred = "SELECT count(*) FROM run_mark WHERE starred"_L1;
constexpr auto kVoted = "SELECT count(DISTINCT v.first_run) FROM vote v WHERE NOT EXISTS"
                        " (SELECT 1 FROM vote_withdrawn w WHERE w.vote = v.seq)"_L1;
constexpr auto kTags = "SELECT tag FROM run_tag GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 200"_L1;

qint64 lanesOf(const SpendRow& row)
{
    return row.total.calls + row.total.simulatedCalls;
}

QStringList mostUsedFirst(QList<SpendRow> rows)
{
    std::ranges::stable_sort(rows, std::ranges::greater(), &lanesOf);
    QStringList keys;
    for (const auto& row : std::as_const(rows))
        keys.append(row.key);
    return keys;
}

struct Place {
    qint64 seq = 0;
    qint64 at = 0;
};

Result<Place> placeOf(const Connection& connection, const QString& runId)
{
    if (runId.isEmpty())
        return Place();
    auto query = connection.prepare(kPlaceOf);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {runId}); !done)
        return std::unexpected(done.error());
    if (!query->next())
        return fail(ErrorKind::InvalidRequest, u"There is no run %1 in the history."_s.arg(runId));
    return Place{.seq = query->value(0).toLongLong(), .at = query->value(1).toLongLong()};
}

Result<QSqlQuery> asked(const Connection& connection, const QString& text, const QVariantList& values)
{
    const QByteArray statement = text.toLatin1();
    auto query = connection.prepare(QLatin1StringView(statement));
    if (!query)
        return query;
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    return query;
}

Result<QStringList> firstColumn(const Connection& connection, QLatin1StringView statement)
{
    auto query = asked(connection, statement, {});
    if (!query)
        return std::unexpected(query.error());
    QStringList out;
    while (query->next())
        out.append(query->value(0).toString());
    return out;
}

Result<QList<FoundRun>> read(const Connection& connection, const QList<SearchMatch>& matches)
{
    auto summaries = SummaryReader::prepare(connection);
    if (!summaries)
        return std::unexpected(summaries.error());
    QList<FoundRun> runs;
    for (const auto& match : matches) {
        auto found = summaries->read(match.run);
        if (!found)
            return std::unexpected(found.error());
        if (!*found)
            continue;
        (*found)->snippet = match.snippet;
        (*found)->matches = match.matches;
        (*found)->inNote = match.inNote;
        runs.append(**std::move(found));
    }
    return runs;
}

RunQuestion withWords(RunQuestion question)
{
    if (searchPhrases(question.terms).isEmpty())
        question.terms = question.filter.words;
    return question;
}

Result<QList<SearchMatch>> matchesOf(const Connection& connection, const RunQuestion& question)
{
    if (searchPhrases(question.terms).isEmpty()) {
        const auto listed = listedRuns(connection, question);
        if (!listed)
            return std::unexpected(listed.error());
        QList<SearchMatch> matches;
        for (const qint64 run : *listed)
            matches.append({.run = run, .snippet = {}, .matches = {}, .inNote = false});
        return matches;
    }
    const auto before = placeOf(connection, question.beforeId);
    if (!before)
        return std::unexpected(before.error());
    const SearchBounds bounds{
        .filter = question.filter, .beforeRun = before->seq, .limit = question.limit, .withSnippets = true};
    return question.order == SearchOrder::Best ? bestMatches(connection, question.terms, bounds)
                                               : newestMatches(connection, question.terms, bounds);
}

} // namespace

Result<QList<qint64>> listedRuns(const Connection& connection, const RunQuestion& question)
{
    const auto before = placeOf(connection, question.beforeId);
    if (!before)
        return std::unexpected(before.error());
    const auto condition = conditionOf(question.filter);
    QString text = u"SELECT r.seq FROM run r WHERE 1"_s + condition.text;
    QVariantList values = condition.values;
    if (before->seq > 0) {
        text += u" AND (r.at_us, r.seq) < (?, ?)"_s;
        values += QVariantList{before->at, before->seq};
    }
    values.append(question.limit);
    auto query = asked(connection, text + u" ORDER BY r.at_us DESC, r.seq DESC LIMIT ?"_s, values);
    if (!query)
        return std::unexpected(query.error());
    QList<qint64> runs;
    while (query->next())
        runs.append(query->value(0).toLongLong());
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return runs;
}

Result<qint64> countRuns(const Connection& connection, const RunQuestion& question, qint64 most)
{
    const auto condition = conditionOf(question.filter);
    const QString expression = searchExpression(question.terms);
    QString text;
    QVariantList values;
    if (expression.isEmpty()) {
        text = u"SELECT 1 FROM run r WHERE 1"_s + condition.text;
    } else {
        text = u"SELECT 1 FROM search"_s
            + (condition.text.isEmpty() ? QString() : u" CROSS JOIN run r ON r.seq = search.rowid"_s)
            + u" WHERE search MATCH ?"_s + condition.text;
        values.append(expression);
    }
    values += condition.values;
    values.append(most);
    auto query = asked(connection, u"SELECT count(*) FROM (%1 LIMIT ?)"_s.arg(text), values);
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<RunCounts> readCounts(const Connection& connection)
{
    RunCounts counts;
    const auto all = connection.value(kAll);
    const auto starred = connection.value(kStarred);
    const auto voted = connection.value(kVoted);
    for (const auto* value : {&all, &starred, &voted}) {
        if (!*value)
            return std::unexpected(value->error());
    }
    counts.all = all->toLongLong();
    counts.starred = starred->toLongLong();
    counts.voted = voted->toLongLong();
    auto tags = firstColumn(connection, kTags);
    if (!tags)
        return std::unexpected(tags.error());
    counts.tags = *std::move(tags);
    return counts;
}

Result<QList<FoundRun>> RunFinder::find(const RunQuestion& asked) const
{
    const RunQuestion question = withWords(asked);
    return m_history.read([&question](const Connection& connection) -> Result<QList<FoundRun>> {
        const auto matches = matchesOf(connection, question);
        return matches ? assay::read(connection, *matches) : std::unexpected(matches.error());
    });
}

Result<qint64> RunFinder::count(const RunQuestion& asked, qint64 most) const
{
    const RunQuestion question = withWords(asked);
    return m_history.read(
        [&question, most](const Connection& connection) { return countRuns(connection, question, most); });
}

Result<RunMarks> RunFinder::marks(const QString& runId) const
{
    return m_history.read([&runId](const Connection& connection) { return readMarks(connection, runId); });
}

Result<RunCounts> RunFinder::counts() const
{
    auto counts = m_history.read([](const Connection& connection) { return readCounts(connection); });
    if (!counts)
        return counts;
    // From the roll-ups of spend, which hold every lane.
    // A question may span a century at most, and no model answered before this one.
    const QDate ever(2010, 1, 1);
    const QDate end(2100, 1, 1);
    const auto models = m_history.spend(ever, end, SpendGrouping::Model);
    const auto projects = m_history.spend(ever, end, SpendGrouping::Project);
    const auto surfaces = m_history.spend(ever, end, SpendGrouping::Surface);
    const auto providers = m_history.spend(ever, end, SpendGrouping::Provider);
    for (const auto* rows : {&models, &projects, &surfaces, &providers}) {
        if (!*rows)
            return std::unexpected(rows->error());
    }
    counts->models = mostUsedFirst(*models);
    counts->providers = mostUsedFirst(*providers);
    for (const auto& row : *projects) {
        if (!row.key.isEmpty())
            counts->projects.append(row.key);
    }
    for (const auto& row : *surfaces)
        counts->surfaces.append({row.key, lanesOf(row)});
    return counts;
}

QList<TextRange> matchesIn(const QString& text, const QString& terms)
{
    return placesOf(text, searchPhrases(terms));
}

} // namespace assay
