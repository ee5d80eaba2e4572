// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/spendpage.h"

#include "ui/charts/chartbox.h"
#include "ui/charts/coursechart.h"
#include "ui/charts/rowbars.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/sharedfilter.h"
#include "ui/spend/answersdialog.h"
#include "ui/spend/spendbar.h"
#include "ui/spend/spendchartdata.h"
#include "ui/spend/spendtablemodel.h"
#include "ui/spend/spendtiles.h"
#include "ui/text/formats.h"
#include "ui/text/spendtext.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plainlabel.h"

#include <QFileDialog>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kShownWeeks = 20;
constexpr std::chrono::milliseconds kSoonEnough{250};
constexpr std::chrono::milliseconds kOftenEnough{3'000};

} // namespace

SpendPage::SpendPage(SpendService* service, SharedFilter* filter, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_filter(filter != nullptr ? filter : new SharedFilter(this))
{
    setObjectName(u"spendPage"_s);
    setAccessibleName(tr("Spend"));
    connect(service, &SpendService::changed, this, &SpendPage::onLedgerChanged);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSoonEnough);
    connect(&m_slow, &QTimer::timeout, this, [this] { m_reading->setVisible(true); });
    m_again.setSingleShot(true);
    m_again.setInterval(kOftenEnough);
    connect(&m_again, &QTimer::timeout, this, &SpendPage::onLedgerChanged);
    connect(service, &SpendService::reportRead, this, &SpendPage::onReport);
    connect(m_filter, &SharedFilter::changed, this, [this] {
        m_isStale = true;
        if (isVisible())
            ask();
    });
}

void SpendPage::showEvent(QShowEvent* event)
{
    if (m_bar == nullptr)
        build();
    QWidget::showEvent(event);
    m_filter->setToday(m_service->today(QTimeZone::systemTimeZone()));
    if (m_isStale)
        ask();
}

void SpendPage::connectParts()
{
    connect(m_bar, &SpendBar::changed, this, &SpendPage::ask);
    connect(m_bar, &SpendBar::exportWanted, this, &SpendPage::askExport);
    connect(m_bars, &Chart::activated, this, &SpendPage::drillBar);
    connect(m_table, &FlatTable::opened, this, &SpendPage::drillRow);
    connect(m_calendar, &Chart::activated, this, [this](int mark) { drillDay(m_calendar->dateOf(mark)); });
    connect(m_projects, &Chart::activated, this, &SpendPage::drillProject);
    connect(m_tiles, &SpendTiles::unpricedWanted, this, [this] {
        SpendDrill drill = wholeDrill();
        drill.unpricedOnly = true;
        drillDown(tr("Calls without a price, %1").arg(m_bar->period().title()), drill);
    });
    connect(m_service, &SpendService::failed, this, [this](const QString& why) {
        m_slow.stop();
        m_reading->setVisible(false);
        m_failure->setText(tr("The ledger could not be read: %1").arg(why));
        m_failure->setVisible(true);
    });
}

void SpendPage::onLedgerChanged()
{
    m_isStale = true;
    if (!isVisible())
        return;
    // Lanes that are read one by one are not read for every call of a gateway at work.
    const bool isBusy = m_slow.isActive() || (m_reading != nullptr && m_reading->isVisible());
    if (m_hasReport && m_report.isScanned && (isBusy || (m_read.isValid() && m_read.elapsed() < kOftenEnough.count())))
        m_again.start();
    else
        ask();
}

HistoryFilter SpendPage::filter() const
{
    return without(m_filter->choice(), FilterPart::Date).filter; // the calendar's period stands in its place
}

void SpendPage::showDateNote()
{
    m_filterBar->setDateNote(tr("%1 in place of “%2”")
            .arg(m_bar->period().title(), FilterText::words(m_filter->choice(), FilterPart::Date)));
}

