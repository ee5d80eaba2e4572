// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/tokencount.h"

#include "core/pricing/asciipieces.h"
#include "core/support/ascii.h"
#include "core/support/result.h"

#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

enum class Kind : std::uint8_t {
    Lower,
    Upper,
    Greekish,
    Ideograph,
    OtherLetter,
    Digit,
    Blank,
    LineEnd,
    Mark,
    Surrogate
};

constexpr Kind asciiKind(char16_t u)
{
    if (u >= u'a' && u <= u'z')
        return Kind::Lower;
    if (u >= u'A' && u <= u'Z')
        return Kind::Upper;
    if (u >= u'0' && u <= u'9')
        return Kind::Digit;
    if (u == u'\n' || u == u'\r')
        return Kind::LineEnd;
    return u == u' ' || u == u'\t' ? Kind::Blank : Kind::Mark;
}

constexpr auto kAsciiKinds = [] {
    std::array<Kind, 0x80> out{};
    for (char16_t u = 0; u < 0x80; ++u)
        out[u] = asciiKind(u);
    return out;
}();

Kind kindOf(char16_t u)
{
    if (u < 0x80)
        return kAsciiKinds[u];
    const QChar c(u);
    if (c.isSurrogate())
        return Kind::Surrogate;
    if (c.isDigit())
        return Kind::Digit;
    if (c.isSpace())
        return Kind::Blank;
    if (!c.isLetter())
        return c.isMark() ? Kind::OtherLetter : Kind::Mark;
    if (u < 0x250)
        return c.isUpper() ? Kind::Upper : Kind::Lower;
    if (u < 0x530)
        return Kind::Greekish;
    return (u >= 0x2e80 && u < 0xa000) || (u >= 0xac00 && u < 0xd7b0) ? Kind::Ideograph : Kind::OtherLetter;
}

/// A Latin word: one token up to nine letters, then one for every six more.
qint64 wordTokens(qint64 letters)
{
    return letters <= 9 ? 1 : 1 + (letters - 9 + 5) / 6;
}

qint64 runTokens(Kind kind, qint64 length)
{
    switch (kind) {
    case Kind::Lower:
    case Kind::Upper: return wordTokens(length);
    case Kind::Greekish: return (length + 3) / 4;
    case Kind::Ideograph: return (3 * length + 3) / 4;
    case Kind::OtherLetter: return (length + 2) / 3;
    case Kind::Digit: return (length + 2) / 3;
    case Kind::Blank: return length == 1 ? 0 : 1 + length / 32; // one blank belongs to the word behind it
    case Kind::LineEnd: return 1 + length / 16;
    case Kind::Mark: return 1 + (length - 1) / 3;
    case Kind::Surrogate: return length; // two halves a sign, two tokens a sign
    }
    return length;
}

constexpr qint64 kImageTokens = 1'000; // between 85 and some 5,000, by provider and size
constexpr qint64 kMostImageTokens = 6'000;
constexpr qint64 kBytesAToken = 40; // of a PDF: a page of text is some 500 tokens and 20 to 50 KB

struct FamilyRow {
    const char* pattern;
    TokenFamily family;
};
// The first pattern that matches wins.
constexpr std::array kFamilies = {
    FamilyRow{"^(openai/)?gpt-(4($|-0|-1|-32k|-turbo)|3\\.5)", {"cl100k"_L1, 1000, 6, 3, 16, 6}},
    FamilyRow{"^(openai/|gpt-|chatgpt|o[1345](-|$))", {"o200k"_L1, 1000, 5, 4, 21, 6}},
    FamilyRow{"claude-(opus-(4-[789]|4\\.[789]|[5-9])|sonnet-[5-9]|haiku-[5-9]|fable|mythos)",
        {"claude-4.7+"_L1, 1570, 6, 2, 549, 53}},
    FamilyRow{"claude-", {"claude-3..4.6"_L1, 1210, 6, 2, 366, 53}},
    FamilyRow{"gemini|gemma", {"gemini"_L1, 1110, 0, 0, 18, 18}},
    FamilyRow{"llama-?[34]|muse-", {"llama3"_L1, 1020, 14, 4, 193, 47}},
    FamilyRow{"qwen|qwq", {"qwen3"_L1, 1040, 7, 4, 142, 56}},
    FamilyRow{"deepseek", {"deepseek"_L1, 1030, 5, 2, 145, 71}},
    FamilyRow{
        "mistral|ministral|codestral|devstral|magistral|pixtral|voxtral|mixtral", {"mistral"_L1, 1100, 2, 1, 60, 57}},
    FamilyRow{"grok", {"grok"_L1, 1000, 160, 3, 187, 32}},
    FamilyRow{"", {"other"_L1, 1050, 7, 4, 130, 50}},
};

