// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/answersdialog.h"

#include "ui/charts/charttable.h"
#include "ui/spend/answersmodel.h"
#include "ui/spend/costexplanation.h"
#include "ui/spend/spendservice.h"
#include "ui/text/formats.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace assay {

AnswersDialog::AnswersDialog(const QString& title, const SpendDrill& drill, SpendService* service, QWidget* parent)
    : QDialog(parent)
    , m_drill(drill)
    , m_service(service)
    , m_model(new AnswersModel(this))
    , m_lines(new ChartTableModel(this))
{
    setObjectName(u"answersDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto* heading = new PlainLabel(title, this);
    heading->setRole(FontRole::Title);
    auto* split = new QSplitter(this);
    split->addWidget(makeList());
    split->addWidget(makeDetail());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    auto* all = new QVBoxLayout(this);
    all->addWidget(heading);
    all->addWidget(split, 1);
    resize(1200, 640);
    connect(service, &SpendService::answersRead, this, &AnswersDialog::onAnswers);
    connect(service, &SpendService::runRead, this, &AnswersDialog::showRun);
    ask();
}

QWidget* AnswersDialog::makeList()
{
    auto* box = new QWidget(this);
    m_table = new FlatTable(box);
    m_table->setObjectName(u"answersTable"_s);
    m_table->setAccessibleName(tr("Answers"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& index) { choose(index.row()); });
    m_count = new PlainLabel({}, box);
    m_count->setRole(FontRole::Small, &Theme::muted);
    m_more = new QPushButton(tr("Show more"), box);
    m_more->setObjectName(u"answersMore"_s);
    m_more->setEnabled(false);
    connect(m_more, &QPushButton::clicked, this, &AnswersDialog::ask);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_count);
    foot->addStretch(1);
    foot->addWidget(m_more);
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_table, 1);
    all->addLayout(foot);
    return box;
}

QWidget* AnswersDialog::makeDetail()
{
    auto* box = new QWidget(this);
    m_question = new PlainLabel(tr("Choose an answer to see why it cost what it did."), box);
    m_question->setObjectName(u"answerQuestion"_s);
    m_question->setRole(FontRole::BodyStrong);
    m_question->setWordWrap(true);
    m_sentences = new PlainLabel({}, box);
    m_sentences->setObjectName(u"answerSentences"_s);
    m_sentences->setRole(FontRole::Small, &Theme::muted);
    m_sentences->setWordWrap(true);
    m_lineTable = new FlatTable(box);
    m_lineTable->setObjectName(u"answerLines"_s);
    m_lineTable->setAccessibleName(tr("Cost by class"));
    m_lineTable->setSelectionMode(QAbstractItemView::NoSelection);
    m_lineTable->setModel(m_lines);
    m_lineTable->setVisible(false);
    m_text = new QPlainTextEdit(box);
    m_text->setObjectName(u"answerText"_s);
    m_text->setAccessibleName(tr("Prompt and answer"));
    m_text->setReadOnly(true);
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(space::page, 0, 0, 0);
    all->addWidget(m_question);
    all->addWidget(m_lineTable);
    all->addWidget(m_sentences);
    all->addWidget(m_text, 1);
    return box;
}

void AnswersDialog::ask()
{
    m_more->setEnabled(false);
    m_service->askAnswers(m_drill);
}

void AnswersDialog::onAnswers(const SpendDrill& drill, const QList<SpendAnswer>& answers)
{
    // Another dialog's, or a page that came already.
    if (drill.query != m_drill.query || drill.grouping != m_drill.grouping || drill.key != m_drill.key
        || drill.beforeSeq != m_drill.beforeSeq || drill.unpricedOnly != m_drill.unpricedOnly)
        return;
    const bool isFirst = m_model->rowCount() == 0;
    m_model->add(answers, m_drill.query.zone);
    const bool isMore = answers.size() == m_drill.limit;
    if (!answers.isEmpty())
        m_drill.beforeSeq = answers.last().seq;
    m_more->setEnabled(isMore);
    m_more->setVisible(isMore);
    const QString count = Formats().exactCount(m_model->rowCount());
    m_count->setText(isMore ? tr("The newest %1").arg(count) : tr("All %1").arg(count));
    if (!isFirst)
        return;
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(AnswersModel::Prompt, m_table->horizontalHeader()->sectionSizeHint(AnswersModel::Prompt));
    m_table->setColumnHidden(AnswersModel::Model, m_drill.grouping == SpendGrouping::Model);
    if (m_model->rowCount() > 0)
        m_table->selectRow(0);
}

void AnswersDialog::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_wantedRun = m_model->at(row).runId;
    m_wantedLane = m_model->at(row).lane;
    m_service->askRun(m_wantedRun);
}

void AnswersDialog::showRun(const RunRecord& run)
{
    if (run.id != m_wantedRun)
        return;
    for (const auto& lane : run.lanes) {
        if (lane.index != m_wantedLane)
            continue;
        m_question->setText(CostExplanation::question(lane));
        m_sentences->setText(CostExplanation::sentences(run, lane));
        const ChartTable table = CostExplanation::lines(lane);
        m_lines->setTable(table);
        m_lineTable->setVisible(!table.rows.isEmpty());
        m_lineTable->resizeColumnsToContents();
        m_lineTable->setFixedHeight(m_lineTable->horizontalHeader()->sizeHint().height()
            + m_lineTable->verticalHeader()->defaultSectionSize() * static_cast<int>(table.rows.size()) + 4);
        const QString answer = lane.text.isEmpty() ? lane.refusal : lane.text;
        m_text->setPlainText(tr("Prompt") + u"\n\n"_s + run.prompt + u"\n\n"_s + lane.model.toString() + u"\n\n"_s
            + (answer.isEmpty() ? tr("No text came.") : answer));
    }
}

} // namespace assay
