// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/answerdocument.h"
#include "ui/markdown/scrollanchors.h"

#include <QTextEdit>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace assay {

/// Shows one answer, read-only. Paints the boxes of code, the bars of quotes, rules and the streaming cursor itself.
/// Stays where the reader is, unless that is the end: then it follows.
class AnswerView : public QTextEdit
{
    Q_OBJECT

public:
    AnswerView(std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent = nullptr);

    AnswerDocument& answer() { return *m_document; }
    const AnswerDocument& answer() const { return *m_document; }

    /// Renders what has come, if it is time to and somebody can see it. True if something changed.
    bool renderFrame();
    /// Renders what has come, seen or not.
    void catchUp();
    void finish();
    void clearAnswer();
    /// Colour of the square at the end of a running stream; nothing: no square.
    void setStreamingCursor(const std::optional<QColor>& colour);

    /// Ends following and shows the beginning, for an answer that is complete already.
    void verticalScrollToStart();
    bool isScrollable() const;
    bool isFollowing() const { return m_following; }
    void follow();
    QList<ScrollAnchor> scrollAnchors() const;
    /// Scrolls as a program does: nobody is told, and following ends unless this is the end.
    void scrollQuietly(double y);
    /// Scrolls so that a place is in the upper part of what is seen, as a program does.
    void showPlace(const QTextCursor& place);
    /// Places of the words in the answer, case ignored; at most `most`.
    QList<QTextCursor> occurrences(const QString& words, int most) const;
    /// Marks these places, and one of them (an index; -1: none) as the current one, which is scrolled to.
    void markOccurrences(const QList<QTextCursor>& places, int current);
    QList<QTextBlock> codeHeaders() const;
    void copyCode(const QTextBlock& header);

Q_SIGNALS:
    void linkActivated(const QUrl& url);
    void followingChanged(bool following);
    void scrolledByPerson();

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;
    bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    void applyStyle();
    void paintDecorations(QPainter& painter, const QRect& clip);
    void paintCode(QPainter& painter, const QTextBlock& block);
    void paintQuote(QPainter& painter, const QTextBlock& block);
    void paintBullet(QPainter& painter, const QTextBlock& block);
    void paintNumber(QPainter& painter, const QTextBlock& block);
    void paintRow(QPainter& painter, const QTextBlock& block);
    QTextCursor endOfText() const;
    int sideways() const;
    QRectF textRect(const QTextBlock& block) const; ///< in viewport coordinates
    QRectF codeBox(const QTextBlock& block) const;
    QRect copyButton(const QTextBlock& header) const;
    QTextBlock copyButtonAt(const QPoint& position) const;
    void noteScroll();
    /// The text before the reader's eyes stays there, whatever the change does to what is above it.
    void keepPlace(const std::function<void()>& change);
    bool isBehind() const; ///< something waits to be rendered or laid out
    void layMore();
    AnswerLayout& textLayout() const { return m_document->answerLayout(); }

    AnswerDocument* m_document;
    std::optional<QColor> m_cursorColour;
    bool m_following = true;
    bool m_adjusting = false;
    QTimer m_layMore; ///< runs while rows wait for their layout
    QString m_pressedLink;
    int m_hoveredCopy = -1;
    int m_copied = -1; ///< block whose code was just copied
};

} // namespace assay
