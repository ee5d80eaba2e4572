// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

#include <functional>

namespace assay {

/// A text field that grows with its text from `minimum` to `maximum` lines. Plain text only.
class PromptEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    PromptEdit(int minimumLines, int maximumLines, QWidget* parent = nullptr);

    void setMinimumLines(int lines);
    /// What is pasted or dropped goes here first: `accepts` says whether it is of that kind, `take` takes it.
    struct MimeHandler {
        std::function<bool(const QMimeData*)> accepts;
        std::function<bool(const QMimeData*)> take;
    };
    void setMimeHandler(MimeHandler handler) { m_mime = std::move(handler); }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void fit();

    int m_minimum;
    int m_maximum;
    MimeHandler m_mime;
};

} // namespace assay
