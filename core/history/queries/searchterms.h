// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"

#include <functional>

namespace assay {

/// One word or phrase of a search.
struct SearchPhrase {
    QString text; ///< as typed, without quotes and the star
    QStringList tokens; ///< folded words
    bool isPrefix = false; ///< the last word is the beginning of one
    /// Written without spaces between words (Chinese, Japanese, Thai, …), so that it may stand inside a token.
    bool isUnspaced = false;
};

/// `a "b c" d*` → three phrases. A phrase without letter and number is none.
QList<SearchPhrase> searchPhrases(const QString& terms);

/// The phrases as an FTS5 query that can only ever be a list of phrases: `"a" "b c" "d"*`; empty if there are none.
/// https://www.sqlite.org/fts5.html#full_text_query_syntax
QString searchExpression(const QString& terms);

/// Calls `word` for each word of a text, folded as the index folds it (case, accents), with its place.
void forEachWord(const QString& text, const std::function<void(const QString& folded, TextRange place)>& word);

/// Where the phrases stand in a text, rising and apart from each other.
QList<TextRange> placesOf(const QString& text, const QList<SearchPhrase>& phrases);

/// The text around the first of these places, at most about `length` characters on one line, and the places in it.
struct Excerpt {
    QString text;
    QList<TextRange> matches;
};
Excerpt excerptOf(const QString& text, const QList<TextRange>& places, qsizetype length);

} // namespace assay
