// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/gramsearch.h"

#include "core/history/connection.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kGram = 3;
constexpr int kMostBeginnings = 400;
constexpr int kMostLookedAt = 2'000;
constexpr qsizetype kSnippet = 160;
constexpr auto kBeginnings = "SELECT term FROM search_gram_terms WHERE term >= ? AND term < ? LIMIT ?"_L1;
constexpr auto kTexts = "SELECT prompt, answers FROM search_source WHERE rowid = ?"_L1;

QString quoted(QString piece)
{
    return u'"' + piece.replace(u'"', u"\"\""_s) + u'"';
}

QList<QString> charactersOf(const QString& text)
{
    QList<QString> out;
    for (const char32_t point : text.toLower().toUcs4())
        out.append(QString::fromUcs4(&point, 1));
    return out;
}

// One or two characters: every piece that begins with them.
Result<QString> beginnings(const Connection& connection, const QString& text)
{
    auto query = connection.prepare(kBeginnings);
    if (!query)
        return std::unexpected(query.error());
    const QString from = text.toLower();
    if (auto done = connection.run(*query, {from, from + QString::fromUcs4(U"\U0010ffff"), kMostBeginnings}); !done)
        return std::unexpected(done.error());
    QStringList pieces;
    while (query->next())
        pieces.append(quoted(query->value(0).toString()));
    return pieces.isEmpty() ? QString() : u'(' + pieces.join(u" OR "_s) + u')';
}

// Empty: nothing can match.
Result<QString> expressionOf(const Connection& connection, const QList<SearchPhrase>& phrases)
{
    QStringList parts;
    for (const auto& phrase : phrases) {
        const auto characters = charactersOf(phrase.text.trimmed());
        if (characters.size() < kGram) {
            auto part = beginnings(connection, phrase.text.trimmed());
            if (!part || part->isEmpty())
                return part;
            parts.append(*part);
            continue;
        }
        for (qsizetype i = 0; i + kGram <= characters.size(); ++i) {
            const QString piece = quoted(characters[i] + characters[i + 1] + characters[i + 2]);
            if (!parts.contains(piece))
                parts.append(piece);
        }
    }
    return parts.join(u" AND "_s);
}

Result<QSqlQuery> candidates(const Connection& connection, const QString& expression, const SearchBounds& bounds)
{
    const auto condition = conditionOf(bounds.filter);
    QString text = u"SELECT search_grams.rowid FROM search_grams"_s;
    if (!condition.text.isEmpty())
        text += u" CROSS JOIN run r ON r.seq = search_grams.rowid"_s;
    text += u" WHERE search_grams MATCH ?"_s + (bounds.beforeRun > 0 ? u" AND search_grams.rowid < ?"_s : QString())
        + condition.text + u" ORDER BY search_grams.rowid DESC LIMIT %1"_s.arg(kMostLookedAt);
    QVariantList values = {expression};
    if (bounds.beforeRun > 0)
        values.append(bounds.beforeRun);
    values += condition.values;
    const QByteArray statement = text.toLatin1();
    auto query = connection.prepare(QLatin1StringView(statement));
    if (!query)
        return query;
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    return query;
}

// The pieces may stand apart; this is whether the phrases are really there.
bool holdsAll(const QString& text, const QList<SearchPhrase>& phrases)
{
    return std::ranges::all_of(phrases,
        [&text](const SearchPhrase& phrase) { return text.contains(phrase.text.trimmed(), Qt::CaseInsensitive); });
}

} // namespace

Result<QList<SearchMatch>> gramMatches(
    const Connection& connection, const QList<SearchPhrase>& phrases, const SearchBounds& bounds)
{
    const auto expression = expressionOf(connection, phrases);
    if (!expression)
        return std::unexpected(expression.error());
    if (expression->isEmpty())
        return QList<SearchMatch>();
    auto rows = candidates(connection, *expression, bounds);
    auto texts = connection.prepare(kTexts);
    for (const auto* query : {&rows, &texts}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    QList<SearchMatch> matches;
    while (matches.size() < bounds.limit && rows->next()) {
        const qint64 run = rows->value(0).toLongLong();
        if (auto done = connection.run(*texts, {run}); !done)
            return std::unexpected(done.error());
        if (!texts->next())
            continue;
        const QString text = texts->value(0).toString() + u'\n' + texts->value(1).toString();
        if (!holdsAll(text, phrases))
            continue;
        auto excerpt = excerptOf(text, placesOf(text, phrases), kSnippet);
        matches.append(
            {.run = run, .snippet = std::move(excerpt.text), .matches = std::move(excerpt.matches), .inNote = false});
    }
    if (rows->lastError().isValid())
        return std::unexpected(connection.error(*rows));
    return matches;
}

} // namespace assay