void SpendPage::ask()
{
    m_isStale = false;
    showDateNote();
    const SpendPeriod& period = m_bar->period();
    m_wanted.query = {.from = period.from(), .to = period.to(), .zone = m_bar->zone(), .filter = filter()};
    m_wanted.grouping = m_bar->grouping();
    m_wanted.today = m_service->today(m_bar->zone());
    m_slow.start();
    m_service->askReport(m_wanted);
}

void SpendPage::onReport(const SpendReport& report)
{
    if (m_bar == nullptr || report.request != m_wanted)
        return; // a later question is under way
    m_slow.stop();
    m_reading->setVisible(false);
    m_read.start();
    m_report = report;
    m_hasReport = true;
    m_failure->setVisible(false);
    showReport();
}

void SpendPage::showReport()
{
    if (m_report.rows.isEmpty() && m_report.calendar.isEmpty() && m_report.imported.isEmpty())
        return showEmpty();
    m_pages->setCurrentIndex(1);
    const SpendPeriod& period = m_bar->period();
    const SpendGrouping split = SpendChartData::split(m_report);
    auto& slotOfKey = m_slots[split];
    slotOfKey = SpendChartData::slotsFor(m_report, slotOfKey);
    const Formats formats;
    m_tiles->setReport(m_report, period);
    m_bars->setBars(period.hasMonthBars() ? tr("Month") : tr("Day"), SpendChartData::series(m_report, slotOfKey),
        SpendChartData::bars(m_report, period, slotOfKey));
    const QString who = SpendText::groupingWord(split);
    m_barsBox->setQuestion(period.hasMonthBars() ? tr("What did each month cost, and which %1 caused it?").arg(who)
                                                 : tr("What did each day cost, and which %1 caused it?").arg(who));
    const auto& total = m_report.figures.total;
    m_barsBox->setNote(total.unpriced > 0
            ? tr("%1 calls, %2 unpriced left out")
                  .arg(formats.exactCount(total.calls), formats.exactCount(total.unpriced))
            : tr("%1 calls").arg(formats.exactCount(total.calls)));
    m_barsBox->refresh();
    m_model->setReport(m_report, m_report.request.grouping == split ? slotOfKey : QHash<QString, int>());
    m_table->fit();
    showSide();
    showCourse();
    showImported();
}

void SpendPage::showSide()
{
    const Formats formats;
    const QDate today = m_report.request.today;
    // Up to the end of the period, but not past this week.
    const QDate last = qMin(m_report.request.query.to, today.addDays(8 - today.dayOfWeek()));
    m_calendar->setDays(last.addDays(-7 * kShownWeeks), last, today, SpendChartData::calendar(m_report));
    m_calendarBox->setNote(SpendChartData::busiest(m_report));
    m_calendarBox->refresh();
    QList<RowBar> bars;
    for (const auto& row : m_report.projects) {
        if (row.total.calls > 0)
            bars.append({.name = visibleCharacters(SpendText::label(SpendGrouping::Project, row.key)),
                .value = row.total.known.pico(),
                .text = row.total.unpriced == row.total.calls ? tr("no price") : formats.sum(row.total.known),
                .exact = SpendText::total(row.total)});
    }
    m_projects->setBars(tr("Project"), bars);
    m_projectsBox->refresh();
}

void SpendPage::showCourse()
{
    const SpendPeriod& period = m_bar->period();
    const bool isOver = m_report.request.today >= period.to();
    m_course->setCourse(SpendChartData::course(m_report, period));
    m_courseBox->setQuestion(
        isOver ? tr("How did %1 add up?").arg(period.title()) : tr("Where will %1 end?").arg(period.title()));
    m_courseBox->setNote(m_report.figures.total.unpriced > 0 ? tr("Calls without a price are left out.") : QString());
    m_courseBox->refresh();
}

