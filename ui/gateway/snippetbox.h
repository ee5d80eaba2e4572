// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;
class QToolButton;

namespace assay {

class PlainLabel;

/// One text to copy: where it goes, a button, and the text in fixed pitch. What is shown and what is copied may differ
/// by a key, which is never shown.
class SnippetBox : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetBox(QWidget* parent = nullptr);

    void setSnippet(const QString& title, const QString& shown);

Q_SIGNALS:
    void copyWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    PlainLabel* m_title;
    QToolButton* m_copy;
    QPlainTextEdit* m_text;
};

} // namespace assay
