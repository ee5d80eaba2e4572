// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace assay {

/// A text field that grows with its text from `minimum` to `maximum` lines. Plain text only.
class PromptEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    PromptEdit(int minimumLines, int maximumLines, QWidget* parent = nullptr);

    void setMinimumLines(int lines);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    int m_minimum;
    int m_maximum;
};

} // namespace assay
