// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

struct cmark_node;

namespace assay {

/// A parsed piece of GitHub-flavoured Markdown: tables, strike-through, task lists and bare addresses.
/// Raw HTML stays text; nothing is ever fetched.
class MarkdownTree
{
public:
    explicit MarkdownTree(QByteArrayView utf8);
    ~MarkdownTree();
    MarkdownTree(MarkdownTree&&) noexcept;
    MarkdownTree& operator=(MarkdownTree&&) noexcept;

    /// CommonMark takes the backslash of `\(x\)` and `\[x\]` for an escape, but models write formulas so: it is kept,
    /// so that the source of a formula is shown whole. The texts of nodes hold a mark in its place; read them with
    /// literalOf().
    cmark_node* root() const { return m_root.get(); }

private:
    struct Free {
        void operator()(cmark_node* node) const;
    };
    std::unique_ptr<cmark_node, Free> m_root;
};

/// The first word of a fence's info string.
/// The text of a node as it was written.
QString literalOf(cmark_node* node);
/// The target of a link.
QString targetOf(cmark_node* node);

QString fenceLanguage(cmark_node* codeBlock);

} // namespace assay
