// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/answerdocument.h"

#include "ui/markdown/answerlayout.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/markdowntree.h"
#include "ui/markdown/sourcelines.h"

#include <cmark-gfm.h>

#include <QRegularExpression>
#include <QTextBlock>

#include <algorithm>
#include <cstring>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool hasLinkDefinitions(const QString& source)
{
    static const QRegularExpression definition(
        u"^ {0,3}\\[[^\\]]+\\]:"_s, QRegularExpression::MultilineOption | QRegularExpression::DontCaptureOption);
    return source.contains(definition);
}

} // namespace

AnswerDocument::AnswerDocument(std::shared_ptr<CodeHighlighter> highlighter, QObject* parent)
    : QTextDocument(parent)
    , m_layout(new AnswerLayout(this))
    , m_highlighter(std::move(highlighter))
{
    setUndoRedoEnabled(false);
    setIndentWidth(textspace::indent);
    setDocumentMargin(12);
    setDocumentLayout(m_layout);
    startOver();
}

AnswerDocument::~AnswerDocument() = default;

QVariant AnswerDocument::loadResource(int, const QUrl&)
{
    return {};
}

void AnswerDocument::setStyle(const MarkdownStyle& style)
{
    if (m_style == style)
        return;
    m_style = style;
    setDefaultFont(style.body);
    const qsizetype seen = m_seen;
    startOver();
    m_seen = seen;
    plan();
}

void AnswerDocument::startOver()
{
    m_fence.reset();
    m_sink.reset();
    clear();
    m_frozen = 0;
    m_seen = 0;
    m_open.reset();
    m_sink = std::make_unique<BlockSink>(this);
}

void AnswerDocument::reset()
{
    m_source.clear();
    m_endsWithReturn = false;
    m_shortened = false;
    m_renderCost = 0;
    startOver();
}

void AnswerDocument::append(const QString& text)
{
    QString clean = text;
    if (m_endsWithReturn && clean.startsWith(u'\n'))
        clean.remove(0, 1);
    m_endsWithReturn = text.isEmpty() ? m_endsWithReturn : text.endsWith(u'\r');
    clean.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n').replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    // The parser drops a byte order mark at the start of what it is given, which would depend on where we cut.
    clean.replace(QChar(QChar::ByteOrderMark), QChar(0x2060));
    const qsizetype room = kLongestShown - m_source.size();
    if (clean.size() > room) {
        clean.truncate(std::max<qsizetype>(room, 0));
        m_shortened = true;
    }
    m_source += clean;
}

bool AnswerDocument::isDue() const
{
    return !m_sinceRender.isValid() || m_sinceRender.nsecsElapsed() >= 3 * m_renderCost;
}

void AnswerDocument::render()
{
    renderUpTo(std::min(m_source.size(), m_seen + kMostAtOnce));
}

void AnswerDocument::renderAll()
{
    while (hasPending())
        render();
}

void AnswerDocument::renderUpTo(qsizetype end)
{
    if (end <= m_seen)
        return;
    QElapsedTimer timer;
    timer.start();
    m_seen = end;
    plan();
    m_renderCost = timer.nsecsElapsed();
    m_sinceRender.start();
}

void AnswerDocument::end()
{
    if (hasLinkDefinitions(m_source))
        startOver();
}

void AnswerDocument::finish()
{
    end();
    renderAll();
}

void AnswerDocument::plan()
{
    QTextCursor edit(this);
    edit.beginEditBlock();
    if (m_fence)
        planFence();
    if (!m_fence)
        planTail();
    m_sink->commit();
    edit.endEditBlock();
}

