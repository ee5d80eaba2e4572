// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/attachmentbar.h"

#include "ui/text/errorsentences.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImage>
#include <QLocale>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostFiles = 16;

QString kindOf(const ContentPart& part)
{
    if (const auto* image = std::get_if<ImagePart>(&part))
        return AttachmentBar::tr("image, %1").arg(QLocale().formattedDataSize(image->data.size()));
    if (const auto* document = std::get_if<DocumentPart>(&part))
        return AttachmentBar::tr("PDF, %1").arg(QLocale().formattedDataSize(document->data.size()));
    if (const auto* text = std::get_if<TextPart>(&part))
        return AttachmentBar::tr("text, %n characters", nullptr, static_cast<int>(text->text.size()));
    return {};
}

} // namespace

AttachmentBar::AttachmentBar(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_problem(new PlainLabel({}, this))
{
    setObjectName(u"attachments"_s);
    setAccessibleName(tr("Attached files"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::badge);
    m_problem->setObjectName(u"attachmentProblem"_s);
    m_problem->setRole(FontRole::Small, &Theme::bad);
    m_problem->setWordWrap(true);
    m_row->addWidget(m_problem, 1);
    m_problem->hide();
    hide();
}

void AttachmentBar::setAttachments(const QList<Attachment>& attachments)
{
    m_attachments = attachments;
    say({});
    rebuild();
}

void AttachmentBar::chooseFiles()
{
    auto* dialog = new QFileDialog(window(), tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"attachDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Images, PDF and text (*.png *.jpg *.jpeg *.webp *.gif *.pdf *.txt *.md *.csv *.json "
                               "*.xml *.html *.py *.js *.ts *.cpp *.h *.sql)"),
        tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        say({});
        for (const QString& file : files)
            addFile(file);
    });
    dialog->open();
}

bool AttachmentBar::accepts(const QMimeData* data)
{
    if (data->hasImage())
        return true;
    const QList<QUrl> urls = data->urls();
    return !urls.isEmpty() && std::ranges::all_of(urls, [](const QUrl& url) {
        return url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile();
    });
}

bool AttachmentBar::take(const QMimeData* data)
{
    if (!canAttach() || !accepts(data))
        return false;
    say({});
    if (!data->urls().isEmpty()) {
        for (const QUrl& url : data->urls())
            addFile(url.toLocalFile());
        return true;
    }
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!qvariant_cast<QImage>(data->imageData()).save(&buffer, "PNG"))
        return false;
    m_attachments.append({.name = tr("Pasted image"), .part = ImagePart{png, u"image/png"_s, {}}});
    rebuild();
    Q_EMIT changed();
    return true;
}

void AttachmentBar::addFile(const QString& path)
{
    if (m_attachments.size() >= kMostFiles) {
        say(tr("At most %n files can go along.", nullptr, kMostFiles));
        return;
    }
    const Result<ContentPart> part = m_reader(path);
    if (!part) {
        say(plainQuote(part.error().detail));
        return;
    }
    m_attachments.append({.name = QFileInfo(path).fileName(), .part = *part});
    rebuild();
    Q_EMIT changed();
}

void AttachmentBar::say(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    setVisible(!problem.isEmpty() || !m_attachments.isEmpty());
}

void AttachmentBar::rebuild()
{
    qDeleteAll(findChildren<QToolButton*>());
    for (qsizetype i = 0; i < m_attachments.size(); ++i) {
        const Attachment& attachment = m_attachments.at(i);
        auto* chip = new QToolButton(this);
        chip->setObjectName(u"attachment"_s);
        chip->setText(plainQuote(attachment.name, 40) + u"  "_s + kindOf(attachment.part));
        chip->setIcon(themeIcon(u"window-close"_s, IconColour::Muted));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setLayoutDirection(Qt::RightToLeft);
        chip->setAccessibleName(tr("Attached: %1. Press to remove").arg(chip->text()));
        chip->setToolTip(tr("Remove this file"));
        // Queued: the button goes with its own click.
        connect(
            chip, &QToolButton::clicked, this,
            [this, i] {
                m_attachments.removeAt(i);
                rebuild();
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
        m_row->insertWidget(static_cast<int>(i), chip);
    }
    setVisible(!m_attachments.isEmpty() || !m_problem->text().isEmpty());
}

} // namespace assay
