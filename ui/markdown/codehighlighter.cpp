// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/codehighlighter.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QHash>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

namespace ksh = KSyntaxHighlighting;

// Colouring is a matter of regular expressions; very long lines (data, minified code) stay plain.
constexpr qsizetype kLongestColouredLine = 2000;

CodeToken tokenOf(ksh::Theme::TextStyle style)
{
    switch (style) {
    case ksh::Theme::Keyword:
    case ksh::Theme::ControlFlow:
    case ksh::Theme::DataType:
    case ksh::Theme::Preprocessor:
    case ksh::Theme::Import: return CodeToken::Keyword;
    case ksh::Theme::String:
    case ksh::Theme::Char:
    case ksh::Theme::SpecialString:
    case ksh::Theme::VerbatimString:
    case ksh::Theme::SpecialChar: return CodeToken::String;
    case ksh::Theme::DecVal:
    case ksh::Theme::BaseN:
    case ksh::Theme::Float:
    case ksh::Theme::Constant: return CodeToken::Number;
    case ksh::Theme::Function:
    case ksh::Theme::BuiltIn:
    case ksh::Theme::Extension:
    case ksh::Theme::Attribute: return CodeToken::Function;
    case ksh::Theme::Comment:
    case ksh::Theme::Documentation:
    case ksh::Theme::Annotation:
    case ksh::Theme::CommentVar: return CodeToken::Comment;
    default: return CodeToken::Plain;
    }
}

class ColouredLines final : public CodeLines, private ksh::AbstractHighlighter
{
public:
    explicit ColouredLines(const ksh::Definition& definition) { setDefinition(definition); }

    QList<CodeSpan> next(const QString& line) override
    {
        m_spans.clear();
        if (line.size() <= kLongestColouredLine)
            m_state = highlightLine(line, m_state);
        return m_spans;
    }
    QList<CodeSpan> peek(const QString& line) override
    {
        m_spans.clear();
        if (line.size() <= kLongestColouredLine)
            highlightLine(line, m_state);
        return m_spans;
    }

protected:
    void applyFormat(int offset, int length, const ksh::Format& format) override
    {
        const CodeToken token = tokenOf(format.textStyle());
        if (token != CodeToken::Plain && length > 0)
            m_spans.append({.offset = offset, .length = length, .token = token});
    }

private:
    ksh::State m_state;
    QList<CodeSpan> m_spans;
};

class PlainLines final : public CodeLines
{
public:
    QList<CodeSpan> next(const QString&) override { return {}; }
    QList<CodeSpan> peek(const QString&) override { return {}; }
};

} // namespace

struct CodeHighlighter::Languages {
    ksh::Repository repository;
    QHash<QString, ksh::Definition> known;

    ksh::Definition find(const QString& language)
    {
        const auto cached = known.constFind(language);
        if (cached != known.constEnd())
            return *cached;
        ksh::Definition definition = repository.definitionForName(language);
        if (!definition.isValid())
            definition = repository.definitionForFileName(u"x."_s + language);
        if (!definition.isValid())
            definition = repository.definitionForMimeType(u"text/x-"_s + language);
        known.insert(language, definition);
        return definition;
    }
};

CodeHighlighter::CodeHighlighter() = default;
CodeHighlighter::~CodeHighlighter() = default;

std::unique_ptr<CodeLines> CodeHighlighter::begin(const QString& language)
{
    const QString name = language.toLower();
    if (name.isEmpty() || name.size() > 32 || name == "text"_L1 || name == "plain"_L1)
        return std::make_unique<PlainLines>();
    if (!m_languages)
        m_languages = std::make_unique<Languages>();
    const ksh::Definition definition = m_languages->find(name);
    if (!definition.isValid())
        return std::make_unique<PlainLines>();
    return std::make_unique<ColouredLines>(definition);
}

} // namespace assay
