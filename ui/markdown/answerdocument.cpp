// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/answerdocument.h"

#include "ui/markdown/answerlayout.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/markdowntree.h"

#include <cmark-gfm.h>

#include <QRegularExpression>
#include <QTextBlock>

#include <algorithm>
#include <cstring>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct FenceLine {
    QChar character;
    qsizetype length = 0;
    qsizetype indent = 0;
    QStringView rest;
};

// `^ {0,3}(```+|~~~+)rest`
std::optional<FenceLine> readFence(QStringView line)
{
    FenceLine fence;
    while (fence.indent < line.size() && line.at(fence.indent) == u' ')
        ++fence.indent;
    if (fence.indent > 3 || fence.indent == line.size())
        return std::nullopt;
    fence.character = line.at(fence.indent);
    if (fence.character != u'`' && fence.character != u'~')
        return std::nullopt;
    qsizetype end = fence.indent;
    while (end < line.size() && line.at(end) == fence.character)
        ++end;
    fence.length = end - fence.indent;
    fence.rest = line.sliced(end);
    return fence.length >= 3 ? std::optional(fence) : std::nullopt;
}

bool closes(QStringView line, QChar character, qsizetype length)
{
    const auto fence = readFence(line);
    return fence && fence->character == character && fence->length >= length
        && std::ranges::all_of(fence->rest, [](QChar c) { return c == u' ' || c == u'\t'; });
}

// Lines of code lose as many columns as the opening fence was indented by; of a tab only those columns.
QString withoutIndent(QStringView line, qsizetype indent)
{
    qsizetype column = 0;
    qsizetype cut = 0;
    while (column < indent && cut < line.size() && (line.at(cut) == u' ' || line.at(cut) == u'\t')) {
        column += line.at(cut) == u'\t' ? 4 - column % 4 : 1;
        ++cut;
    }
    return QString(std::max<qsizetype>(column - indent, 0), u' ') + line.sliced(cut).toString();
}

std::vector<qsizetype> startsOfLines(QStringView text)
{
    std::vector<qsizetype> starts{0};
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'\n')
            starts.push_back(i + 1);
    }
    return starts;
}

std::vector<cmark_node*> childrenOf(cmark_node* root)
{
    std::vector<cmark_node*> children;
    for (cmark_node* child = cmark_node_first_child(root); child != nullptr; child = cmark_node_next(child))
        children.push_back(child);
    return children;
}

bool isTable(cmark_node* node)
{
    return std::strcmp(cmark_node_get_type_string(node), "table") == 0;
}

// The last block boundary that no later text can move: the block after it begins on a line that is complete.
qsizetype freezeIndex(const std::vector<cmark_node*>& blocks, const std::vector<qsizetype>& lineStarts)
{
    const auto completeLines = static_cast<int>(lineStarts.size()) - 1;
    for (std::size_t i = blocks.size(); i-- > 1;) {
        const int line = cmark_node_get_start_line(blocks[i]);
        const int before = cmark_node_get_start_line(blocks[i - 1]);
        // The head row of a table is split off the paragraph before it when its second row comes.
        const bool torn = isTable(blocks[i]) && cmark_node_get_type(blocks[i - 1]) == CMARK_NODE_PARAGRAPH;
        if (line < 1 || line > completeLines || line <= before || torn)
            continue;
        return static_cast<qsizetype>(i);
    }
    return 0;
}

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
    startOver();
    renderAll();
}

void AnswerDocument::startOver()
{
    m_fence.reset();
    m_sink.reset();
    clear();
    m_frozen = 0;
    m_sink = std::make_unique<BlockSink>(this);
}

void AnswerDocument::reset()
{
    m_source.clear();
    m_pending = false;
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
    m_pending = m_pending || !clean.isEmpty();
}

bool AnswerDocument::isDue() const
{
    return !m_sinceRender.isValid() || m_sinceRender.nsecsElapsed() >= 3 * m_renderCost;
}

void AnswerDocument::render()
{
    if (!m_pending)
        return;
    QElapsedTimer timer;
    timer.start();
    renderAll();
    m_renderCost = timer.nsecsElapsed();
    m_sinceRender.start();
}

void AnswerDocument::finish()
{
    if (hasLinkDefinitions(m_source)) {
        startOver();
        m_pending = true;
    }
    render();
}

void AnswerDocument::renderAll()
{
    QTextCursor edit(this);
    edit.beginEditBlock();
    if (m_fence)
        planFence();
    if (!m_fence)
        planTail();
    m_sink->commit();
    edit.endEditBlock();
    m_pending = false;
}

void AnswerDocument::planTail()
{
    const QStringView tail = QStringView(m_source).sliced(m_frozen);
    const MarkdownTree tree(tail.toUtf8());
    const std::vector<cmark_node*> blocks = childrenOf(tree.root());
    const std::vector<qsizetype> lineStarts = startsOfLines(tail);
    const qsizetype frozen = freezeIndex(blocks, lineStarts);
    const auto startOf = [&](cmark_node* block) {
        return m_frozen + lineStarts[static_cast<std::size_t>(cmark_node_get_start_line(block) - 1)];
    };

    BlockWriter writer(*m_sink, m_style, *m_highlighter);
    const qsizetype last = static_cast<qsizetype>(blocks.size()) - 1;
    qsizetype newFrozen = m_frozen;
    for (qsizetype i = 0; i <= last; ++i) {
        cmark_node* block = blocks[static_cast<std::size_t>(i)];
        if (i == frozen && i > 0) {
            m_sink->freeze();
            newFrozen = startOf(block);
        }
        const bool mayBeOpen = i == last && i == frozen && cmark_node_get_type(block) == CMARK_NODE_CODE_BLOCK
            && cmark_node_get_start_line(block) < static_cast<int>(lineStarts.size());
        if (mayBeOpen) {
            enterFence(startOf(block), fenceLanguage(block));
            if (m_fence) {
                m_frozen = newFrozen;
                planFence();
                return;
            }
        }
        writer.write(block);
    }
    m_frozen = newFrozen;
}

void AnswerDocument::enterFence(qsizetype start, const QString& language)
{
    qsizetype end = m_source.indexOf(u'\n', start);
    const auto fence = readFence(QStringView(m_source).sliced(start, end - start));
    if (!fence)
        return;
    const qsizetype firstLine = end + 1;
    for (qsizetype line = firstLine; line < m_source.size(); line = end + 1) {
        end = m_source.indexOf(u'\n', line);
        if (end < 0)
            break;
        if (closes(QStringView(m_source).sliced(line, end - line), fence->character, fence->length))
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
    for (qsizetype end = m_source.indexOf(u'\n', m_fence->consumed); end >= 0;
        end = m_source.indexOf(u'\n', m_fence->consumed)) {
        const QStringView line = QStringView(m_source).sliced(m_fence->consumed, end - m_fence->consumed);
        m_fence->consumed = end + 1;
        if (closes(line, m_fence->character, m_fence->length)) {
            m_frozen = m_fence->consumed;
            m_sink->freeze();
            m_fence.reset();
            return;
        }
        m_fence->writer.addLine(withoutIndent(line, m_fence->indent));
    }
    m_sink->freeze();
    const QStringView open = QStringView(m_source).sliced(m_fence->consumed);
    if (!open.isEmpty() && !closes(open, m_fence->character, m_fence->length))
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
