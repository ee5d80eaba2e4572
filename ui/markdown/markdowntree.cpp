// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/markdowntree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <array>

namespace assay {

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
    cmark_parser_feed(parser, utf8.data(), static_cast<std::size_t>(utf8.size()));
    m_root.reset(cmark_parser_finish(parser));
    cmark_parser_free(parser);
}

MarkdownTree::~MarkdownTree() = default;
MarkdownTree::MarkdownTree(MarkdownTree&&) noexcept = default;
MarkdownTree& MarkdownTree::operator=(MarkdownTree&&) noexcept = default;

QString fenceLanguage(cmark_node* codeBlock)
{
    const char* info = cmark_node_get_fence_info(codeBlock);
    const QString text = info != nullptr ? QString::fromUtf8(info) : QString();
    return text.section(u' ', 0, 0).left(40);
}

} // namespace assay
