// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/answers.h"

#include "core/sandbox/answertopics.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString shortened(const QString& text, qsizetype length)
{
    const QString plain = text.simplified();
    if (plain.size() <= length)
        return plain;
    const qsizetype blank = plain.lastIndexOf(u' ', length);
    return plain.left(blank > length / 2 ? blank : length) + u'…';
}

QString oneOf(std::initializer_list<QString> choices, quint64 hash)
{
    return *(choices.begin() + static_cast<std::ptrdiff_t>((hash ^ (hash >> 29U)) % choices.size()));
}

QString opener(const QString& model, quint64 hash)
{
    if (model == "swift"_L1)
        return oneOf({QString(), u"In short:"_s, u"The short version:"_s}, hash);
    if (model == "thinker"_L1)
        return oneOf({u"I went through this step by step; here is what holds up."_s,
                         u"After weighing the options, this is where I land."_s,
                         u"This one has a catch, so I checked it before answering."_s},
            hash);
    return oneOf({u"Here is a structured overview."_s, u"Let me lay this out in order."_s,
                     u"Below is the summary first, then the details."_s},
        hash);
}

/// What of the request besides the last message shaped the answer.
QStringList notes(const SandboxConversation& conversation)
{
    QStringList notes;
    if (!conversation.system.isEmpty())
        notes.append(u"> Following the system prompt: “%1”"_s.arg(shortened(conversation.system, 80)));
    if (conversation.userTurns.size() > 1) {
        const QString before = conversation.userTurns[conversation.userTurns.size() - 2];
        notes.append(u"You asked “%1” after “%2”, so I build on that."_s.arg(
            shortened(conversation.prompt(), 70), shortened(before, 50)));
    }
    if (conversation.attachments > 0)
        notes.append(conversation.attachments == 1
                ? u"I received one attachment; a simulated model counts it but cannot look inside."_s
                : u"I received %1 attachments; a simulated model counts them but cannot look inside."_s.arg(
                      conversation.attachments));
    return notes;
}

AnswerText fromToolResults(const SandboxConversation& conversation)
{
    QStringList lines;
    for (const ToolResultPart& result : conversation.toolResults) {
        const QString name = result.name.isEmpty() ? u"The tool"_s : u"The tool `%1`"_s.arg(result.name);
        lines.append(result.isError ? u"- %1 failed: %2"_s.arg(name, shortened(result.text, 200))
                                    : u"- %1 returned: %2"_s.arg(name, shortened(result.text, 400)));
    }
    return {
        .reasoning = u"The tool has answered. I only need to put its result in context and say where it came from."_s,
        .text
        = u"With the result at hand, about “%1”:\n\n%2\n\nThat is everything the call gave; nothing was added to it."_s
            .arg(shortened(conversation.prompt(), 90), lines.join(u'\n'))};
}

QString voice(const QString& model, const TopicTexts& texts)
{
    if (model == "swift"_L1)
        return texts.swift;
    return model == "thinker"_L1 ? texts.thinker : texts.steady;
}

} // namespace

AnswerText composeAnswer(const QString& model, const SandboxConversation& conversation, quint64 hash)
{
    AnswerText answer;
    QStringList blocks = notes(conversation);
    if (!conversation.toolResults.isEmpty()) {
        answer = fromToolResults(conversation);
        blocks.append(answer.text);
    } else {
        const QString prompt = conversation.prompt();
        const TopicTexts texts = topicFor(prompt).or_else([&] { return std::optional(generalTexts(prompt)); }).value();
        answer.reasoning = texts.thoughts;
        blocks.append(opener(model, hash));
        blocks.append(voice(model, texts).trimmed());
    }
    blocks.append(u"*Simulated answer from sandbox/%1; no real model was asked.*"_s.arg(model));
    blocks.removeAll(QString());
    answer.text = blocks.join("\n\n"_L1);
    answer.reasoning = model == "thinker"_L1 ? answer.reasoning.trimmed() : QString();
    return answer;
}

std::optional<TopicTexts> topicFor(const QString& prompt)
{
    const auto has = [&](const char16_t* pattern) {
        return QRegularExpression(QString::fromUtf16(pattern),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption)
            .match(prompt)
            .hasMatch();
    };
    if (has(u"\\bhaikus?\\b"))
        return haikuTexts();
    if (has(u"\\braid(\\s?\\d+)?\\b"))
        return raidTexts();
    if (has(u"\\bwebhooks?\\b") || has(u"\\bidempoten"))
        return webhookTexts();
    if (has(u"\\bsales tax\\b") || (has(u"\\b(vat|tax)\\b") && has(u"\\b(austrian?|vienna|new york)\\b")))
        return salesTaxTexts();
    if (has(u"\\b(regex(es|p)?|regular expressions?)\\b"))
        return regexTexts(prompt);
    if (has(u"\\be-?mails?\\b") && has(u"\\b(write|draft|quick|short|reply|compose|polite)\\b") && !has(u"\\btool\\b"))
        return emailTexts();
    return std::nullopt;
}

} // namespace assay
