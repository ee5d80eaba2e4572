// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxtokens.h"

#include "core/support/result.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLongestWord = 7;
constexpr int kLongestNumber = 3;
constexpr int kLongestSpace = 8;

template <class Matches> qsizetype runLength(QStringView text, qsizetype at, int longest, Matches matches)
{
    qsizetype length = 0;
    while (length < longest && at + length < text.size() && matches(text[at + length]))
        ++length;
    return length;
}

/// Letters of scripts that write words without blanks count one by one.
bool isWordLetter(QChar c)
{
    return c.isLetter() && c.category() != QChar::Letter_Other;
}

bool isSpace(QChar c)
{
    return c.isSpace();
}

qsizetype tokenLength(QStringView text, qsizetype at)
{
    qsizetype start = at;
    if (text[at] == u' ' && at + 1 < text.size() && !text[at + 1].isSpace())
        ++start;
    const QChar first = text[start];
    const qsizetype lead = start - at;
    if (isWordLetter(first))
        return lead + runLength(text, start, kLongestWord, isWordLetter);
    if (first.isDigit())
        return lead + runLength(text, start, kLongestNumber, [](QChar c) { return c.isDigit(); });
    if (first.isSpace())
        return lead + runLength(text, start, kLongestSpace, isSpace);
    if (first.isHighSurrogate() && start + 1 < text.size() && text[start + 1].isLowSurrogate())
        return lead + 2;
    return lead + 1;
}

template <class Take> void forEachToken(QStringView text, Take take)
{
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = tokenLength(text, at);
        take(text.sliced(at, length));
        at += length;
    }
}

QString partText(const ContentPart& part)
{
    return std::visit(
        Overloaded{[](const TextPart& p) { return p.text; }, [](const ImagePart&) { return QString(); },
            [](const DocumentPart&) { return QString(); }, [](const ToolCallPart& p) { return p.name + p.arguments; },
            [](const ToolResultPart& p) { return p.text; }, [](const ReasoningPart& p) { return p.text; }},
        part);
}

} // namespace

QStringList sandboxTokens(QStringView text)
{
    QStringList tokens;
    forEachToken(text, [&](QStringView token) { tokens.append(token.toString()); });
    return tokens;
}

qint64 countSandboxTokens(QStringView text)
{
    qint64 count = 0;
    forEachToken(text, [&](QStringView) { ++count; });
    return count;
}

std::vector<quint64> promptTokenHashes(const ChatRequest& request)
{
    std::vector<quint64> hashes;
    const auto take = [&](QStringView token) { hashes.push_back(stableHash(token)); };
    for (const ToolSpec& tool : request.tools) {
        forEachToken(tool.name, take);
        forEachToken(tool.description, take);
        forEachToken(QString::fromUtf8(QJsonDocument(tool.parameters).toJson(QJsonDocument::Compact)), take);
    }
    for (const ChatMessage& message : request.messages) {
        hashes.push_back(static_cast<quint64>(message.role));
        for (const ContentPart& part : message.parts) {
            const auto* image = std::get_if<ImagePart>(&part);
            const auto* document = std::get_if<DocumentPart>(&part);
            if (image || document) {
                const quint64 hash = qHash(image ? image->data + image->url.toUtf8() : document->data, 1);
                hashes.insert(hashes.end(), kImageTokens, hash);
            }
            forEachToken(partText(part), take);
        }
    }
    return hashes;
}

quint64 stableHash(QStringView text, quint64 seed)
{
    quint64 hash = 14695981039346656037ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
    for (const QChar c : text) {
        hash = (hash ^ (c.unicode() & 0xFFU)) * 1099511628211ULL;
        hash = (hash ^ (c.unicode() >> 8U)) * 1099511628211ULL;
    }
    return hash;
}

} // namespace assay
