// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/complexity.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kTiers = {"simple"_L1, "medium"_L1, "complex"_L1, "reasoning"_L1};
constexpr std::array kLimits = {0.15, 0.35, 0.60};
constexpr qsizetype kFewWords = 15;
constexpr qsizetype kManyWords = 400;

/// How often any of these words or phrases stands in the text, as words of their own.
qsizetype occurrences(const QString& text, const QRegularExpression& words)
{
    qsizetype count = 0;
    for (auto match = words.globalMatch(text); match.hasNext(); match.next())
        ++count;
    return count;
}

QRegularExpression wordList(const QString& alternatives)
{
    return QRegularExpression(u"(?<![\\w])(?:%1)(?![\\w])"_s.arg(alternatives),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

double strength(qsizetype count)
{
    return count == 0 ? 0.0 : (count == 1 ? 0.5 : 1.0);
}

double lengthSignal(qsizetype words)
{
    if (words < kFewWords)
        return -1;
    if (words > kManyWords)
        return 1;
    return double(words - kFewWords) / double(kManyWords - kFewWords);
}

qsizetype reasoningMarkers(const QString& text)
{
    static const auto words = wordList(
        u"step by step|think (?:it )?through|think carefully|reason(?:ing)? about|analy[sz]e|prove|derive|deduce|trade-?offs?|justify|explain why|show your work"_s);
    return occurrences(text, words);
}

qsizetype codeMarkers(const QString& text)
{
    static const auto words = wordList(
        u"functions?|class(?:es)?|api|database|sql|regex|algorithms?|compile[rs]?|debug|refactor|unit tests?|stack trace|exception|python|javascript|typescript|rust|c\\+\\+|java|bash"_s);
    return occurrences(text, words) + 2 * text.count(u"```"_s);
}

qsizetype technicalMarkers(const QString& text)
{
    static const auto words = wordList(
        u"architecture|distributed|encryption|concurren(?:t|cy)|kubernetes|consensus|latency|throughput|protocol|theorem|differential|integral|eigenvalues?|statistical|regression|compliance|optimi[sz]e"_s);
    return occurrences(text, words);
}

qsizetype simpleMarkers(const QString& text)
{
    static const QRegularExpression beginning(
        u"^\\s*(?:what is|what's|who is|when (?:is|was)|where is|define|hello|hi|hey|thanks|thank you|translate)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return beginning.match(text).hasMatch() ? 2 : 0;
}

qsizetype stepMarkers(const QString& text)
{
    static const QRegularExpression steps(u"\\bfirst\\b.*\\bthen\\b|^\\s*\\d+[.)]\\s"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption
            | QRegularExpression::DotMatchesEverythingOption);
    return occurrences(text, steps);
}

} // namespace

QLatin1StringView complexityTierName(ComplexityTier tier)
{
    return kTiers.at(static_cast<std::size_t>(tier));
}

std::optional<ComplexityTier> complexityTierFromName(QStringView name)
{
    const auto known = std::ranges::find_if(kTiers, [&](QLatin1StringView tier) { return name == tier; });
    return known == kTiers.end() ? std::nullopt : std::optional(static_cast<ComplexityTier>(known - kTiers.begin()));
}

Complexity complexityOf(const QString& prompt)
{
    const QString text = prompt.left(20'000); // what comes after says no more about the kind of the task
    static const QRegularExpression blank(u"\\s+"_s);
    const qsizetype words = text.split(blank, Qt::SkipEmptyParts).size();
    const qsizetype reasoning = reasoningMarkers(text);
    const qsizetype questions = text.count(u'?');
    Complexity out;
    out.signs = {{u"length"_s, lengthSignal(words), 0.10}, {u"code"_s, strength(codeMarkers(text)), 0.30},
        {u"reasoning"_s, strength(reasoning), 0.25}, {u"technical"_s, strength(technicalMarkers(text)), 0.25},
        {u"simple"_s, -strength(simpleMarkers(text)), 0.05}, {u"steps"_s, strength(stepMarkers(text)), 0.03},
        {u"questions"_s, questions > 1 ? strength(questions - 1) : 0.0, 0.02}};
    for (const auto& sign : std::as_const(out.signs))
        out.score += sign.value * sign.weight;
    const auto limit = std::ranges::upper_bound(kLimits, out.score);
    out.tier = static_cast<ComplexityTier>(limit - kLimits.begin());
    out.isForced = reasoning >= 2 && out.tier != ComplexityTier::Reasoning;
    if (out.isForced)
        out.tier = ComplexityTier::Reasoning;
    return out;
}

} // namespace assay
