// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the Spend page is made of. What it does with it is in spendpage.cpp.

#include "ui/charts/calendarheatmap.h"
#include "ui/charts/chartbox.h"
#include "ui/charts/coursechart.h"
#include "ui/charts/rowbars.h"
#include "ui/charts/stackedbars.h"
#include "ui/filter/filterbar.h"
#include "ui/settings/settingsbox.h"
#include "ui/spend/spendbar.h"
#include "ui/spend/spendpage.h"
#include "ui/spend/spendtablemodel.h"
#include "ui/spend/spendtiles.h"
#include "ui/text/formats.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/plainlabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kSideWidth = 348;
constexpr int kNameWidth = 210;

/// Round values of an axis: `$0`, `$0.50`, `$0.0005`, `$20`.
QString tickMoney(qint64 pico)
{
    constexpr qint64 kDollar = 1'000'000'000'000;
    if (pico % kDollar == 0)
        return u'$' + QLocale().toString(pico / kDollar);
    const QString exact = Formats().exactMoney(Money::fromPico(pico));
    return pico % (kDollar / 10) == 0 ? exact + QLocale().zeroDigit() : exact;
}

QString sumMoney(qint64 pico)
{
    return Formats().sum(Money::fromPico(pico));
}

/// Whole cents where there are some.
QString centMoney(qint64 pico)
{
    constexpr qint64 kCent = 10'000'000'000;
    if (pico < kCent)
        return pico == 0 ? tickMoney(0) : sumMoney(pico);
    return tickMoney((pico + kCent / 2) / kCent * kCent);
}

QString exactMoney(qint64 pico)
{
    return Formats().exactMoney(Money::fromPico(pico));
}

} // namespace

void SpendPage::build()
{
    m_filterBar = new FilterBar(m_filter, {FilterPart::Date}, this);
    m_bar = new SpendBar(this);
    m_bar->setPeriod({.unit = PeriodUnit::Month, .day = m_service->today(m_bar->zone())});
    m_reading = new PlainLabel(tr("Reading the calls of this filter …"), this);
    m_reading->setObjectName(u"spendReading"_s);
    m_reading->setRole(FontRole::Small, &Theme::info);
    m_reading->setContentsMargins(space::section, space::badge, space::section, 0);
    m_reading->setVisible(false);
    m_failure = new PlainLabel({}, this);
    m_failure->setRole(FontRole::Body, &Theme::bad);
    m_failure->setContentsMargins(space::section, space::control, space::section, 0);
    m_failure->setVisible(false);
    auto* empty = new QWidget(this);
    m_emptyTitle = new PlainLabel({}, empty);
    m_emptyTitle->setObjectName(u"spendEmpty"_s);
    m_emptyTitle->setRole(FontRole::Title);
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyText = new PlainLabel({}, empty);
    m_emptyText->setRole(FontRole::Body, &Theme::muted);
    m_emptyText->setAlignment(Qt::AlignCenter);
    auto* middle = new QVBoxLayout(empty);
    auto* compare = new QPushButton(tr("Compare models"), empty);
    compare->setObjectName(u"spendCompare"_s);
    connect(compare, &QPushButton::clicked, this, &SpendPage::compareWanted);
    middle->addStretch(2);
    middle->addWidget(m_emptyTitle);
    middle->addWidget(m_emptyText);
    middle->addSpacing(space::control);
    middle->addWidget(compare, 0, Qt::AlignHCenter);
    middle->addStretch(3);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Spend of the period"));
    scroll->setWidget(makeContent());
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(empty);
    m_pages->addWidget(scroll);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_bar);
    all->addWidget(new Hairline(this));
    all->addWidget(m_filterBar);
    all->addWidget(m_reading);
    all->addWidget(m_failure);
    all->addWidget(m_pages, 1);
    connectParts();
}

QWidget* SpendPage::makeContent()
{
    auto* content = new QWidget(this);
    m_tiles = new SpendTiles(content);
    m_bars = new StackedBars(content);
    m_bars->setObjectName(u"spendBars"_s);
    m_bars->setTexts(&tickMoney, &sumMoney, &exactMoney);
    m_barsBox = new ChartBox({}, m_bars, ChartBox::NotePlace::Beside, content);
    auto* left = new QVBoxLayout;
    left->setSpacing(space::page);
    left->addWidget(m_barsBox, 9);
    left->addWidget(makeTableBox(), 11);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::page);
    columns->addLayout(left, 1);
    columns->addWidget(makeSide());
    auto* all = new QVBoxLayout(content);
    all->setContentsMargins(space::page, space::page, space::page, space::page);
    all->setSpacing(space::page);
    all->addWidget(m_tiles);
    all->addLayout(columns, 1);
    return content;
}

QWidget* SpendPage::makeTableBox()
{
    auto* box = new SettingsBox(this);
    box->content()->setContentsMargins(1, space::page, 1, 1);
    auto* question = new PlainLabel(tr("Where did the money go?"), box);
    question->setRole(FontRole::Title);
    question->setContentsMargins(space::section - 1, 0, space::section, 0);
    m_model = new SpendTableModel(this);
    m_table = new FlatTable(box);
    m_table->setObjectName(u"spendTable"_s);
    m_table->setAccessibleName(tr("Where did the money go?"));
    m_table->setModel(m_model);
    m_table->setMinimumHeight(180);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(SpendTableModel::Name, QHeaderView::Stretch);
    header->setSortIndicator(SpendTableModel::CostColumn, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setExpendable({SpendTableModel::CacheWrite, SpendTableModel::PerAnswer, SpendTableModel::CacheRead,
                               SpendTableModel::Input, SpendTableModel::Source},
        kNameWidth);
    box->content()->addWidget(question);
    box->content()->addWidget(m_table, 1);
    return box;
}

QWidget* SpendPage::makeSide()
{
    auto* side = new QWidget(this);
    m_course = new CourseChart(side);
    m_course->setObjectName(u"spendCourse"_s);
    m_course->setTexts(&sumMoney, &exactMoney);
    m_courseBox = new ChartBox({}, m_course, ChartBox::NotePlace::Below, side);
    m_calendar = new CalendarHeatMap(side);
    m_calendar->setObjectName(u"spendCalendar"_s);
    m_calendar->setTexts(&centMoney, &exactMoney);
    m_calendarBox = new ChartBox(tr("Which days were busy?"), m_calendar, ChartBox::NotePlace::Below, side);
    m_projects = new RowBars(side);
    m_projects->setObjectName(u"spendProjects"_s);
    m_projectsBox = new ChartBox(tr("Which project paid?"), m_projects, ChartBox::NotePlace::Below, side);
    m_imported = new PlainLabel({}, side);
    m_imported->setObjectName(u"spendImported"_s);
    m_imported->setRole(FontRole::Small, &Theme::muted);
    m_imported->setWordWrap(true);
    m_imported->setVisible(false);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::page);
    column->addWidget(m_courseBox, 3);
    column->addWidget(m_calendarBox);
    column->addWidget(m_projectsBox, 2);
    column->addWidget(m_imported);
    side->setFixedWidth(kSideWidth);
    return side;
}

} // namespace assay
