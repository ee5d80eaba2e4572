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
    , m_line(placedFormat(place))
    , m_lines(std::move(lines))
{
    m_line.setLeftMargin(m_line.leftMargin() + textspace::codePadding);
    m_line.setRightMargin(textspace::codePadding);
    QTextBlockFormat header = m_line;
    header.setProperty(blockproperty::kind, static_cast<int>(BlockKind::CodeHeader));
    header.setProperty(blockproperty::language, language);
    header.setTopMargin(textspace::paragraph + textspace::codeHeader + 1);
    header.setBottomMargin(textspace::codeHeader + textspace::codeInner);
    const bool first = m_sink.atStart();
    m_sink.begin(header, m_style.captionText);
    // Also at the start of a document the box begins above its text.
    if (first)
        m_sink.format().setTopMargin(textspace::codeHeader + 1);
    m_sink.insertText(visibleCharacters(language), m_style.captionText);
    m_line.setProperty(blockproperty::kind, static_cast<int>(BlockKind::CodeLine));
    m_line.setLineHeight(m_style.monoLineHeight, QTextBlockFormat::ProportionalHeight);
}

void CodeBlockWriter::addLine(const QString& line)
{
    const QString shown = visibleCharacters(line);
    insertLine(shown, m_lines->next(shown));
}

void CodeBlockWriter::addOpenLine(const QString& line)
{
    const QString shown = visibleCharacters(line);
    insertLine(shown, m_lines->peek(shown));
}

void CodeBlockWriter::insertLine(const QString& line, const QList<CodeSpan>& spans)
{
    const auto format = [this](CodeToken token) { return m_style.code[static_cast<std::size_t>(token)]; };
    const QTextCharFormat plain = format(CodeToken::Plain);
    m_sink.begin(m_line, plain);
    RunBreaker breaker;
    qsizetype at = 0;
    for (const CodeSpan& span : spans) {
        if (span.offset < at || span.offset + span.length > line.size())
            continue;
        if (span.offset > at)
            m_sink.insertText(breaker.feed(line.sliced(at, span.offset - at)), plain);
        m_sink.insertText(breaker.feed(line.sliced(span.offset, span.length)), format(span.token));
        at = span.offset + span.length;
    }
    if (at < line.size())
        m_sink.insertText(breaker.feed(line.sliced(at)), plain);
}

} // namespace assay
