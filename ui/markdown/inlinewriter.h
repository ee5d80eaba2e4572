// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/blocksink.h"
#include "ui/markdown/markdownstyle.h"
#include "ui/text/visiblecharacters.h"

#include <QCoreApplication>
#include <QTextCharFormat>
#include <QUrl>

struct cmark_node;

namespace assay {

/// Writes the inline content of one paragraph, heading or table cell. Images become words, raw HTML stays text, links
/// show where they go.
class InlineWriter
{
    Q_DECLARE_TR_FUNCTIONS(assay::InlineWriter)

public:
    InlineWriter(BlockSink& sink, const MarkdownStyle& style, QTextCharFormat base);

    void write(cmark_node* parent);

private:
    void enter(cmark_node* node);
    void leave(cmark_node* node);
    void put(const QString& text, const QTextCharFormat& format);
    void putCode(const QString& text);
    void beginLink(cmark_node* node);
    void endLink();
    void putImage(cmark_node* node);
    QTextCharFormat current() const;

    BlockSink& m_sink;
    const MarkdownStyle& m_style;
    QTextCharFormat m_base;
    RunBreaker m_breaker;
    int m_strong = 0;
    int m_emphasis = 0;
    int m_strike = 0;
    int m_image = 0;
    QString m_linkTarget;
    QString m_linkText;
    bool m_inLink = false;
};

/// May this address be opened at all (after asking)? Only http, https and mailto.
bool isOpenable(const QUrl& url);

} // namespace assay
