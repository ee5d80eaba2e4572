// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/markdowntree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <array>

namespace assay {

namespace {

/// Stands for the backslash of a formula. Not a character, so no text has it (Unicode 23.7).
constexpr char16_t kBackslash = 0xfdd0;
constexpr QByteArrayView kMark = "\xef\xb7\x90"; // the same in UTF-8

/// Escaped brackets before an address are no formula: `\[not a link\](there)`.
QByteArray withMarks(QByteArrayView utf8)
{
    QByteArray out;
    out.reserve(utf8.size() + 64);
    qsizetype lineEnd = -1;
    bool lineHasTarget = false;
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        if (at > lineEnd) {
            const auto found = utf8.indexOf('\n', at);
            lineEnd = found < 0 ? utf8.size() : found;
            lineHasTarget = utf8.sliced(at, lineEnd - at).contains("](");
        }
        const char next = utf8[at] == '\\' && at + 1 < utf8.size() ? utf8[at + 1] : '\0';
        if (next == '\\') { // an escaped backslash
            out.append("\\\\");
            ++at;
        } else if (next == '(' || next == ')') {
            out.append(kMark);
        } else if (next == '[' || next == ']') {
            out.append(lineHasTarget ? QByteArrayView("\\") : kMark);
        } else {
            out.append(utf8[at]);
        }
    }
    return out;
}

QString textOf(const char* utf8)
{
    return utf8 != nullptr ? QString::fromUtf8(utf8) : QString();
}

} // namespace

void MarkdownTree::Free::operator()(cmark_node* node) const
{
    cmark_node_free(node);
}

MarkdownTree::MarkdownTree(QByteArrayView utf8)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser* parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (const char* name : std::array{"table", "strikethrough", "autolink", "tasklist"}) {
        if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    const bool mayHoldFormulas = utf8.contains("\\(") || utf8.contains("\\[");
    const QByteArray marked = mayHoldFormulas ? withMarks(utf8) : QByteArray();
    const QByteArrayView text = mayHoldFormulas ? QByteArrayView(marked) : utf8;
    cmark_parser_feed(parser, text.data(), static_cast<std::size_t>(text.size()));
    m_root.reset(cmark_parser_finish(parser));
    cmark_parser_free(parser);
}

MarkdownTree::~MarkdownTree() = default;
MarkdownTree::MarkdownTree(MarkdownTree&&) noexcept = default;
MarkdownTree& MarkdownTree::operator=(MarkdownTree&&) noexcept = default;

QString literalOf(cmark_node* node)
{
    return textOf(cmark_node_get_literal(node)).replace(QChar(kBackslash), u'\\');
}

QString targetOf(cmark_node* node)
{
    return textOf(cmark_node_get_url(node)).remove(QChar(kBackslash));
}

QString fenceLanguage(cmark_node* codeBlock)
{
    const char* info = cmark_node_get_fence_info(codeBlock);
    const QString text = info != nullptr ? QString::fromUtf8(info) : QString();
    return text.section(u' ', 0, 0).left(40);
}

} // namespace assay
