// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "ui/history/historyside.h"
#include "ui/history/rundetail.h"
#include "ui/history/runlistmodel.h"
#include "ui/history/runlistview.h"
#include "ui/theme/icons.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPage = 100;
constexpr int kTypingPause = 120; // milliseconds: results while typing, not for every letter of a word

} // namespace

HistoryPage::HistoryPage(HistoryService* service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_runs(new RunListModel(this))
{
    setObjectName(u"historyPage"_s);
    setAccessibleName(tr("History"));
    m_side = new HistorySide(this);
    m_side->setFixedWidth(208);
    m_list = new RunListView(m_runs, this);
    m_list->setMinimumWidth(240);
    m_detail = new RunDetail(this);
    m_detail->setMinimumWidth(380);
    auto* middle = new QSplitter(Qt::Horizontal, this);
    middle->setChildrenCollapsible(false);
    middle->addWidget(m_list);
    middle->addWidget(m_detail);
    middle->setStretchFactor(0, 1);
    middle->setStretchFactor(1, 4);
    middle->setSizes({300, 800}); // before there is anything to show
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addWidget(middle, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addLayout(row, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &HistoryPage::ask);
    connect(m_side, &HistorySide::chosen, this, &HistoryPage::showFolder);
    connect(m_side, &HistorySide::removeWanted, this, [this](int folder) {
        auto folders = m_service->folders();
        folders.removeAt(folder);
        m_service->setFolders(folders);
        m_side->setFolders(folders);
    });
    connect(m_list, &RunListView::runChosen, m_service, &HistoryService::open);
    connect(m_list, &RunListView::endReached, this, &HistoryPage::askForMore);
    connectService();
    connectDetail();
    setFocusProxy(m_field);
}

QWidget* HistoryPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* title = new PlainLabel(tr("History"), bar);
    title->setRole(FontRole::Title);
    m_field = new QLineEdit(bar);
    m_field->setObjectName(u"historySearch"_s);
    m_field->setAccessibleName(tr("Search prompts, answers, notes and tags"));
    m_field->setPlaceholderText(tr("Search prompts, answers, notes   \"a phrase\"   begin*"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(themeIcon(u"search"_s, IconColour::Muted), QLineEdit::LeadingPosition);
    m_model = new QComboBox(bar);
    m_model->setAccessibleName(tr("Model"));
    m_model->addItem(tr("any model"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_model->setMaximumWidth(220);
    m_period = new QComboBox(bar);
    m_period->setAccessibleName(tr("Period"));
    for (const auto& [name, days] : {std::pair(tr("any time"), 0), std::pair(tr("today"), 1),
             std::pair(tr("last 7 days"), 7), std::pair(tr("last 30 days"), 30), std::pair(tr("last 365 days"), 365)})
        m_period->addItem(name, days);
    m_order = new QComboBox(bar);
    m_order->setAccessibleName(tr("Order"));
    m_order->addItem(tr("newest first"));
    m_order->addItem(tr("best match"));
    m_count = new PlainLabel({}, bar);
    m_count->setRole(FontRole::Small, &Theme::muted);
    m_told = new PlainLabel({}, bar);
    m_told->setRole(FontRole::Small, &Theme::info);
    m_save = new QToolButton(bar);
    m_save->setText(tr("Save search"));
    m_save->setIcon(themeIcon(u"bookmarks"_s));
    m_save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addWidget(m_field, 1);
    row->addWidget(m_model);
    row->addWidget(m_period);
    row->addWidget(m_order);
    row->addWidget(m_told);
    row->addWidget(m_count);
    row->addWidget(m_save);
    new BarHeight(bar, space::toolbarHeight, 26);
    connect(m_field, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::returnPressed, this, &HistoryPage::ask);
    for (auto* choice : {m_model, m_period, m_order})
        connect(choice, &QComboBox::activated, this, &HistoryPage::ask);
    connect(m_save, &QToolButton::clicked, this, &HistoryPage::saveSearch);
    return bar;
}

void HistoryPage::connectService()
{
    connect(m_service, &HistoryService::found, this, &HistoryPage::onFound);
    connect(m_service, &HistoryService::opened, this, [this](const OpenedRun& run) {
        m_detail->setRun(run, m_field->text(), m_service->now().toLocalTime().date());
        if (run.run.id == m_wantsThenNow && !run.replays.isEmpty()) {
            m_wantsThenNow.clear();
            m_detail->showThenNow(true);
        }
    });
    connect(m_service, &HistoryService::counted, this, [this](const RunCounts& counts) {
        m_side->setCounts(counts);
        fillChoices(counts);
    });
    connect(m_service, &HistoryService::told, m_told, &QLabel::setText);
    connect(m_service, &HistoryService::forked, this, &HistoryPage::forkWanted);
    connect(m_service, &HistoryService::replayed, this, [this](const QString& runId) {
        m_wantsThenNow = runId;
        openRun(runId);
    });
    connect(m_service, &HistoryService::changed, this, [this] {
        if (!isVisible()) {
            m_asked = false; // read again when it is looked at
            return;
        }
        m_service->count();
        if (m_field->text().isEmpty())
            ask();
        if (const auto* run = m_detail->run())
            m_service->open(run->run.id);
    });
}

void HistoryPage::connectDetail()
{
    connect(m_detail, &RunDetail::markWanted, m_service, &HistoryService::mark);
    connect(m_detail, &RunDetail::replayWanted, this, &HistoryPage::confirmReplay);
    connect(m_detail, &RunDetail::forkWanted, m_service, &HistoryService::fork);
    connect(m_detail, &RunDetail::deleteWanted, this, &HistoryPage::confirmDelete);
    connect(m_detail, &RunDetail::exportWanted, this, [this](const QString& id) { chooseExport({id}); });
}

void HistoryPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_asked)
        return;
    m_side->setFolders(m_service->folders());
    m_service->count();
    ask();
}

void HistoryPage::search(const QString& terms)
{
    m_field->setText(terms);
    ask();
}

void HistoryPage::openRun(const QString& runId)
{
    m_wanted = runId;
    m_service->open(runId);
}

HistoryFilter HistoryPage::filter() const
{
    HistoryFilter filter = m_kind;
    if (m_model->currentIndex() > 0)
        filter.model = m_model->currentText();
    if (const int days = m_period->currentData().toInt(); days > 0) {
        const QDate today = m_service->now().toLocalTime().date();
        filter.since = today.addDays(1 - days).startOfDay().toUTC();
    }
    return filter;
}

RunQuestion HistoryPage::question(const QString& beforeId) const
{
    return {.terms = m_field->text(),
        .filter = filter(),
        .order = m_order->currentIndex() == 1 ? SearchOrder::Best : SearchOrder::Newest,
        .limit = kPage,
        .beforeId = beforeId};
}

void HistoryPage::ask()
{
    m_asked = true;
    m_typing.stop();
    m_service->find(question({}));
}

void HistoryPage::askForMore()
{
    if (m_isEnd || m_runs->isEmpty() || m_order->currentIndex() == 1)
        return;
    m_isEnd = true; // until the answer says that there are more
    m_service->find(question(m_runs->lastId()));
}

void HistoryPage::onFound(const HistoryPageOfRuns& page)
{
    m_isEnd = page.runs.size() < kPage;
    if (!page.question.beforeId.isEmpty()) {
        m_runs->addRuns(page.runs);
        return;
    }
    const auto* shown = m_detail->run();
    const QString selected = m_wanted.isEmpty() ? (shown ? shown->run.id : QString()) : m_wanted;
    const bool dated = page.question.order == SearchOrder::Newest;
    m_runs->setRuns(page.runs, m_service->now().toLocalTime().date(), dated);
    const QString many = QLocale().toString(page.count) + (page.isMore ? u"+"_s : QString());
    m_count->setText(page.question.terms.trimmed().isEmpty()
            ? (page.count == 1 && !page.isMore ? tr("1 run") : tr("%1 runs").arg(many))
            : tr("%1 runs · %2 ms").arg(many).arg(page.milliseconds));
    if (m_runs->isEmpty()) {
        m_detail->clear(page.question.terms.trimmed().isEmpty()
                ? tr("Every run will be here, with its answers and what it cost. Compare makes the first one.")
                : tr("No run contains “%1”.").arg(page.question.terms.trimmed()));
        return;
    }
    const int row = qMax(0, m_runs->rowOf(selected));
    m_list->setCurrentIndex(m_runs->index(row)); // opens it
}

void HistoryPage::showFolder(const SmartFolder& folder)
{
    m_kind = folder.filter;
    m_kind.model.clear();
    const int model = m_model->findText(folder.filter.model);
    if (model > 0)
        m_model->setCurrentIndex(model);
    else {
        m_model->setCurrentIndex(0);
        m_kind.model = folder.filter.model;
    }
    m_field->setText(folder.terms);
    ask();
}

void HistoryPage::saveSearch()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save search"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(m_field->text());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (name.trimmed().isEmpty())
            return;
        auto folders = m_service->folders();
        folders.append({.name = name.trimmed(), .terms = m_field->text(), .filter = filter()});
        m_service->setFolders(folders);
        m_side->setFolders(folders);
    });
    dialog->open();
}

void HistoryPage::confirmDelete(const QString& runId)
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Remove prompt and answers"),
        tr("Remove what was asked and answered in this run for good?\nWhat it cost, when and how it ended stays. "
           "Backups and exports made before still hold the text."),
        QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    auto* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(remove, &QAbstractButton::clicked, this, [this, runId] { m_service->deleteContent(runId); });
    box->open();
}

void HistoryPage::chooseExport(const QStringList& runIds)
{
    auto* dialog = new QFileDialog(this, tr("Export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON Lines, all there is (*.jsonl)"), tr("Table, a row a lane (*.csv)")});
    dialog->setDefaultSuffix(u"jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, runIds](const QString& path) { m_service->exportRuns(runIds, path); });
    dialog->open();
}

void HistoryPage::fillChoices(const RunCounts& counts)
{
    const QString current = m_model->currentIndex() > 0 ? m_model->currentText() : QString();
    m_model->clear();
    m_model->addItem(tr("any model"));
    m_model->addItems(counts.models.mid(0, 200));
    m_model->setCurrentIndex(qMax(0, m_model->findText(current)));
}

} // namespace assay
