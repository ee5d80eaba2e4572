// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/searchterms.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// What the tokenizer unicode61 keeps: https://www.sqlite.org/fts5.html#unicode61_tokenizer
bool isWordCharacter(char32_t point)
{
    if (point < 0x80)
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9');
    return QChar::isLetterOrNumber(point) || QChar::category(point) == QChar::Other_PrivateUse || QChar::isMark(point);
}

bool isUnspacedScript(char32_t point)
{
    return (point >= 0x0e00 && point <= 0x109f) || (point >= 0x1780 && point <= 0x17ff)
        || (point >= 0x3040 && point <= 0x30ff) || (point >= 0x3400 && point <= 0x4dbf)
        || (point >= 0x4e00 && point <= 0x9fff) || (point >= 0xac00 && point <= 0xd7a3);
}

bool hasToken(const QString& text)
{
    const auto points = text.toUcs4();
    return std::ranges::any_of(points, [](uint point) { return isWordCharacter(point) && !QChar::isMark(point); });
}

QString folded(QStringView word)
{
    if (std::ranges::all_of(word, [](QChar character) { return character.unicode() < 0x80; }))
        return word.toString().toLower();
    QString out;
    const QString parts = word.toString().normalized(QString::NormalizationForm_D);
    for (const QChar character : parts) {
        if (!character.isMark())
            out.append(character.toCaseFolded());
    }
    return out;
}

// Removes what could end the quotes of an FTS5 string.
QString withoutQuotes(QStringView text)
{
    QString inner = text.toString().remove(QChar(0));
    return inner.replace(u'"', u' ');
}

SearchPhrase phraseOf(QStringView text, bool isPrefix)
{
    SearchPhrase phrase;
    phrase.text = withoutQuotes(text);
    phrase.isPrefix = isPrefix;
    if (!hasToken(phrase.text))
        return {};
    forEachWord(phrase.text, [&phrase](const QString& word, TextRange) { phrase.tokens.append(word); });
    const auto points = phrase.text.toUcs4();
    phrase.isUnspaced = std::ranges::any_of(points, &isUnspacedScript);
    return phrase;
}

// Takes the first phrase or word off `rest`.
SearchPhrase takePhrase(QStringView& rest)
{
    if (rest.startsWith(u'"')) {
        const auto end = rest.indexOf(u'"', 1);
        const auto inner = end < 0 ? rest.sliced(1) : rest.sliced(1, end - 1);
        rest = end < 0 ? QStringView() : rest.sliced(end + 1);
        return phraseOf(inner, false);
    }
    const auto* stop
        = std::ranges::find_if(rest, [](QChar character) { return character.isSpace() || character == u'"'; });
    auto word = rest.first(stop - rest.begin());
    rest = rest.sliced(word.size());
    const bool isPrefix = word.endsWith(u'*');
    if (isPrefix)
        word.chop(1);
    return phraseOf(word, isPrefix);
}

struct Word {
    QString folded;
    TextRange place;
};

bool standsAt(const QList<Word>& words, qsizetype at, const SearchPhrase& phrase)
{
    const auto count = phrase.tokens.size();
    if (at + count > words.size())
        return false;
    for (qsizetype i = 0; i < count; ++i) {
        const QString& word = words[at + i].folded;
        const bool last = i + 1 == count;
        if (last && phrase.isPrefix ? !word.startsWith(phrase.tokens[i]) : word != phrase.tokens[i])
            return false;
    }
    return true;
}

void addSubstrings(QList<TextRange>& places, const QString& text, const QString& part)
{
    for (qsizetype at = text.indexOf(part, 0, Qt::CaseInsensitive); at >= 0 && !part.isEmpty();
        at = text.indexOf(part, at + part.size(), Qt::CaseInsensitive))
        places.append({at, part.size()});
}

// Rising, and each touching character once.
QList<TextRange> merged(QList<TextRange> places)
{
    std::ranges::sort(places, {}, &TextRange::start);
    QList<TextRange> out;
    for (const auto& place : std::as_const(places)) {
        if (!out.isEmpty() && place.start < out.last().start + out.last().length) {
            auto& last = out.last();
            last.length = std::max(last.length, place.start + place.length - last.start);
            continue;
        }
        out.append(place);
    }
    return out;
}

} // namespace

void forEachWord(const QString& text, const std::function<void(const QString&, TextRange)>& word)
{
    qsizetype start = -1;
    const auto end = [&](qsizetype at) {
        if (start >= 0)
            word(folded(QStringView(text).sliced(start, at - start)), {start, at - start});
        start = -1;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t point = text[i].unicode();
        const qsizetype at = i;
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            point = QChar::surrogateToUcs4(text[at], text[++i]);
        if (!isWordCharacter(point))
            end(at);
        else if (start < 0)
            start = at;
    }
    end(text.size());
}

QList<SearchPhrase> searchPhrases(const QString& terms)
{
    QList<SearchPhrase> phrases;
    QStringView rest = terms;
    while (!(rest = rest.trimmed()).isEmpty()) {
        auto next = takePhrase(rest);
        if (!next.tokens.isEmpty())
            phrases.append(std::move(next));
    }
    return phrases;
}

QString searchExpression(const QString& terms)
{
    QStringList parts;
    const auto phrases = searchPhrases(terms);
    for (const auto& phrase : phrases)
        parts.append(u'"' + phrase.text + (phrase.isPrefix ? u"\"*"_s : u"\""_s));
    return parts.join(u' ');
}

QList<TextRange> placesOf(const QString& text, const QList<SearchPhrase>& phrases)
{
    QList<Word> words;
    forEachWord(text, [&words](const QString& folded, TextRange place) { words.append({folded, place}); });
    QList<TextRange> places;
    for (const auto& phrase : phrases) {
        const auto before = places.size();
        for (qsizetype at = 0; at < words.size(); ++at) {
            if (!standsAt(words, at, phrase))
                continue;
            const auto& last = words[at + phrase.tokens.size() - 1].place;
            const qsizetype start = words[at].place.start;
            places.append({start, last.start + last.length - start});
        }
        // Found inside of words only: script without spaces, or a piece of an identifier.
        if (places.size() == before)
            addSubstrings(places, text, phrase.text);
    }
    return merged(std::move(places));
}

Excerpt excerptOf(const QString& text, const QList<TextRange>& places, qsizetype length)
{
    const qsizetype first = places.isEmpty() ? 0 : places.first().start;
    qsizetype start = std::max<qsizetype>(0, first - length / 4);
    while (start > 0 && start > first - length / 3 && !text[start - 1].isSpace())
        --start;
    if (start > 0 && text[start].isLowSurrogate())
        ++start;
    qsizetype end = std::min(text.size(), start + length);
    if (end < text.size() && text[end].isLowSurrogate())
        --end;
    Excerpt out;
    const QString lead = start > 0 ? u"…"_s : QString();
    out.text = lead + text.sliced(start, end - start) + (end < text.size() ? u"…"_s : QString());
    for (auto& character : out.text) {
        if (character == u'\n' || character == u'\r' || character == u'\t')
            character = u' ';
    }
    for (const auto& place : places) {
        if (place.start >= start && place.start + place.length <= end)
            out.matches.append({place.start - start + lead.size(), place.length});
    }
    return out;
}

} // namespace assay