void AnswerDocument::planTail()
{
    // A table's head stands before its later rows, which are none without it.
    const QString head = m_open ? m_open->head : QString();
    const QString text = head + seen().sliced(m_frozen).toString();
    const MarkdownTree tree(text.toUtf8());
    const std::vector<cmark_node*> blocks = childrenOf(tree.root());
    const std::vector<qsizetype> lineStarts = startsOfLines(text);
    const auto completeLines = static_cast<int>(lineStarts.size()) - 1;
    const qsizetype frozen = freezeIndex(blocks, completeLines);
    const auto startOfLine
        = [&](int line) { return m_frozen + lineStarts[static_cast<std::size_t>(line - 1)] - head.size(); };
    BlockWriter writer(*m_sink, m_style, *m_highlighter);
    if (m_open && !writer.goesOn(blocks.empty() ? nullptr : blocks.front(), *m_open)) {
        thaw();
        planTail();
        return;
    }
    qsizetype newFrozen = m_frozen;
    std::optional<OpenBlock> open = m_open;
    for (qsizetype i = 0; i < static_cast<qsizetype>(blocks.size()); ++i) {
        cmark_node* block = blocks[static_cast<std::size_t>(i)];
        const int line = cmark_node_get_start_line(block);
        if (i == frozen && i > 0) {
            m_sink->freeze();
            newFrozen = startOfLine(line);
            open.reset();
        }
        const bool mayStayOpen = i + 1 == static_cast<qsizetype>(blocks.size()) && i == frozen && line <= completeLines;
        if (mayStayOpen && cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK) {
            enterFence(startOfLine(line), fenceLanguage(block));
            if (m_fence) {
                m_frozen = newFrozen;
                m_open.reset();
                planFence();
                return;
            }
        }
        const std::optional<OpenBlock> before = i == 0 && open ? open : std::nullopt;
        std::optional<BlockDivision> division;
        if (mayStayOpen)
            division = divide(block, completeLines, before, text, lineStarts);
        if (division) {
            open = division->open;
            open->start = before ? before->start : newFrozen;
            open->firstBlock = before ? before->firstBlock : m_sink->position();
            newFrozen = startOfLine(division->line);
        }
        writer.write(block, before, division ? division->child : nullptr);
    }
    m_frozen = newFrozen;
    m_open = std::move(open);
}

// The open block's earlier parts look different after all: it is written anew from its start.
void AnswerDocument::thaw()
{
    m_frozen = m_open->start;
    m_sink->thaw(m_open->firstBlock);
    m_open.reset();
}

void AnswerDocument::enterFence(qsizetype start, const QString& language)
{
    const QStringView source = seen();
    qsizetype end = source.indexOf(u'\n', start);
    const auto fence = readFence(source.sliced(start, end - start));
    if (!fence)
        return;
    const qsizetype firstLine = end + 1;
    for (qsizetype line = firstLine; line < source.size(); line = end + 1) {
        end = source.indexOf(u'\n', line);
        if (end < 0)
            break;
        if (closesFence(source.sliced(line, end - line), fence->character, fence->length))
            return;
    }
    m_fence.reset(new OpenFence{.character = fence->character,
        .length = fence->length,
        .indent = fence->indent,
        .consumed = firstLine,
        .writer = CodeBlockWriter(*m_sink, m_style, {}, language, m_highlighter->begin(language))});
}

void AnswerDocument::planFence()
{
    const QStringView source = seen();
    for (qsizetype end = source.indexOf(u'\n', m_fence->consumed); end >= 0;
        end = source.indexOf(u'\n', m_fence->consumed)) {
        const QStringView line = source.sliced(m_fence->consumed, end - m_fence->consumed);
        m_fence->consumed = end + 1;
        if (closesFence(line, m_fence->character, m_fence->length)) {
            m_frozen = m_fence->consumed;
            m_sink->freeze();
            m_fence.reset();
            return;
        }
        m_fence->writer.addLine(withoutIndent(line, m_fence->indent));
    }
    m_sink->freeze();
    const QStringView open = source.sliced(m_fence->consumed);
    if (!open.isEmpty() && !closesFence(open, m_fence->character, m_fence->length))
        m_fence->writer.addOpenLine(withoutIndent(open, m_fence->indent));
}

QString AnswerDocument::codeAt(const QTextBlock& header)
{
    QString code;
    for (QTextBlock block = header.next(); block.isValid() && blockKind(block.blockFormat()) == BlockKind::CodeLine;
        block = block.next()) {
        if (!code.isNull() && !block.blockFormat().boolProperty(blockproperty::continued))
            code += u'\n';
        code += block.text().remove(QChar::LineSeparator);
    }
    return code;
}

} // namespace assay