/// Bytes beyond one a unit. Each half of a surrogate pair is two of its four bytes.
constexpr std::uint16_t moreBytes(char16_t u)
{
    return static_cast<std::uint16_t>((u >= 0x80 ? 1 : 0) + (u >= 0x800 && (u & 0xf800) != 0xd800 ? 1 : 0));
}

qint64 utf8Bytes(QStringView text)
{
    const char16_t* at = text.utf16();
    const char16_t* const end = at + text.size();
    qint64 bytes = text.size();
    for (; end - at >= kAsciiBlock; at += kAsciiBlock) {
        if (isAsciiBlock(at))
            continue;
        std::uint16_t more = 0;
        for (qsizetype i = 0; i < kAsciiBlock; ++i)
            more = static_cast<std::uint16_t>(more + moreBytes(at[i]));
        bytes += more;
    }
    for (; at != end; ++at)
        bytes += moreBytes(*at);
    return bytes;
}

void addText(PromptCount& count, QStringView text)
{
    count.textTokens += countTextTokens(text);
    count.textBytes += utf8Bytes(text);
}

void addPart(PromptCount& count, qint64& mediaBytes, const ContentPart& part)
{
    std::visit(Overloaded{
                   [&](const TextPart& p) { addText(count, p.text); },
                   [&](const ImagePart& p) {
                       ++count.images;
                       mediaBytes += p.data.size();
                   },
                   [&](const DocumentPart& p) {
                       count.documentBytes += std::max<qint64>(p.data.size(), 1);
                       mediaBytes += p.data.size();
                   },
                   [&](const ToolCallPart& p) {
                       addText(count, p.name);
                       addText(count, p.arguments);
                   },
                   [&](const ToolResultPart& p) { addText(count, p.text); },
                   [&](const ReasoningPart& p) {
                       addText(count, p.text);
                       count.textBytes += p.redacted.size() + p.signature.size();
                   },
               },
        part);
}

