// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "ui/filter/filterbar.h"
#include "ui/filter/sharedfilter.h"
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
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPage = 100;
constexpr int kTypingPause = 120; // milliseconds: results while typing, not for every letter of a word

} // namespace

HistoryPage::HistoryPage(HistoryService* service, SharedFilter* filter, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_filter(filter != nullptr ? filter : new SharedFilter(this))
    , m_runs(new RunListModel(this))
{
    setObjectName(u"historyPage"_s);
    setAccessibleName(tr("History"));
    m_side = new HistorySide(this);
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
    all->addWidget(new FilterBar(m_filter, {FilterPart::Words}, this)); // the field above says them
    all->addLayout(row, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &HistoryPage::takeWords);
    connect(m_list, &RunListView::runChosen, m_service, &HistoryService::open);
    connect(m_list, &RunListView::endReached, this, &HistoryPage::askForMore);
    connectService();
    connectDetail();
    connectFilter();
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
    m_order = new QComboBox(bar);
    m_order->setAccessibleName(tr("Order"));
    m_order->addItem(tr("newest first"));
    m_order->addItem(tr("best match"));
    m_count = new PlainLabel({}, bar);
    m_count->setRole(FontRole::Small, &Theme::muted);
    m_told = new PlainLabel({}, bar);
    m_told->setRole(FontRole::Small, &Theme::info);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addWidget(m_field, 1);
    row->addWidget(m_order);
    row->addWidget(m_told);
    row->addWidget(m_count);
    new BarHeight(bar, space::toolbarHeight, 26);
    connect(m_field, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::returnPressed, this, &HistoryPage::takeWords);
    connect(m_order, &QComboBox::activated, this, &HistoryPage::ask);
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
        m_filter->setOffers(offersOf(counts));
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

void HistoryPage::connectFilter()
{
    m_side->setFolders(m_filter->folders());
    connect(m_side, &HistorySide::chosen, m_filter, &SharedFilter::setChoice);
    connect(m_side, &HistorySide::removeWanted, m_filter, &SharedFilter::removeFolder);
    connect(m_filter, &SharedFilter::foldersChanged, this, [this] { m_side->setFolders(m_filter->folders()); });
    connect(m_filter, &SharedFilter::changed, this, [this] {
        const QString& words = m_filter->choice().filter.words;
        if (words != m_field->text().trimmed()) {
            const QSignalBlocker quiet(m_field);
            m_field->setText(words);
        }
        if (isVisible())
            ask();
        else
            m_asked = false; // asked again when it is looked at
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
    m_filter->setToday(m_service->now().toLocalTime().date());
    if (m_asked)
        return;
    m_service->count();
    ask();
}

void HistoryPage::search(const QString& terms)
{
    m_field->setText(terms);
    takeWords();
}

void HistoryPage::takeWords()
{
    m_typing.stop();
    FilterChoice choice = m_filter->choice();
    choice.filter.words = m_field->text().trimmed();
    if (choice == m_filter->choice())
        ask();
    else
        m_filter->setChoice(choice); // and that asks
}

void HistoryPage::openRun(const QString& runId)
{
    m_wanted = runId;
    m_service->open(runId);
}

RunQuestion HistoryPage::question(const QString& beforeId) const
{
    HistoryFilter filter = m_filter->choice().at(m_service->now());
    const QString terms = std::exchange(filter.words, QString());
    return {.terms = terms,
        .filter = filter,
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
        m_detail->clear(m_filter->choice().isEmpty()
                ? tr("Every run will be here, with its answers and what it cost. Compare makes the first one.")
                : page.question.terms.isEmpty()  ? tr("No run is like that. Remove a filter to see more.")
                : page.question.filter.isEmpty() ? tr("No run contains “%1”.").arg(page.question.terms)
                                                 : tr("No run of this filter contains “%1”.").arg(page.question.terms));
        return;
    }
    const int row = qMax(0, m_runs->rowOf(selected));
    m_list->setCurrentIndex(m_runs->index(row)); // opens it
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

} // namespace assay
