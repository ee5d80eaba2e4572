// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/blocksink.h"
#include "ui/markdown/codeblockwriter.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/markdown/markdownstyle.h"
#include "ui/markdown/openblock.h"

#include <QElapsedTimer>
#include <QTextBlock>
#include <QTextDocument>

#include <memory>
#include <optional>

namespace assay {

class AnswerLayout;

/// One answer as a document that grows. Text that comes in is only kept; `render` lays it out, from the page's frame
/// timer. Blocks that can no longer change are written once and left alone; only what follows them is written anew. A
/// long block of code, table or list that is still open gets its new lines, rows or items added. What is shown equals a
/// render of the whole text, except that link definitions (`[a]: …`) take effect at the end.
///
/// No resource is ever loaded: no file, no address, no `data:`.
class AnswerDocument : public QTextDocument
{
    Q_OBJECT

public:
    AnswerDocument(std::shared_ptr<CodeHighlighter> highlighter, QObject* parent = nullptr);
    ~AnswerDocument() override;

    /// New fonts or colours: everything is written again.
    void setStyle(const MarkdownStyle& style);

    void append(const QString& text);
    void reset();
    bool hasPending() const { return m_seen < m_source.size(); }
    /// False while the last render was so long that the next one has to wait, so that all lanes stay smooth.
    bool isDue() const;
    /// Renders what has come; of very much only a part, so that no frame takes long.
    void render();
    /// The text is whole now: definitions of links take effect with what is rendered from here on.
    void end();
    /// `end`, and all of it rendered.
    void finish();
    void renderAll();

    AnswerLayout& answerLayout() const { return *m_layout; }
    const QString& source() const { return m_source; }
    /// More text came than is shown; `source` ends where the document does.
    bool isShortened() const { return m_shortened; }
    /// The text of the code block that contains the given header block.
    static QString codeAt(const QTextBlock& header);
    /// Text as one would write it down: numbers and bullets before the items of lists, tabs between cells.
    static QString plainText(const QTextCursor& selection);

    static constexpr qsizetype kLongestShown = 600'000;
    static constexpr qsizetype kMostAtOnce = 16'000; ///< characters

protected:
    QVariant loadResource(int type, const QUrl& name) override;

private:
    /// A block of code at the top level whose closing fence has not come yet.
    struct OpenFence {
        QChar character;
        qsizetype length = 0;
        qsizetype indent = 0;
        qsizetype consumed = 0; ///< offset in the source up to which lines are in the document
        CodeBlockWriter writer;
    };

    void renderUpTo(qsizetype end);
    void plan();
    void planTail();
    void thaw();
    void planFence();
    QStringView seen() const { return QStringView(m_source).first(m_seen); }
    void enterFence(qsizetype start, const QString& language);
    void startOver();

    AnswerLayout* m_layout;
    std::shared_ptr<CodeHighlighter> m_highlighter;
    MarkdownStyle m_style;
    QString m_source;
    qsizetype m_seen = 0; ///< what has been rendered of it
    bool m_endsWithReturn = false;
    bool m_shortened = false;
    qsizetype m_frozen = 0; ///< offset in the source of the first block that may still change
    std::unique_ptr<BlockSink> m_sink;
    std::unique_ptr<OpenFence> m_fence;
    std::optional<OpenBlock> m_open; ///< whose first parts are frozen
    QElapsedTimer m_sinceRender;
    qint64 m_renderCost = 0; ///< nanoseconds
};

} // namespace assay