void addJson(PromptCount& count, const QJsonObject& object)
{
    if (!object.isEmpty())
        addText(count, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

/// What a body holds beyond what was counted: a field that is not read here, but by who gets the body. Where
/// JSON escapes all that is not ASCII (`\u…`), text is three times its UTF-8 at most; media are base64.
qint64 unaccounted(const PromptCount& count, qint64 mediaBytes, qsizetype bodyBytes)
{
    constexpr qint64 kFrame = 64 * 1024;
    const qint64 known = 3 * count.textBytes + (mediaBytes * 4 + 2) / 3 + kFrame;
    return bodyBytes > known ? bodyBytes - known + kFrame : 0;
}

} // namespace

namespace {

bool isLower(char16_t u)
{
    return u >= u'a' && u <= u'z';
}

/// How many of the letters a to z stand here in a row; four at a time, since most of most texts are such.
qsizetype lowerRun(const char16_t* at, const char16_t* end)
{
    constexpr quint64 kEach = 0x0001'0001'0001'0001ULL;
    const char16_t* const start = at;
    if constexpr (std::endian::native == std::endian::little) {
        for (; end - at >= 4; at += 4) {
            quint64 four = 0;
            std::memcpy(&four, at, sizeof four);
            // A unit's high bit says: beyond z, before a, or beyond 0x7fff. A carry only reaches units behind such a
            // one.
            const quint64 others
                = ((four + kEach * (0x8000 - u'z' - 1)) | ~(four + kEach * (0x8000 - u'a')) | four) & kEach * 0x8000;
            if (others != 0)
                return at - start + std::countr_zero(others) / 16;
        }
    }
    while (at != end && isLower(*at))
        ++at;
    return at - start;
}

qint64 countAll(QStringView text)
{
    qint64 tokens = 0;
    const char16_t* at = text.utf16();
    const char16_t* const end = at + text.size();
    while (at != end) {
        if (*at < 0x80) {
            const PieceCount counted = countAsciiPieces(at, end);
            tokens += counted.tokens;
            at += counted.units;
            if (counted.units > 0)
                continue;
        }
        const char16_t* const start = at;
        Kind last = kindOf(*at++);
        const Kind kind = last;
        // A word is capitals, then small letters; a capital behind a small letter begins the next (camelCase).
        while (at != end) {
            if (last == Kind::Lower && isLower(*at)) {
                at += lowerRun(at, end);
                continue;
            }
            const Kind next = kindOf(*at);
            if (next != last && !(last == Kind::Upper && next == Kind::Lower))
                break;
            last = next;
            ++at;
        }
        tokens += runTokens(kind, at - start);
    }
    return tokens;
}

} // namespace

qint64 countTextTokens(QStringView text)
{
    constexpr qsizetype kCountedWhole = 16 * 1024;
    constexpr qsizetype kSamples = 32;
    constexpr qsizetype kSample = kCountedWhole / kSamples;
    if (text.size() <= kCountedWhole)
        return countAll(text);
    // Evenly spread samples: their error is far below that of the count itself, and their cost does not grow.
    qint64 tokens = 0;
    for (qsizetype i = 0; i < kSamples; ++i)
        tokens += countAll(text.sliced((text.size() - kSample) * i / (kSamples - 1), kSample));
    return tokens * text.size() / (kSamples * kSample);
}

PromptCount countPrompt(const ChatRequest& request)
{
    PromptCount count;
    qint64 mediaBytes = 0;
    count.messages = request.messages.size();
    for (const auto& message : request.messages) {
        for (const auto& part : message.parts)
            addPart(count, mediaBytes, part);
    }
    count.tools = request.tools.size();
    for (const auto& tool : request.tools) {
        addText(count, tool.name);
        addText(count, tool.description);
        addJson(count, tool.parameters);
    }
    if (request.format)
        addJson(count, request.format->schema);
    count.otherBytes = unaccounted(count, mediaBytes, request.native.body.size());
    return count;
}

namespace {

const TokenFamily& searchFamily(const QString& model)
{
    static const auto patterns = [] {
        std::vector<QRegularExpression> out;
        for (const auto& row : kFamilies)
            out.emplace_back(QString::fromLatin1(row.pattern));
        return out;
    }();
    for (std::size_t i = 0; i + 1 < kFamilies.size(); ++i) {
        if (patterns[i].matchView(model).hasMatch())
            return kFamilies[i].family;
    }
    return kFamilies.back().family;
}

} // namespace

/// Nine patterns are much for every call of a gateway, which asks for few models over and over.
const TokenFamily& tokenFamily(const QString& model)
{
    constexpr qsizetype kRemembered = 256;
    static thread_local QHash<QString, const TokenFamily*> known;
    if (const auto found = known.constFind(model); found != known.constEnd())
        return **found;
    const TokenFamily& family = searchFamily(model);
    if (known.size() >= kRemembered)
        known.clear();
    known.insert(model, &family);
    return family;
}

TokenGuess guessPrompt(const PromptCount& count, const QString& model, std::optional<qint64> measuredPermille)
{
    const TokenFamily& family = tokenFamily(model);
    const qint64 overhead = family.perRequest + family.perMessage * count.messages
        + (count.tools > 0 ? family.withTools + family.perTool * count.tools : 0);
    const qint64 text = (count.textTokens * family.permille + 500) / 1000;
    const qint64 media = count.images * kImageTokens + count.documentBytes / kBytesAToken;
    TokenGuess guess;
    guess.expected = text + overhead + media;
    if (measuredPermille)
        guess.expected = (guess.expected * *measuredPermille + 500) / 1000;
    guess.atLeast = std::min(text / 2, guess.expected);
    // What a provider wraps around messages is short; four times the known overhead is beyond all that were measured.
    guess.atMost = std::max(guess.expected,
        count.textBytes + 4 * overhead + 64 + count.images * kMostImageTokens + count.documentBytes + count.otherBytes);
    guess.hasAttachments = count.images > 0 || count.documentBytes > 0;
    return guess;
}

TokenGuess guessText(QStringView text, const QString& model)
{
    const qint64 expected = (countTextTokens(text) * tokenFamily(model).permille + 500) / 1000;
    return {.expected = expected,
        .atLeast = expected / 2,
        .atMost = std::max(expected, utf8Bytes(text)),
        .hasAttachments = false};
}

} // namespace assay
