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

    cmark_node* root() const { return m_root.get(); }

private:
    struct Free {
        void operator()(cmark_node* node) const;
    };
    std::unique_ptr<cmark_node, Free> m_root;
};

/// The first word of a fence's info string.
QString fenceLanguage(cmark_node* codeBlock);

} // namespace assay
