// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/inlinewriter.h"

#include "ui/markdown/markdowntree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kLongestShownTarget = 80;

bool isStrikethrough(cmark_node* node)
{
    return std::strcmp(cmark_node_get_type_string(node), "strikethrough") == 0;
}

QString shortened(const QString& text)
{
    return text.size() > kLongestShownTarget ? text.left(kLongestShownTarget - 1) + u'…' : text;
}

} // namespace

bool isOpenable(const QUrl& url)
{
    const QString scheme = url.scheme();
    return url.isValid() && (scheme == "http"_L1 || scheme == "https"_L1 || scheme == "mailto"_L1);
}

InlineWriter::InlineWriter(BlockSink& sink, const MarkdownStyle& style, QTextCharFormat base)
    : m_sink(sink)
    , m_style(style)
    , m_base(std::move(base))
{
}

void InlineWriter::write(cmark_node* parent)
{
    const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> iterator(cmark_iter_new(parent), &cmark_iter_free);
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
        event = cmark_iter_next(iterator.get())) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (node == parent)
            continue;
        if (event == CMARK_EVENT_ENTER)
            enter(node);
        else
            leave(node);
    }
}

void InlineWriter::enter(cmark_node* node)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE)
        put(literalOf(node), current());
    else if (type == CMARK_NODE_CODE)
        putCode(literalOf(node));
    else if (type == CMARK_NODE_SOFTBREAK)
        put(u" "_s, current());
    else if (type == CMARK_NODE_LINEBREAK)
        put(QString(QChar(QChar::LineSeparator)), current());
    else if (type == CMARK_NODE_STRONG)
        ++m_strong;
    else if (type == CMARK_NODE_EMPH)
        ++m_emphasis;
    else if (type == CMARK_NODE_LINK)
        beginLink(node);
    else if (type == CMARK_NODE_IMAGE)
        ++m_image;
    else if (isStrikethrough(node))
        ++m_strike;
}

void InlineWriter::leave(cmark_node* node)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_STRONG)
        --m_strong;
    else if (type == CMARK_NODE_EMPH)
        --m_emphasis;
    else if (type == CMARK_NODE_LINK)
        endLink();
    else if (type == CMARK_NODE_IMAGE)
        putImage(node);
    else if (isStrikethrough(node))
        --m_strike;
}

QTextCharFormat InlineWriter::current() const
{
    QTextCharFormat format = m_base;
    if (m_strong > 0)
        format.setFontWeight(QFont::DemiBold);
    if (m_emphasis > 0)
        format.setFontItalic(true);
    if (m_strike > 0)
        format.setFontStrikeOut(true);
    if (m_image > 0)
        format.setForeground(m_style.theme->muted);
    if (m_inLink) {
        format.setForeground(m_style.theme->accent);
        format.setFontUnderline(true);
        const QUrl url(m_linkTarget);
        if (isOpenable(url)) {
            format.setAnchor(true);
            format.setAnchorHref(url.toString(QUrl::FullyEncoded));
        }
    }
    return format;
}

void InlineWriter::put(const QString& text, const QTextCharFormat& format)
{
    if (m_inLink)
        m_linkText += text;
    m_sink.insertText(m_breaker.feed(text), format);
}

void InlineWriter::putCode(const QString& text)
{
    QTextCharFormat format = current();
    format.setFont(m_style.mono, QTextCharFormat::FontPropertiesSpecifiedOnly);
    format.setBackground(m_style.theme->dark ? m_style.theme->code.background : m_style.theme->sunken);
    put(visibleCharacters(text), format);
}

void InlineWriter::beginLink(cmark_node* node)
{
    m_inLink = true;
    m_linkTarget = targetOf(node);
    m_linkText.clear();
}

void InlineWriter::endLink()
{
    m_inLink = false;
    const QString target = m_linkTarget;
    if (target == m_linkText || target == "http://"_L1 + m_linkText || target == "mailto:"_L1 + m_linkText)
        return;
    QTextCharFormat format = m_base;
    format.setForeground(m_style.theme->muted);
    put(u" ("_s + shortened(visibleCharacters(target)) + u')', format);
}

void InlineWriter::putImage(cmark_node* node)
{
    --m_image;
    QTextCharFormat format = m_base;
    format.setForeground(m_style.theme->muted);
    put(tr(" [image, not loaded: %1]").arg(shortened(visibleCharacters(targetOf(node)))), format);
}

} // namespace assay
