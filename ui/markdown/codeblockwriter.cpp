// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/codeblockwriter.h"

#include "ui/text/visiblecharacters.h"

namespace assay {

QTextBlockFormat placedFormat(const BlockPlace& place)
{
    QTextBlockFormat format;
    if (place.listDepth > 0)
        format.setIndent(place.listDepth);
    if (place.quoteDepth > 0) {
        format.setLeftMargin(place.quoteDepth * textspace::quote);
        format.setProperty(blockproperty::quoteDepth, place.quoteDepth * 100 + place.quoteListDepth);
    }
    return format;
}

CodeBlockWriter::CodeBlockWriter(BlockSink& sink, const MarkdownStyle& style, const BlockPlace& place,
    const QString& language, std::unique_ptr<CodeLines> lines)
    : m_sink(sink)
    , m_style(style)
    , m_place(place)
    , m_lines(std::move(lines))
{
    QTextBlockFormat format = placedFormat(place);
    format.setProperty(blockproperty::kind, static_cast<int>(BlockKind::CodeHeader));
    format.setProperty(blockproperty::language, language);
    format.setLeftMargin(format.leftMargin() + textspace::codePadding);
    format.setRightMargin(textspace::codePadding);
    format.setTopMargin(textspace::paragraph + textspace::codeHeader + 1);
    QTextCharFormat text;
    text.setFont(m_style.caption);
    text.setForeground(m_style.theme->muted);
    m_sink.begin(format, text);
    // Also at the start of a document, where the box begins above its text.
    if (m_sink.cursor().blockFormat().topMargin() < textspace::codeHeader)
        format.setTopMargin(textspace::codeHeader + 1);
    m_sink.cursor().setBlockFormat(format);
    m_sink.cursor().insertText(visibleCharacters(language), text);
}

double CodeBlockWriter::ownBottomMargin() const
{
    return m_hasLines || m_beforeOpenLine ? 0 : textspace::codeHeader + textspace::codeInner;
}

void CodeBlockWriter::setBottomMargin(double margin)
{
    QTextBlockFormat format = m_sink.cursor().blockFormat();
    format.setBottomMargin(margin);
    m_sink.cursor().setBlockFormat(format);
}

void CodeBlockWriter::addLine(const QString& line)
{
    setOpenLine(std::nullopt);
    const QString shown = visibleCharacters(line);
    insertLine(shown, m_lines->next(shown));
    m_hasLines = true;
}

void CodeBlockWriter::setOpenLine(const std::optional<QString>& line)
{
    if (m_beforeOpenLine) {
        m_sink.rewind(*m_beforeOpenLine);
        m_beforeOpenLine.reset();
        m_settled = false;
        setBottomMargin(ownBottomMargin());
    }
    if (!line)
        return;
    const QString shown = visibleCharacters(*line);
    const BlockSink::Mark before = m_sink.mark();
    insertLine(shown, m_lines->peek(shown));
    m_beforeOpenLine = before;
}

void CodeBlockWriter::settle()
{
    if (!m_settled)
        setBottomMargin(ownBottomMargin() + textspace::codeInner + textspace::paragraph);
    m_settled = true;
}

QTextCharFormat CodeBlockWriter::tokenFormat(CodeToken token) const
{
    QTextCharFormat format;
    format.setFont(m_style.mono);
    const Theme& theme = *m_style.theme;
    switch (token) {
    case CodeToken::Plain: format.setForeground(theme.text); break;
    case CodeToken::Keyword: format.setForeground(theme.code.keyword); break;
    case CodeToken::String: format.setForeground(theme.code.string); break;
    case CodeToken::Number: format.setForeground(theme.code.number); break;
    case CodeToken::Function: format.setForeground(theme.code.function); break;
    case CodeToken::Comment:
        format.setForeground(theme.code.comment);
        format.setFontItalic(true);
        break;
    }
    return format;
}

void CodeBlockWriter::insertLine(const QString& line, const QList<CodeSpan>& spans)
{
    // The block before must give up the space below itself.
    setBottomMargin(ownBottomMargin());
    m_settled = false;
    const QTextCharFormat plain = tokenFormat(CodeToken::Plain);
    QTextBlockFormat format = placedFormat(m_place);
    format.setProperty(blockproperty::kind, static_cast<int>(BlockKind::CodeLine));
    format.setLeftMargin(format.leftMargin() + textspace::codePadding);
    format.setRightMargin(textspace::codePadding);
    format.setLineHeight(m_style.monoLineHeight, QTextBlockFormat::ProportionalHeight);
    m_sink.begin(format, plain);
    QTextCursor& cursor = m_sink.cursor();
    RunBreaker breaker;
    qsizetype at = 0;
    for (const CodeSpan& span : spans) {
        if (span.offset < at || span.offset + span.length > line.size())
            continue;
        if (span.offset > at)
            cursor.insertText(breaker.feed(line.sliced(at, span.offset - at)), plain);
        cursor.insertText(breaker.feed(line.sliced(span.offset, span.length)), tokenFormat(span.token));
        at = span.offset + span.length;
    }
    if (at < line.size())
        cursor.insertText(breaker.feed(line.sliced(at)), plain);
}

} // namespace assay
