// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QStringView>

#include <span>

namespace assay {

/// Remembers prompts so that a repeated beginning is reported as cached, the way providers do: in blocks of 128 tokens,
/// from 1024 tokens on, per model. Holds hashes only.
class PromptCache
{
public:
    static constexpr qsizetype kBlock = 128;
    static constexpr qsizetype kSmallest = 1024;

    /// How many tokens at the start of this prompt were seen before; remembers the prompt.
    qint64 cachedTokens(QStringView model, std::span<const quint64> promptTokens);

private:
    QSet<quint64> m_prefixes;
};

} // namespace assay
