// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <cstdint>
#include <memory>

namespace assay {

enum class CodeToken : std::uint8_t { Plain, Keyword, String, Number, Function, Comment };

struct CodeSpan {
    qsizetype offset = 0;
    qsizetype length = 0;
    CodeToken token = CodeToken::Plain;
    friend bool operator==(const CodeSpan&, const CodeSpan&) = default;
};

/// One block of code, coloured line by line; the state after a line is kept for the next.
class CodeLines
{
public:
    virtual ~CodeLines() = default;
    /// Coloured parts of the next line, in order, without overlap; what is not covered is plain.
    virtual QList<CodeSpan> next(const QString& line) = 0;
    /// The same, without moving on: for a line that is still being written.
    virtual QList<CodeSpan> peek(const QString& line) = 0;
};

/// Knows the languages. Definitions are read when a language is first used.
class CodeHighlighter
{
public:
    CodeHighlighter();
    ~CodeHighlighter();

    /// `language` is the word after the fence (`cpp`, `python`, `sh`); an unknown one leaves everything plain.
    std::unique_ptr<CodeLines> begin(const QString& language);

private:
    struct Languages;
    std::unique_ptr<Languages> m_languages;
};

} // namespace assay