void SpendPage::showImported()
{
    QStringList lines;
    for (const auto& source : m_report.imported) {
        const SpendTotal total{.known = source.known, .calls = source.calls, .unpriced = source.unpriced};
        lines.append(tr("%1: %2").arg(visibleCharacters(source.source), SpendText::total(total)));
    }
    m_imported->setVisible(!lines.isEmpty());
    m_imported->setText(tr("Imported from other tools, in no sum above:") + u'\n' + lines.join(u'\n'));
}

void SpendPage::showEmpty()
{
    m_pages->setCurrentIndex(0);
    if (!filter().isEmpty()) {
        m_emptyTitle->setText(tr("Nothing like that was paid"));
        m_emptyText->setText(tr("No call of this half year fits the filter above. Remove a part of it to see more."));
        return;
    }
    m_emptyTitle->setText(tr("Nothing was paid yet"));
    m_emptyText->setText(tr("Every call you make is written down here with what it cost, by day, model and project.\n"
                            "Compare two models, and the first line appears. Simulated calls cost nothing."));
}

SpendDrill SpendPage::wholeDrill() const
{
    return {.query = m_report.request.query, .grouping = SpendGrouping::Day, .key = {}};
}

void SpendPage::drillDown(const QString& what, const SpendDrill& drill)
{
    (new AnswersDialog(what, drill, m_service, this))->show();
}

void SpendPage::drillBar(int mark)
{
    const SpendPeriod& period = m_bar->period();
    const QDate day = SpendChartData::dateOfBar(period, m_bars->barOf(mark));
    if (!period.hasMonthBars())
        return drillDay(day);
    SpendDrill drill = wholeDrill();
    drill.query.from = day;
    drill.query.to = day.addMonths(1);
    drillDown(tr("Answers of %1").arg(QLocale().toString(day, u"MMMM yyyy"_s)), drill);
}

void SpendPage::drillDay(QDate day)
{
    SpendDrill drill = wholeDrill();
    drill.query.from = day;
    drill.query.to = day.addDays(1);
    drillDown(tr("Answers of %1").arg(QLocale().toString(day, QLocale::LongFormat)), drill);
}

void SpendPage::drillRow(int row)
{
    const auto key = m_model->keyOf(row);
    if (!key)
        return drillDown(tr("Answers of %1").arg(m_bar->period().title()), wholeDrill());
    if (m_report.request.grouping == SpendGrouping::Day)
        return drillDay(QDate::fromString(*key, Qt::ISODate));
    SpendDrill drill = wholeDrill();
    drill.grouping = m_report.request.grouping;
    drill.key = *key;
    drillDown(
        tr("%1, %2").arg(visibleCharacters(SpendText::label(drill.grouping, *key)), m_bar->period().title()), drill);
}

void SpendPage::drillProject(int row)
{
    QList<SpendRow> shown = m_report.projects;
    shown.removeIf([](const SpendRow& project) { return project.total.calls == 0; });
    if (row < 0 || row >= shown.size())
        return;
    SpendDrill drill = wholeDrill();
    drill.query.filter.project.reset();
    drill.grouping = SpendGrouping::Project;
    drill.key = shown[row].key;
    drillDown(tr("%1, %2").arg(
                  visibleCharacters(SpendText::label(SpendGrouping::Project, drill.key)), m_bar->period().title()),
        drill);
}

bool SpendPage::exportTo(const QString& path) const
{
    QSaveFile file(path);
    if (!m_hasReport || !file.open(QIODevice::WriteOnly))
        return false;
    file.write(path.endsWith(u".json"_s, Qt::CaseInsensitive) ? QJsonDocument(SpendText::json(m_report, true)).toJson()
                                                              : SpendText::csv(m_report).toUtf8());
    return file.commit();
}

void SpendPage::askExport()
{
    auto* dialog = new QFileDialog(this, tr("Export spend"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Table (*.csv)"), tr("Document (*.json)")});
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(u"json"_s) ? u"json"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (exportTo(path))
            return;
        m_failure->setText(tr("%1 could not be written.").arg(path));
        m_failure->setVisible(true);
    });
    dialog->open();
}

} // namespace assay
