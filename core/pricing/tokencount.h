// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"

#include <QString>
#include <QStringView>

namespace assay {

// Token counts before a provider has said any. No vocabulary is loaded: text is cut into the pieces that byte-pair
// vocabularies of today begin with (words, groups of three digits, runs of marks and blanks), each piece is charged
// what such a piece costs on average, and the sum is scaled to the model's family. Always an estimate.

/// Roughly how many tokens of the o200k vocabulary a text has. Linear; about 10 ns a character.
qint64 countTextTokens(QStringView text);

/// A number of tokens that is not known. For text no tokenizer makes more tokens than there are bytes, which is what
/// `atMost` says; `atLeast` is half of the expected.
struct TokenGuess {
    qint64 expected = 0;
    qint64 atLeast = 0;
    qint64 atMost = 0;
    bool hasAttachments = false; ///< images or documents are in it: nobody but the provider can count them
    friend bool operator==(const TokenGuess&, const TokenGuess&) = default;
};

/// What is counted of a request, whatever model it goes to.
struct PromptCount {
    qint64 textTokens = 0; ///< of the o200k vocabulary
    qint64 textBytes = 0; ///< UTF-8
    qint64 messages = 0;
    qint64 tools = 0;
    qint64 images = 0;
    qint64 documentBytes = 0;
    qint64 otherBytes = 0; ///< of a client's body that goes out as it is: what no field above accounts for
    friend bool operator==(const PromptCount&, const PromptCount&) = default;
};
PromptCount countPrompt(const ChatRequest& request);

/// How a family of models counts. Source: the factors and overheads measured against published vocabularies and live
/// APIs as of 2026-11-22 (o200k = 1000).
struct TokenFamily {
    QLatin1StringView id;
    qint64 permille = 1000; ///< of the o200k count
    qint64 perRequest = 0;
    qint64 perMessage = 0;
    qint64 withTools = 0; ///< once when tools are sent
    qint64 perTool = 0;
};
/// By the model id, the vendor's prefix included where there is one (`anthropic/claude-…`); `other` if none fits.
const TokenFamily& tokenFamily(const QString& model);

/// `measuredPermille`: what the provider reported of earlier prompts to this model over what we had guessed for them.
TokenGuess guessPrompt(const PromptCount& count, const QString& model, std::optional<qint64> measuredPermille = {});
/// Of a text the model wrote.
TokenGuess guessText(QStringView text, const QString& model);

} // namespace assay
