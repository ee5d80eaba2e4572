// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/exportdialog.h"

#include "ui/text/errorsentences.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kPreviewed = 20'000;

QCheckBox* box(const QString& name, const QString& words, QWidget* parent)
{
    auto* made = new QCheckBox(words, parent);
    made->setObjectName(name);
    made->setAccessibleName(words);
    made->setChecked(true);
    return made;
}

} // namespace

ExportDialog::ExportDialog(QList<RunRecord> runs, QList<Vote> votes, QWidget* parent)
    : QDialog(parent)
    , m_runs(std::move(runs))
    , m_votes(std::move(votes))
    , m_findings(findPrivate(m_runs))
    , m_format(new QComboBox(this))
    , m_system(box(u"exportSystem"_s, tr("System prompts"), this))
    , m_costs(box(u"exportCosts"_s, tr("Times, tokens and costs"), this))
    , m_list(new QListWidget(this))
    , m_preview(new QPlainTextEdit(this))
    , m_problem(new PlainLabel({}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export this conversation"));
    setAccessibleName(windowTitle());
    m_format->setObjectName(u"exportFormat"_s);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("One HTML file that needs nothing else"), static_cast<int>(ExportFormat::Html));
    m_format->addItem(tr("Markdown"), static_cast<int>(ExportFormat::Markdown));
    m_format->addItem(tr("JSON"), static_cast<int>(ExportFormat::Json));
    m_list->setObjectName(u"exportFindings"_s);
    m_list->setAccessibleName(tr("What is taken out"));
    m_preview->setObjectName(u"exportPreview"_s);
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setReadOnly(true);
    m_preview->setFont(roleFont(font(), FontRole::Mono));
    m_problem->setObjectName(u"exportProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setWordWrap(true);
    m_problem->hide();
    makeLayout();
    listFindings();
    connect(m_format, &QComboBox::activated, this, &ExportDialog::preview);
    connect(m_system, &QCheckBox::toggled, this, &ExportDialog::preview);
    connect(m_costs, &QCheckBox::toggled, this, &ExportDialog::preview);
    connect(m_list, &QListWidget::itemChanged, this, &ExportDialog::preview);
    preview();
    resize(820, 620);
}

void ExportDialog::makeLayout()
{
    auto* what = new QHBoxLayout;
    what->setSpacing(space::page);
    what->addWidget(m_format);
    what->addWidget(m_system);
    what->addWidget(m_costs);
    what->addStretch(1);
    auto* heading = new PlainLabel(m_findings.isEmpty()
            ? tr("Nothing was found that looks private. Read the preview all the same.")
            : tr("These places look private and are taken out. Untick what may stay:"),
        this);
    heading->setWordWrap(true);
    m_list->setVisible(!m_findings.isEmpty());
    auto* cancel = new KeycapButton(tr("Cancel"), this);
    cancel->setObjectName(u"exportCancel"_s);
    cancel->setAutoDefault(false);
    auto* write = new KeycapButton(tr("Save as…"), this);
    write->setObjectName(u"exportSave"_s);
    write->setPrimary(true);
    write->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(write);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(what);
    all->addWidget(heading);
    all->addWidget(m_list);
    all->addWidget(m_preview, 1);
    all->addWidget(m_problem);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(write, &QPushButton::clicked, this, &ExportDialog::save);
}

void ExportDialog::listFindings()
{
    for (const PrivateText& finding : std::as_const(m_findings)) {
        auto* item = new QListWidgetItem(tr("%1: %2").arg(finding.kind, plainQuote(finding.text, 80)), m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    // As high as what was found, up to six lines.
    const int rows = std::clamp(m_list->count(), 1, 6);
    m_list->setFixedHeight(rows * std::max(24, m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth() + space::badge);
}

ExportOptions ExportDialog::options() const
{
    ExportOptions out;
    out.withSystem = m_system->isChecked();
    out.withFigures = m_costs->isChecked();
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            out.redacted.append(m_findings.at(i).text);
    }
    return out;
}

QByteArray ExportDialog::content() const
{
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    return RunExport::write(m_runs, m_votes, format, options());
}

void ExportDialog::preview()
{
    const QString text = QString::fromUtf8(content());
    m_preview->setPlainText(hardWrapped(visibleCharacters(text.left(kPreviewed))));
}

void ExportDialog::save()
{
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    const QString ending = format == ExportFormat::Html ? u"html"_s
        : format == ExportFormat::Markdown              ? u"md"_s
                                                        : u"json"_s;
    auto* dialog = new QFileDialog(this, tr("Save as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(u"comparison."_s + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSaveFile file(path);
        const QByteArray bytes = content();
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        m_problem->setText(written ? QString() : tr("%1 was not written: %2").arg(path, file.errorString()));
        m_problem->setVisible(!written);
        if (written)
            accept();
    });
    dialog->open();
}

} // namespace assay
