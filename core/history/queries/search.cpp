// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/search.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Newest rows first and limited before anything is joined: ordering by rank would visit every match.
constexpr auto kSearch
    = "SELECT r.id, r.at_us, h.snippet FROM (SELECT rowid AS run, snippet(search, -1, char(2), char(3), char(8230), "
      "24) AS"
      " snippet FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) h JOIN run r ON r.seq = h.run"
      " ORDER BY h.run DESC"_L1;

constexpr QChar kMatchBegin(2);
constexpr QChar kMatchEnd(3);

// The tokenizer keeps letters, numbers and private-use characters only.
bool hasToken(QStringView text)
{
    const auto points = text.toUcs4();
    return std::ranges::any_of(points,
        [](uint point) { return QChar::isLetterOrNumber(point) || QChar::category(point) == QChar::Other_PrivateUse; });
}

QString phrase(QStringView text, bool isPrefix)
{
    QString inner = text.toString().remove(QChar(0));
    inner.replace(u'"', u' ');
    return hasToken(inner) ? u'"' + inner + (isPrefix ? u"\"*"_s : u"\""_s) : QString();
}

// Takes the first phrase or word off `rest`.
QString takePhrase(QStringView& rest)
{
    if (rest.startsWith(u'"')) {
        const auto end = rest.indexOf(u'"', 1);
        const auto inner = end < 0 ? rest.sliced(1) : rest.sliced(1, end - 1);
        rest = end < 0 ? QStringView() : rest.sliced(end + 1);
        return phrase(inner, false);
    }
    const auto* stop
        = std::ranges::find_if(rest, [](QChar character) { return character.isSpace() || character == u'"'; });
    const auto length = stop - rest.begin();
    auto word = rest.first(length);
    rest = rest.sliced(length);
    const bool isPrefix = word.endsWith(u'*');
    if (isPrefix)
        word.chop(1);
    return phrase(word, isPrefix);
}

// Turns the marks of snippet() into ranges.
void placeMatches(SearchHit& hit, const QString& marked)
{
    for (const QChar character : marked) {
        if (character == kMatchBegin)
            hit.matches.append({.start = hit.snippet.size(), .length = 0});
        else if (character == kMatchEnd && !hit.matches.isEmpty())
            hit.matches.last().length = hit.snippet.size() - hit.matches.last().start;
        else
            hit.snippet.append(character);
    }
}

} // namespace

QString searchExpression(const QString& terms)
{
    QStringList phrases;
    QStringView rest = terms;
    while (!(rest = rest.trimmed()).isEmpty()) {
        const QString next = takePhrase(rest);
        if (!next.isEmpty())
            phrases.append(next);
    }
    return phrases.join(u' ');
}

Result<QList<SearchHit>> searchRuns(const Connection& connection, const QString& terms, int limit)
{
    const QString expression = searchExpression(terms);
    if (expression.isEmpty())
        return QList<SearchHit>();
    auto query = connection.prepare(kSearch);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {expression, limit}); !done)
        return std::unexpected(done.error());
    QList<SearchHit> hits;
    while (query->next()) {
        RowReader row(*query);
        SearchHit hit;
        hit.id = row.text();
        hit.startedAt = row.date();
        placeMatches(hit, row.text());
        hits.append(std::move(hit));
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return hits;
}

} // namespace assay
