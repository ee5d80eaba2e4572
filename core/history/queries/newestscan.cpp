// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/newestscan.h"

#include "core/history/connection.h"

#include <QSqlError>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kMostLookedAt = 800; // some 15 ms
constexpr qsizetype kSnippet = 160;

bool holdsAll(const QString& text, const QList<SearchPhrase>& phrases)
{
    return std::ranges::all_of(
        phrases, [&text](const SearchPhrase& phrase) { return !placesOf(text, {phrase}).isEmpty(); });
}

} // namespace

bool hasShortBeginning(const QList<SearchPhrase>& phrases)
{
    return std::ranges::any_of(phrases, [](const SearchPhrase& phrase) {
        return phrase.isPrefix && !phrase.isUnspaced && phrase.tokens.size() == 1 && phrase.tokens.first().size() <= 2;
    });
}

Result<std::optional<QList<SearchMatch>>> scanNewest(
    const Connection& connection, const QList<SearchPhrase>& phrases, const SearchBounds& bounds)
{
    const auto condition = conditionOf(bounds.filter);
    const QString text
        = u"SELECT s.rowid, s.prompt, s.answers FROM run r CROSS JOIN search_source s ON s.rowid = r.seq WHERE r.seq < ?"_s
        + condition.text + u" ORDER BY r.seq DESC LIMIT %1"_s.arg(kMostLookedAt);
    const QByteArray statement = text.toLatin1();
    auto query = connection.prepare(QLatin1StringView(statement));
    if (!query)
        return std::unexpected(query.error());
    const qint64 before = bounds.beforeRun > 0 ? bounds.beforeRun : std::numeric_limits<qint64>::max();
    if (auto done = connection.run(*query, QVariantList{before} + condition.values); !done)
        return std::unexpected(done.error());
    QList<SearchMatch> matches;
    while (matches.size() < bounds.limit && query->next()) {
        const QString whole = query->value(1).toString() + u'\n' + query->value(2).toString();
        if (!holdsAll(whole, phrases))
            continue;
        SearchMatch match{.run = query->value(0).toLongLong()};
        if (bounds.withSnippets) {
            auto excerpt = excerptOf(whole, placesOf(whole, phrases), kSnippet);
            match.snippet = std::move(excerpt.text);
            match.matches = std::move(excerpt.matches);
        }
        matches.append(std::move(match));
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return matches.size() < bounds.limit ? std::nullopt : std::optional(std::move(matches));
}

} // namespace assay
