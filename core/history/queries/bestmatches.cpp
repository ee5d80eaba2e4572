// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/queries/search.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// The index's own rank visits every match to learn how rare a word is: over a second for a common word among a million
// runs. These many of the newest are weighed instead, fewer if they are long.
constexpr int kMostWeighed = 400;
constexpr qsizetype kMostCharacters = 1'000'000;
constexpr auto kTexts = "SELECT prompt, answers FROM search_source WHERE rowid = ?"_L1;

// BM25 with the usual constants (Robertson and Zaragoza 2009); the prompt counts twice.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;
constexpr int kPromptWeight = 2;
constexpr qsizetype kSnippet = 160;

struct Candidate {
    SearchMatch match;
    QString text; ///< prompt and answers; empty if it was not weighed
    QList<double> counts; ///< of each phrase's words
    double length = 0;
    double score = 0;
};

/// Counts the words of each phrase; a phrase counts as often as its rarest word.
void countWords(Candidate& candidate, const QString& text, const QList<SearchPhrase>& phrases, int weight)
{
    QHash<QString, double> counts;
    for (const auto& phrase : phrases) {
        for (const auto& token : phrase.tokens)
            counts.insert(token, 0);
    }
    QList<std::pair<QString, double*>> beginnings;
    for (const auto& phrase : phrases) {
        if (phrase.isPrefix)
            beginnings.append({phrase.tokens.last(), &counts[phrase.tokens.last()]});
    }
    forEachWord(text, [&](const QString& word, TextRange) {
        candidate.length += 1;
        if (const auto found = counts.find(word); found != counts.end())
            *found += weight;
        for (const auto& [beginning, count] : std::as_const(beginnings)) {
            if (word.size() > beginning.size() && word.startsWith(beginning))
                *count += weight;
        }
    });
    candidate.counts.resize(phrases.size());
    for (qsizetype i = 0; i < phrases.size(); ++i) {
        double fewest = counts.value(phrases[i].tokens.first());
        for (const auto& token : phrases[i].tokens)
            fewest = std::min(fewest, counts.value(token));
        candidate.counts[i] += fewest;
    }
}

void weigh(QList<Candidate>& candidates, qsizetype phrases)
{
    double words = 0;
    QList<double> totals(phrases, 0.0);
    for (const auto& candidate : std::as_const(candidates)) {
        words += candidate.length;
        for (qsizetype i = 0; i < phrases; ++i)
            totals[i] += candidate.counts.value(i);
    }
    const double average = std::max(1.0, words / static_cast<double>(std::max<qsizetype>(1, candidates.size())));
    for (auto& candidate : candidates) {
        const double norm = kSaturation * (1 - kLengthShare + kLengthShare * candidate.length / average);
        for (qsizetype i = 0; i < phrases; ++i) {
            // All of them hold all words, so how rare a word is shows in how seldom it is said.
            const double rarity = std::log(1 + words / std::max(1.0, totals[i]));
            const double count = candidate.counts.value(i);
            candidate.score += rarity * count * (kSaturation + 1) / (count + norm);
        }
    }
}

} // namespace

Result<QList<SearchMatch>> bestMatches(const Connection& connection, const QString& terms, const SearchBounds& bounds)
{
    SearchBounds wide = bounds;
    wide.limit = std::max(bounds.limit, kMostWeighed);
    wide.withSnippets = false;
    const auto matches = newestMatches(connection, terms, wide);
    if (!matches)
        return matches;
    auto texts = connection.prepare(kTexts);
    if (!texts)
        return std::unexpected(texts.error());
    const auto phrases = searchPhrases(terms);
    QList<Candidate> candidates;
    qsizetype characters = 0;
    for (const auto& match : *matches) {
        Candidate candidate{.match = match, .text = {}, .counts = {}, .length = 0, .score = 0};
        if (characters < kMostCharacters) {
            if (auto done = connection.run(*texts, {match.run}); !done)
                return std::unexpected(done.error());
            if (texts->next()) {
                const QString prompt = texts->value(0).toString();
                const QString answers = texts->value(1).toString();
                characters += prompt.size() + answers.size();
                countWords(candidate, prompt, phrases, kPromptWeight);
                countWords(candidate, answers, phrases, 1);
                candidate.text = prompt + u'\n' + answers;
            }
        }
        candidates.append(std::move(candidate));
    }
    weigh(candidates, phrases.size());
    std::ranges::stable_sort(candidates, std::ranges::greater(), &Candidate::score);
    QList<SearchMatch> best;
    for (auto& candidate : candidates) {
        if (best.size() == bounds.limit)
            break;
        if (bounds.withSnippets && candidate.match.snippet.isEmpty()) {
            const auto excerpt = excerptOf(candidate.text, placesOf(candidate.text, phrases), kSnippet);
            candidate.match.snippet = excerpt.text;
            candidate.match.matches = excerpt.matches;
        }
        best.append(std::move(candidate.match));
    }
    return best;
}

} // namespace assay
