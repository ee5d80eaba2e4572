// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartbox.h"

#include "ui/text/csv.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qreal kPictureScale = 2;

} // namespace

ChartBox::ChartBox(const QString& question, Chart* chart, NotePlace place, QWidget* parent)
    : QWidget(parent)
    , m_chart(chart)
    , m_model(new ChartTableModel(this))
    , m_question(new PlainLabel(question, this))
    , m_note(new PlainLabel({}, this))
    , m_table(new FlatTable(this))
    , m_pages(new QStackedWidget(this))
{
    m_question->setRole(FontRole::Title);
    m_question->setWordWrap(true); // a box is as narrow as its page wants it
    m_note->setRole(FontRole::Small, &Theme::muted);
    m_note->setWordWrap(place == NotePlace::Below);
    chart->setAccessibleName(question);
    m_table->setModel(m_model);
    m_table->setAccessibleName(question);
    m_pages->addWidget(chart);
    m_pages->addWidget(m_table);
    auto* asTable = makeButton(u"view-form-table"_s, tr("Show as a table"));
    asTable->setCheckable(true);
    connect(asTable, &QToolButton::toggled, this, [this](bool on) {
        m_pages->setCurrentIndex(on ? 1 : 0);
        fillTable();
    });
    auto* copy = makeButton(u"edit-copy"_s, tr("Copy or save this chart"));
    addMenu(copy);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::control);
    head->addWidget(m_question, 1);
    if (place == NotePlace::Beside)
        head->addWidget(m_note);
    head->addWidget(asTable);
    head->addWidget(copy);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::control, space::page, space::page);
    all->setSpacing(space::badge);
    all->addLayout(head);
    all->addWidget(m_pages, 1);
    if (place == NotePlace::Below)
        all->addWidget(m_note);
}

QToolButton* ChartBox::makeButton(const QString& icon, const QString& name)
{
    auto* button = new QToolButton(this);
    button->setIcon(themeIcon(icon, IconColour::Muted));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(space::controlHeight, space::controlHeight);
    return button;
}

void ChartBox::addMenu(QToolButton* button)
{
    auto* menu = new QMenu(button);
    menu->addAction(tr("Copy picture"), this, &ChartBox::copyPicture);
    menu->addAction(tr("Copy as CSV"), this, &ChartBox::copyCsv);
    menu->addAction(tr("Save as…"), this, &ChartBox::askAndSave);
    connect(button, &QToolButton::clicked, this,
        [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
}

void ChartBox::setQuestion(const QString& question)
{
    m_question->setText(question);
    m_chart->setAccessibleName(question);
    m_table->setAccessibleName(question);
}

void ChartBox::setNote(const QString& note)
{
    m_note->setText(note);
}

void ChartBox::refresh()
{
    m_isStale = true;
    fillTable();
}

void ChartBox::fillTable()
{
    if (!m_isStale || m_pages->currentIndex() != 1)
        return; // a table of very many rows is made for who looks at it
    m_isStale = false;
    m_model->setTable(m_chart->table());
    m_table->resizeColumnsToContents();
}

void ChartBox::copyPicture() const
{
    QGuiApplication::clipboard()->setImage(m_chart->picture(kPictureScale));
}

void ChartBox::copyCsv() const
{
    QGuiApplication::clipboard()->setText(csv());
}

QString ChartBox::csv() const
{
    const ChartTable table = m_chart->table();
    return csvText(table.header, table.rows);
}

bool ChartBox::save(const QString& path) const
{
    if (path.endsWith(u".svg"_s, Qt::CaseInsensitive))
        return m_chart->saveSvg(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    if (path.endsWith(u".csv"_s, Qt::CaseInsensitive))
        file.write(csv().toUtf8());
    else if (!m_chart->picture(kPictureScale).save(&file, "PNG"))
        return false;
    return file.commit();
}

void ChartBox::askAndSave()
{
    auto* dialog = new QFileDialog(this, tr("Save the chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Table (*.csv)")});
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.sliced(filter.indexOf(u"*."_s) + 2).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (!save(path))
            setNote(tr("%1 could not be written.").arg(path));
    });
    dialog->open();
}

void ChartBox::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.pane);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radiusBox, space::radiusBox);
}

} // namespace assay
