// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/visiblecharacters.h"

#include <QWidget>

class QPlainTextEdit;
class QToolButton;

namespace assay {

/// What the model thought before its answer, above it and collapsible. Plain text. Open while nothing else is there
/// to read; once the answer begins it closes, unless the person has opened or closed it.
class ReasoningBox : public QWidget
{
    Q_OBJECT

public:
    explicit ReasoningBox(QWidget* parent = nullptr);

    void reset();
    void append(const QString& text);
    /// Shows what has come; called once a frame.
    bool renderFrame();
    void setFigures(const QString& figures);
    void answerBegan();
    void setOpen(bool open);
    bool isOpen() const;
    const QString& text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyFont();

    QToolButton* m_head;
    QPlainTextEdit* m_body;
    QString m_text;
    QString m_pending;
    RunBreaker m_breaker;
    bool m_byPerson = false;
};

} // namespace assay
