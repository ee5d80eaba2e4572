// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QList>
#include <QWidget>

class QPlainTextEdit;
class QToolButton;
class QVBoxLayout;

namespace assay {

/// The tool calls of an answer: name and arguments, indented where they are JSON. Each can be folded. Nothing is ever
/// executed.
class ToolCallBox : public QWidget
{
    Q_OBJECT

public:
    explicit ToolCallBox(QWidget* parent = nullptr);

    void setCalls(const QList<ToolCall>& calls);
    /// Arguments as people read them: indented if they are JSON, as they came otherwise.
    static QString readable(const QString& arguments);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Entry {
        QToolButton* head = nullptr;
        QPlainTextEdit* body = nullptr;
        ToolCall call;
    };
    void addEntry();
    void fill(Entry& entry, const ToolCall& call);
    void fit(const Entry& entry);

    QVBoxLayout* m_layout;
    QList<Entry> m_entries;
};

} // namespace assay
