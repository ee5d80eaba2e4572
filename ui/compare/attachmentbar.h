// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lineup.h"

#include "core/support/result.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QMimeData;

namespace assay {

class PlainLabel;

/// Reads a file as part of a message; runs on the window's thread, for files a person chose.
using AttachmentReader = std::function<Result<ContentPart>(const QString& path)>;

/// What goes along with the prompt, one chip a file. Files come by button, by drop and by paste.
class AttachmentBar : public QWidget
{
    Q_OBJECT

public:
    explicit AttachmentBar(QWidget* parent = nullptr);

    void setReader(AttachmentReader reader) { m_reader = std::move(reader); }
    bool canAttach() const { return static_cast<bool>(m_reader); }
    const QList<Attachment>& attachments() const { return m_attachments; }
    void setAttachments(const QList<Attachment>& attachments);
    void chooseFiles();
    /// Files or a picture of the clipboard or a drop. False if there is nothing of that kind in it.
    bool take(const QMimeData* data);
    static bool accepts(const QMimeData* data);

Q_SIGNALS:
    void changed();

private:
    void addFile(const QString& path);
    void rebuild();
    void say(const QString& problem);

    AttachmentReader m_reader;
    QList<Attachment> m_attachments;
    QHBoxLayout* m_row;
    PlainLabel* m_problem;
};

} // namespace assay
