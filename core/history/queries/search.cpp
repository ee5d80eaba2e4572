// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/search.h"

#include "core/history/connection.h"
#include "core/history/queries/gramsearch.h"
#include "core/history/queries/newestscan.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Newest rows first and limited in the index itself: ordering by rank would visit every match. CROSS JOIN keeps SQLite
// from turning the order around.
constexpr auto kWords = "search"_L1;
constexpr auto kNotes = "search_notes"_L1;
constexpr auto kRunOf = "SELECT id, at_us FROM run WHERE seq = ?"_L1;

constexpr QChar kMatchBegin(2);
constexpr QChar kMatchEnd(3);

// Turns the marks of snippet() into ranges.
void placeMatches(SearchMatch& match, const QString& marked)
{
    for (const QChar character : marked) {
        if (character == kMatchBegin)
            match.matches.append({.start = match.snippet.size(), .length = 0});
        else if (character == kMatchEnd && !match.matches.isEmpty())
            match.matches.last().length = match.snippet.size() - match.matches.last().start;
        else
            match.snippet.append(character == u'\n' ? QChar(u' ') : character);
    }
}

Result<QList<SearchMatch>> matchesOf(
    const Connection& connection, QLatin1StringView table, const QString& expression, const SearchBounds& bounds)
{
    const auto condition = conditionOf(bounds.filter);
    QString text = bounds.withSnippets
        ? u"SELECT %1.rowid, snippet(%1, -1, char(2), char(3), char(8230), 24) FROM %1"_s.arg(table)
        : u"SELECT %1.rowid, '' FROM %1"_s.arg(table);
    text += (condition.text.isEmpty() ? QString() : u" CROSS JOIN run r ON r.seq = %1.rowid"_s.arg(table));
    text += u" WHERE %1 MATCH ?"_s.arg(table);
    QVariantList values = {expression};
    if (bounds.beforeRun > 0) {
        text += u" AND %1.rowid < ?"_s.arg(table);
        values.append(bounds.beforeRun);
    }
    text += condition.text + u" ORDER BY %1.rowid DESC LIMIT ?"_s.arg(table);
    values += condition.values;
    values.append(bounds.limit);
    const QByteArray statement = text.toLatin1();
    auto query = connection.prepare(QLatin1StringView(statement));
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    QList<SearchMatch> matches;
    while (query->next()) {
        SearchMatch match;
        match.run = query->value(0).toLongLong();
        match.inNote = table == kNotes;
        placeMatches(match, query->value(1).toString());
        matches.append(std::move(match));
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return matches;
}

Result<QList<SearchMatch>> wordMatches(const Connection& connection, const QList<SearchPhrase>& phrases,
    const QString& expression, const SearchBounds& bounds)
{
    if (hasShortBeginning(phrases)) {
        auto scanned = scanNewest(connection, phrases, bounds);
        if (!scanned)
            return std::unexpected(scanned.error());
        if (*scanned)
            return **std::move(scanned);
    }
    return matchesOf(connection, kWords, expression, bounds);
}

// Each run once, newest first; earlier lists win.
QList<SearchMatch> joined(const QList<QList<SearchMatch>>& lists, int limit)
{
    QList<SearchMatch> all;
    for (const auto& list : lists)
        all += list;
    std::ranges::stable_sort(all, std::ranges::greater(), &SearchMatch::run);
    const auto repeated = std::ranges::unique(all, {}, &SearchMatch::run);
    all.erase(repeated.begin(), repeated.end());
    return all.size() > limit ? all.first(limit) : all;
}

} // namespace

Result<QList<SearchMatch>> newestMatches(const Connection& connection, const QString& terms, const SearchBounds& bounds)
{
    const auto phrases = searchPhrases(terms);
    if (phrases.isEmpty())
        return QList<SearchMatch>();
    const QString expression = searchExpression(terms);
    auto words = wordMatches(connection, phrases, expression, bounds);
    if (!words)
        return words;
    auto notes = matchesOf(connection, kNotes, expression, bounds);
    if (!notes)
        return notes;
    bool needsPieces = std::ranges::any_of(phrases, &SearchPhrase::isUnspaced);
    if (!needsPieces && words->isEmpty() && notes->isEmpty()) {
        // Only where the words are nowhere: "tea" is not looked for in "steady" while there is tea.
        SearchBounds anywhere = bounds;
        anywhere.beforeRun = 0;
        anywhere.limit = 1;
        const auto any = bounds.beforeRun > 0 ? matchesOf(connection, kWords, expression, anywhere) : words;
        if (!any)
            return any;
        needsPieces = any->isEmpty();
    }
    QList<SearchMatch> pieces;
    if (needsPieces) {
        auto found = gramMatches(connection, phrases, bounds);
        if (!found)
            return found;
        pieces = *std::move(found);
    }
    return joined({*words, pieces, *notes}, bounds.limit);
}

Result<SqlCondition> wordsCondition(const Connection& connection, const QString& words)
{
    if (searchPhrases(words).isEmpty())
        return SqlCondition();
    const auto matches = newestMatches(connection, words,
        {.filter = {}, .beforeRun = 0, .limit = std::numeric_limits<int>::max(), .withSnippets = false});
    if (!matches)
        return std::unexpected(matches.error());
    QStringList runs;
    for (const auto& match : *matches)
        runs.append(QString::number(match.run));
    return SqlCondition{
        .text = u" AND r.seq IN (SELECT value FROM json_each(?))"_s, .values = {u'[' + runs.join(u',') + u']'}};
}

Result<QList<SearchHit>> searchRuns(const Connection& connection, const QString& terms, int limit)
{
    const auto matches
        = newestMatches(connection, terms, {.filter = {}, .beforeRun = 0, .limit = limit, .withSnippets = true});
    if (!matches)
        return std::unexpected(matches.error());
    auto run = connection.prepare(kRunOf);
    if (!run)
        return std::unexpected(run.error());
    QList<SearchHit> hits;
    for (const auto& match : *matches) {
        if (auto done = connection.run(*run, {match.run}); !done)
            return std::unexpected(done.error());
        if (!run->next())
            continue;
        RowReader row(*run);
        hits.append({.id = row.text(), .startedAt = row.date(), .snippet = match.snippet, .matches = match.matches});
    }
    return hits;
}

} // namespace assay
