// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace assay {

/// One demo topic in the models' three voices (flaky borrows steady's). Markdown.
struct TopicTexts {
    QString swift;
    QString steady;
    QString thoughts; ///< what thinker thinks first
    QString thinker;
};

TopicTexts raidTexts();
TopicTexts webhookTexts();
TopicTexts salesTaxTexts();
TopicTexts emailTexts();
TopicTexts haikuTexts();
/// Explains the regular expression found in the prompt, or a sample one.
TopicTexts regexTexts(const QString& prompt);
/// For everything else: built from the words of the prompt.
TopicTexts generalTexts(const QString& prompt);

/// The demo topic that a prompt is about.
std::optional<TopicTexts> topicFor(const QString& prompt);

} // namespace assay
