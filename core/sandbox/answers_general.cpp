// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/answertopics.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostTerms = 4;

bool isStopWord(const QString& word)
{
    static const QStringList kWords
        = u"about above after again also and another any are because been before being below "
          "between both but can could did does doing down during each explain few for from further give had has "
          "have having her here hers him his how into its itself just know let like list make more most need not "
          "now off once only other our out over own please same she should show some such tell than that the their "
          "them then there these they this those through too under until use using very want was were what when "
          "where which while who whom why will with without word words would write you your yours sentence "
          "sentences paragraph describe compare difference differences help between best good short next please should really"_s
              .split(u' ');
    return kWords.contains(word.toLower());
}

/// The words a prompt is about, in its own order: names and words said often come first, then long ones.
QStringList keyTerms(const QString& prompt)
{
    static const QRegularExpression word(u"[\\p{L}][\\p{L}\\p{N}+#_-]{2,}"_s);
    QStringList order;
    QHash<QString, int> weights;
    for (auto it = word.globalMatch(prompt.left(4000)); it.hasNext();) {
        const auto match = it.next();
        const QString found = match.captured();
        if (isStopWord(found))
            continue;
        const bool known = weights.contains(found.toLower());
        const bool isName = found[0].isUpper() && match.capturedStart() > 0;
        weights[found.toLower()] += isName && !known ? 3 : 1;
        if (!known)
            order.append(found);
    }
    QStringList ranked = order;
    std::ranges::stable_sort(ranked, [&](const QString& a, const QString& b) {
        const int weightA = weights[a.toLower()];
        const int weightB = weights[b.toLower()];
        return weightA != weightB ? weightA > weightB : a.size() > b.size();
    });
    ranked.resize(std::min(ranked.size(), kMostTerms));
    std::ranges::sort(ranked, {}, [&](const QString& term) { return order.indexOf(term); });
    return ranked;
}

QString restated(const QString& prompt)
{
    const QString plain = prompt.simplified();
    if (plain.isEmpty())
        return u"an empty message"_s;
    return plain.size() <= 120
        ? plain
        : plain.left(plain.lastIndexOf(u' ', 120) > 60 ? plain.lastIndexOf(u' ', 120) : 120) + u'…';
}

bool isAboutCode(const QString& prompt)
{
    static const QRegularExpression code(
        u"\\b(code|function|class|script|algorithm|snippet|implement|refactor|debug)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return code.match(prompt).hasMatch();
}

QString identifier(const QString& term)
{
    QString name = term.toLower();
    name.replace(QRegularExpression(u"[^a-z0-9]+"_s), u"_"_s);
    name = name.left(24);
    return name.isEmpty() || name[0].isDigit() || name == "_"_L1 ? u"value"_s : name;
}

QString codeBlock(const QStringList& terms)
{
    const QString name = identifier(terms.first());
    return u"```python\ndef check_%1(%1):\n    \"\"\"Start with the smallest case that can go wrong.\"\"\"\n    if not %1:\n        raise ValueError(\"%1 is empty\")\n    return %1\n```"_s
        .arg(name);
}

QString stepTable(const QStringList& terms)
{
    static constexpr std::array<const char16_t*, 4> kQuestions{{u"What exactly is meant, and what is not?",
        u"How would you notice that it went well?", u"What does it depend on?", u"What would change your mind?"}};
    static constexpr std::array<const char16_t*, 4> kSteps{
        {u"Write one sentence", u"Pick one measure", u"List two or three things", u"Name one fact"}};
    QStringList rows{u"| Topic | Ask | First step |"_s, u"|---|---|---|"_s};
    for (qsizetype i = 0; i < terms.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        rows.append(
            u"| %1 | %2 | %3 |"_s.arg(terms[i], QString::fromUtf16(kQuestions[at]), QString::fromUtf16(kSteps[at])));
    }
    return rows.join(u'\n');
}

QString points(const QStringList& terms)
{
    static constexpr std::array<const char16_t*, 4> kPoints{{u"pin down what it means here before anything else",
        u"look at the simplest example you have, then at the oddest one",
        u"separate what you know from what you assume", u"decide what a good result would look like"}};
    QStringList lines;
    for (qsizetype i = 0; i < terms.size(); ++i)
        lines.append(u"- **%1** – %2."_s.arg(terms[i], QString::fromUtf16(kPoints[static_cast<std::size_t>(i)])));
    return lines.join(u'\n');
}

} // namespace

TopicTexts generalTexts(const QString& prompt)
{
    QStringList terms = keyTerms(prompt);
    if (terms.isEmpty())
        terms = {u"Goal"_s, u"Context"_s, u"Result"_s};
    const QString code = isAboutCode(prompt) ? u"\n\nA skeleton to start from:\n\n"_s + codeBlock(terms) : QString();
    const QString asked = restated(prompt);
    const QString caveat
        = u"This sandbox knows a few demo topics by heart (RAID, webhooks, sales tax, an e-mail, a regex, a haiku) and shapes everything else from your own words. Add a provider key to ask a real model."_s;
    TopicTexts texts;
    texts.swift = u"You asked: *%1*\n\n%2%3\n\nStart with **%4**; the rest follows from it.\n\n%5"_s.arg(
        asked, points(terms), code, terms.first(), caveat);
    texts.steady
        = u"## Your question\n\n> %1\n\n## Key points\n\n%2%3\n\n## Order of work\n\n1. Settle **%4** first.\n2. Check it against **%5**.\n3. Write down what stays open.\n\n%6"_s
              .arg(asked, stepTable(terms), code, terms.first(), terms.last(), caveat);
    texts.thoughts
        = u"The message is “%1”. The words that carry it are %2. I have no knowledge behind me, only those words, so the honest thing is to give a useful way to approach it and to say that I am simulated. Which word comes first? “%3” seems to hold the others together, so I begin there and keep “%4” as a check."_s
              .arg(asked, terms.join(", "_L1), terms.first(), terms.last());
    texts.thinker
        = u"Let me restate it: *%1*\n\nThe question turns on **%2**, so I would go in this order:\n\n%3%4\n\nThe risk is to settle **%5** too early: hold it as a test for the rest, and go back if it does not fit.\n\n%6"_s
              .arg(asked, terms.join("** and **"_L1), points(terms), code, terms.last(), caveat);
    return texts;
}

} // namespace assay
