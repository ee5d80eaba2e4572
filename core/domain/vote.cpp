// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/vote.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kVerdicts = {"first"_L1, "second"_L1, "tie"_L1, "both_bad"_L1, "cannot_tell"_L1};
constexpr qsizetype kSearched = 200'000;

PairTally* entryFor(QList<PairTally>& tallies, const ModelRef& a, const ModelRef& b)
{
    for (auto& tally : tallies) {
        if (tally.a == a && tally.b == b)
            return &tally;
    }
    tallies.append(PairTally{.a = a, .b = b});
    return &tallies.last();
}

void count(PairTally& tally, const Vote& vote, bool aIsFirst)
{
    switch (vote.verdict) {
    case Verdict::First: ++(aIsFirst ? tally.aWins : tally.bWins); break;
    case Verdict::Second: ++(aIsFirst ? tally.bWins : tally.aWins); break;
    case Verdict::Tie: ++tally.ties; break;
    case Verdict::BothBad: ++tally.bothBad; break;
    case Verdict::CannotTell: ++tally.cannotTell; break;
    }
    tally.aFirst += aIsFirst ? 1 : 0;
    tally.selfNaming += vote.first.namesItself || vote.second.namesItself ? 1 : 0;
}

// Makers and families that answers call themselves by. Only in a sentence about the writer: an answer about llamas is
// no sign of its author.
QString makers()
{
    return u"OpenAI|Anthropic|Google(?: DeepMind)?|DeepMind|Meta(?: AI)?|Mistral(?: "
           u"AI)?|DeepSeek|Alibaba|Qwen|Moonshot(?: AI)?|"
           "xAI|Cohere|Microsoft|Amazon|NVIDIA|Zhipu(?: AI)?|Z\\.ai|MiniMax|Perplexity|ChatGPT|GPT(?:[- "
           "]?[0-9][\\w.-]*)?|"
           "Claude|Gemini|Gemma|Llama|Grok|Mixtral|Command(?: R\\+?)?|Kimi|GLM|Copilot|Nova|Phi|Bard|Sonnet|Opus|Haiku"_s;
}

// In order; of two that overlap, one that covers both.
QList<SelfNaming> apart(QList<SelfNaming> places)
{
    std::ranges::sort(places, {}, &SelfNaming::start);
    QList<SelfNaming> out;
    for (const auto& place : places) {
        if (!out.isEmpty() && place.start < out.last().start + out.last().length)
            out.last().length = std::max(out.last().length, place.start + place.length - out.last().start);
        else
            out.append(place);
    }
    return out;
}

} // namespace

QLatin1StringView verdictName(Verdict verdict)
{
    return kVerdicts.at(static_cast<std::size_t>(verdict));
}

std::optional<Verdict> verdictFromName(QStringView name)
{
    const auto found = std::ranges::find_if(kVerdicts, [&](QLatin1StringView known) { return name == known; });
    return found == kVerdicts.end() ? std::nullopt : std::optional(static_cast<Verdict>(found - kVerdicts.begin()));
}

QList<PairTally> tallyVotes(const QList<Vote>& votes)
{
    QList<PairTally> tallies;
    for (const auto& vote : votes) {
        if (vote.withdrawn || vote.first.model == vote.second.model)
            continue;
        const bool firstIsA = vote.first.model.toString() < vote.second.model.toString();
        const ModelRef& a = firstIsA ? vote.first.model : vote.second.model;
        const ModelRef& b = firstIsA ? vote.second.model : vote.first.model;
        count(*entryFor(tallies, a, b), vote, firstIsA);
    }
    std::ranges::stable_sort(tallies, std::greater{}, &PairTally::votes);
    return tallies;
}

PairTally tallyOf(const QList<Vote>& votes, const ModelRef& one, const ModelRef& other)
{
    const bool ordered = one.toString() < other.toString();
    const PairTally none{.a = ordered ? one : other, .b = ordered ? other : one};
    for (const auto& tally : tallyVotes(votes)) {
        if (tally.a == none.a && tally.b == none.b)
            return tally;
    }
    return none;
}

QList<SelfNaming> selfNamings(const QString& answer, const QStringList& names)
{
    QStringList own;
    QStringList anywhere;
    for (const auto& name : names) {
        if (name.size() < 3)
            continue;
        own.append(QRegularExpression::escape(name));
        // "sandbox/swift" or "Sonnet 5.5" tells who it is wherever it stands; "swift" may be a language.
        const bool distinctive = name.size() >= 5
            && std::ranges::any_of(name, [](QChar c) { return c.isDigit() || c == u'/' || c == u' '; });
        if (distinctive)
            anywhere.append(own.last());
    }
    const QString whom = (own.isEmpty() ? QString() : own.join(u'|') + u'|') + makers();
    // "I am X", "my name is X", "as an assistant made by X", "developed by X" near "I", "as X, I"
    const QString pattern
        = uR"((?:\b(?:I am|I'm|I’m|this is|my name is|as an?(?: [\w-]+){1,4}?,?(?: \w+)? by|I was (?:made|built|created|trained|developed) by|(?:model|assistant|AI),? (?:made|built|created|trained|developed) by|call me|as)\s+(?:an? )?(?:\w+ ){0,3}?)(?<who>%1)\b)"_s
              .arg(whom);
    const QStringView searched = QStringView(answer).first(std::min(answer.size(), kSearched));
    QList<SelfNaming> out;
    const auto find = [&](const QString& text) {
        const QRegularExpression expression(text, QRegularExpression::CaseInsensitiveOption);
        auto found = expression.globalMatchView(searched);
        while (found.hasNext()) {
            const auto match = found.next();
            out.append({.start = match.capturedStart(u"who"_s), .length = match.capturedLength(u"who"_s)});
        }
    };
    find(pattern);
    if (!anywhere.isEmpty())
        find(u"(?<who>%1)"_s.arg(anywhere.join(u'|')));
    return apart(std::move(out));
}

} // namespace assay
